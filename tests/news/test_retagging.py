"""news.retagging: tags follow the names, by steps that look only at what a change can touch."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from news import retagging
from news.ingest import SourceFacts
from news.matching import folded_key
from news.models import Alias, Company, Item, Product, Retagging, Tag
from news.retagging import passes, reading
from news.tagging import add_record_tags, decide, tag_items
from tests.news.publishing import cited

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def heron() -> Company:
    return Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)


@pytest.fixture
def otter(heron: Company) -> Product:
    return Product.objects.create(slug="otter", name="Otter", company=heron, kind=Product.Kind.APP)


def items(*titles: str) -> list[Item]:
    """Tagged items of these titles, which follow the names as they stand."""
    found = [cited(SourceFacts(url=f"https://press.example/{title}", title=title)) for title in titles]
    while tag_items():
        continue
    follow()
    return found


def follow() -> int:
    """Take steps until nothing is left; returns how many items they reached."""
    reached = 0
    while step := retagging.take_step():
        reached += step.reached
    return reached


def alias(text: str, target: Company | Product, **rules: Any) -> Alias:
    of = {"company" if isinstance(target, Company) else "product": target}
    return Alias.objects.create(text=text, folded=folded_key(text), **of, **rules)


def tags_of(item: Item) -> set[tuple[str, str | None, str | None]]:
    return {(str(tag.company or tag.product), tag.machine, tag.decision) for tag in item.tags.all()}


def test_items_follow_a_new_name_and_only_those_that_hold_it_are_reached(otter: Product) -> None:
    lutra, other = items("Lutra is out", "Nothing is out")
    alias("Lutra", otter)

    assert follow() == 1
    assert tags_of(lutra) == {("Otter", "accepted", None), ("Heron AI", "accepted", None)}
    assert tags_of(other) == set()


def test_a_name_taken_away_takes_its_tags_along(otter: Product) -> None:
    name = alias("Lutra", otter)
    (lutra,) = items("Lutra is out")
    before = tags_of(lutra)
    name.delete()
    follow()

    assert (len(before), tags_of(lutra)) == (2, set())


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        pytest.param("tier", "weak", id="tier"),
        pytest.param("text", "LUTRA", id="text"),
        pytest.param("negative_context", ["river"], id="negative context"),
        pytest.param("valid_to", date(2026, 1, 1), id="validity"),
        pytest.param("version_policy", "required", id="version policy"),
    ],
)
def test_whatever_rule_of_a_name_changes_its_items_follow(otter: Product, rule: str, value: object) -> None:
    name = alias("Lutra", otter, case_sensitive=True)
    (lutra,) = items("Lutra by the river")
    Item.objects.update(listed_at=NOW)
    setattr(name, rule, value)
    name.save()

    assert follow() == 1
    assert ("Otter", "accepted", None) not in tags_of(lutra)


def test_another_owner_of_a_product_is_behind_it_where_it_is_named(otter: Product) -> None:
    egret = Company.objects.create(slug="egret", name="Egret", kind=Company.Kind.COMPANY)
    named, other = items("Otter is out", "Heron AI opens an office")
    otter.company = egret
    otter.save()

    assert follow() == 1
    assert tags_of(named) == {("Otter", "accepted", None), ("Egret", "accepted", None)}
    assert tags_of(other) == {("Heron AI", "accepted", None)}


def test_another_parent_of_a_unit_is_behind_its_products_too(heron: Company) -> None:
    egret = Company.objects.create(slug="egret", name="Egret", kind=Company.Kind.COMPANY)
    unit = Company.objects.create(slug="nest", name="The Nest", kind=Company.Kind.UNIT, parent=heron)
    Product.objects.create(slug="vole", name="Vole", company=unit, kind=Product.Kind.APP)
    (named,) = items("Vole is out")
    unit.parent = egret
    unit.save()
    follow()

    assert tags_of(named) == {
        ("Vole", "accepted", None),
        ("The Nest", "accepted", None),
        ("Egret", "accepted", None),
    }


def test_a_longer_name_hides_a_shorter_one_and_gives_it_back(otter: Product) -> None:
    other = Product.objects.create(slug="board", name="Board", company=otter.company, kind=Product.Kind.APP)
    (named,) = items("Otter Board is out")
    name = alias("Otter Board", other)
    follow()
    hidden = tags_of(named)
    name.delete()
    follow()

    assert ("Otter", "accepted", None) not in hidden
    assert ("Otter", "accepted", None) in tags_of(named)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        pytest.param("o1", "First look at o1", id="two letters"),
        pytest.param("\u6c34\u736d", "\u65b0\u578b\u6c34\u736d\u53d1\u5e03", id="Chinese"),
        pytest.param("O\u2019Otter", "O'Otter is out", id="curly"),
        pytest.param("L\u00fctra", "L\u00dcTRA is out", id="umlaut"),
        pytest.param("100% Otter_X\\", "100% Otter_X\\ is out", id="marks"),
    ],
)
def test_names_of_any_script_and_length_are_found(otter: Product, name: str, title: str) -> None:
    found, _ = items(title, "Nothing is out")
    alias(name, otter)

    assert follow() == 1
    assert ("Otter", "accepted", None) in tags_of(found)


def test_nothing_is_left_where_nothing_changed(otter: Product) -> None:
    items("Otter is out")

    assert (follow(), retagging.take_step(), Retagging.objects.get().is_open) == (0, None, False)


def test_what_was_tagged_before_anybody_kept_track_is_tagged_again(otter: Product) -> None:
    (lutra,) = items("Lutra is out")
    Retagging.objects.all().delete()
    alias("Lutra", otter)

    assert follow() == 1
    assert ("Otter", "accepted", None) in tags_of(lutra)


def test_other_rules_of_reading_reach_every_item(otter: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    items("Otter is out", "Nothing is out")
    monkeypatch.setattr("news.matching.footprints.RULES", "other rules")

    assert (follow(), follow()) == (2, 0)


def test_a_word_that_stands_is_not_written_again(otter: Product) -> None:
    items("Otter is out")
    before = [*Tag.objects.order_by("id").values()], Item.objects.values().get()
    retagging.ask(everything=True)
    step = retagging.take_step()

    assert (step.reached, step.changed) == (1, 0)
    assert ([*Tag.objects.order_by("id").values()], Item.objects.values().get()) == before


def test_only_items_whose_tags_changed_count_as_changed_and_none_leaves_its_story(otter: Product) -> None:
    lutra, hidden = items("Lutra is out", "Collutrate")
    Item.objects.update(clustered_at=NOW)
    before = dict(Item.objects.values_list("id", "changed_at"))
    alias("Lutra", otter)
    follow()
    after = dict(Item.objects.values_list("id", "changed_at"))

    assert [pk for pk in before if after[pk] != before[pk]] == [lutra.pk]
    assert set(Item.objects.values_list("clustered_at", flat=True)) == {NOW}
    assert hidden.pk in after


def test_decisions_and_citations_outlive_every_change_of_the_names(otter: Product, heron: Company) -> None:
    name = alias("Lutra", otter)
    decided, told = items("Lutra is out", "A quarterly letter")
    decide(decided.tags.get(product=otter), Tag.Decision.ADD, by="ada", at=NOW)
    decide(decided.tags.get(company=heron), Tag.Decision.REMOVE, by="ada", at=NOW)
    add_record_tags(companies={}, products={told.pk: [otter.pk]})
    name.delete()
    follow()
    without = tags_of(decided)
    alias("Lutra", otter)
    follow()

    assert without == {("Otter", None, "add"), ("Heron AI", None, "remove")}
    assert tags_of(decided) == {("Otter", "accepted", "add"), ("Heron AI", "accepted", "remove")}
    assert tags_of(told) == {("Otter", "accepted", None)}


def test_a_decision_taken_back_after_the_names_changed_gives_what_the_rules_say_now(otter: Product) -> None:
    (lutra,) = items("Lutra by the river")
    alias("Lutra", otter)
    follow()
    tag = lutra.tags.get(product=otter)
    decide(tag, Tag.Decision.REMOVE, by="ada", at=NOW)
    Alias.objects.update(negative_context=["river"])
    follow()
    tag.refresh_from_db()
    decide(tag, None, by="ada", at=NOW)

    assert tags_of(lutra) == {("Otter", "refused", None)}


class Killed(Exception):
    """A worker that ends in the middle of a step."""


def killed_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step that ends after it wrote tags and before it is committed."""

    def end(state: Retagging, **fields: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Retagging, "save", end)
        with pytest.raises(Killed):
            retagging.take_step()


def test_a_killed_step_leaves_nothing_half_done_and_is_done_again(
    otter: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BLOCK", 2)
    monkeypatch.setattr(passes, "STEP_LOOKED_AT", 2)
    items(*(f"Lutra {number}" for number in range(7)))
    alias("Lutra", otter)
    retagging.take_step()
    standing = Retagging.objects.get()
    tagged = Tag.objects.count()
    killed_step(monkeypatch)
    after_death = (Retagging.objects.get().through_id, Tag.objects.count())
    follow()

    assert (standing.looked_at, standing.is_open, tagged) == (2, True, 4)
    assert after_death == (standing.through_id, 4)
    assert (Retagging.objects.get().looked_at, Tag.objects.count()) == (7, 14)


def test_a_name_that_changes_while_a_pass_is_on_its_way_is_looked_for_from_the_start(
    otter: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BLOCK", 2)
    monkeypatch.setattr(passes, "STEP_LOOKED_AT", 2)
    found = items("Mink 1", "Lutra 1", "Mink 2", "Lutra 2", "Mink 3")
    alias("Lutra", otter)
    retagging.take_step()
    alias("Mink", otter)
    state = retagging.take_step() and Retagging.objects.get()
    follow()

    assert (state.behind, state.patterns) == (["mink"], ["lutra", "mink"])
    assert [("Otter", "accepted", None) in tags_of(item) for item in found] == [True] * 5


def test_asking_for_names_or_for_everything_reaches_those_items_again(otter: Product) -> None:
    items("Otter is out", "Nothing is out")
    retagging.ask(patterns=["otter"])
    named = follow()
    retagging.ask(everything=True)

    assert (named, follow()) == (1, 2)


def test_an_untagged_item_is_left_to_its_turn(otter: Product) -> None:
    items("Nothing is out")
    fresh = cited(SourceFacts(url="https://press.example/2", title="Lutra is out"))
    alias("Lutra", otter)
    follow()
    standing = fresh.tags.count()
    tag_items()

    assert (standing, fresh.tags.count()) == (0, 2)


def test_a_trial_tells_what_would_change_and_writes_nothing(otter: Product, heron: Company) -> None:
    name = alias("Lutra", otter)
    items("Lutra is out", "Mink is out")
    name.delete()
    alias("Mink", otter)
    before = [*Tag.objects.order_by("id").values()], Retagging.objects.values().get()
    trial = retagging.try_pending()

    assert ([*Tag.objects.order_by("id").values()], Retagging.objects.values().get()) == before
    assert (trial.looked_at, trial.reached, trial.changed, trial.added, trial.removed) == (2, 2, 2, 2, 2)
    assert [(each.title, each.name, each.rule) for each in trial.samples_added] == [
        ("Mink is out", "Heron AI", 'the company behind "Mink"'),
        ("Mink is out", "Otter", 'named "Mink"'),
    ]
    assert {(each.title, each.name) for each in trial.samples_removed} == {
        ("Lutra is out", "Heron AI"),
        ("Lutra is out", "Otter"),
    }


def test_a_trial_counts_no_tag_that_a_decision_holds_or_keeps_away(otter: Product) -> None:
    name = alias("Lutra", otter)
    (lutra,) = items("Lutra is out")
    for tag in lutra.tags.all():
        decide(tag, Tag.Decision.ADD, by="ada", at=NOW)
    name.delete()
    trial = retagging.try_pending()

    assert (trial.changed, trial.added, trial.removed, trial.reworded) == (1, 0, 0, 2)


def test_a_trial_of_many_items_shows_ten_samples_and_ends_with_its_time(
    otter: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BLOCK", 8)
    items(*(f"Lutra {number}" for number in range(30)))
    alias("Lutra", otter)
    whole, cut = retagging.try_pending(), retagging.try_pending(budget_s=0)

    assert (whole.added, len(whole.samples_added), whole.is_cut) == (60, 10, False)
    assert (cut.looked_at, cut.added, cut.is_cut) == (8, 16, True)
    assert cut.samples_added[0].title == "Lutra 29"
