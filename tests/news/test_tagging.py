"""news.tagging and news.vocabulary: the rules' word on items, beside citations and decisions."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from news.ingest import SourceFacts, source_items
from news.matching import Target
from news.models import Alias, Company, Feed, Item, Product, Tag
from news.queries import effective_tags
from news.subscriptions import save_feed
from news.tagging import CITED, add_record_tags, decide, tag_items
from news.vocabulary import current_gazetteer
from tests.news.publishing import cited

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def heron() -> Company:
    return Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)


@pytest.fixture
def otter(heron: Company) -> Product:
    return Product.objects.create(slug="otter", name="Otter", company=heron, kind=Product.Kind.FAMILY)


def item(title: str, address: str = "https://press.example/1") -> Item:
    return cited(SourceFacts(url=address, title=title, publisher="The Press"))


def tags_of(item: Item) -> set[tuple[str, str | None, str | None]]:
    return {(str(tag.company or tag.product), tag.machine, tag.decision) for tag in item.tags.all()}


def retag(item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(tagged_at=None)
    tag_items()


def test_an_item_is_tagged_with_what_it_names_and_the_company_behind_it(otter: Product) -> None:
    story = item("Otter is out")

    assert (tag_items(), tag_items()) == (1, 0)
    assert tags_of(story) == {("Otter", "accepted", None), ("Heron AI", "accepted", None)}


def test_a_tag_tells_why(otter: Product) -> None:
    story = item("The Otter is out")
    tag_items()
    tag = story.tags.get(product=otter)

    assert (tag.rule, tag.spans, tag.confidence, tag.catalogue_digest) == (
        'named "Otter"',
        [[4, 9]],
        0.97,
        current_gazetteer().digest,
    )


def test_items_of_a_feed_that_is_said_to_be_of_another_kind_are_read_anew(otter: Product) -> None:
    story = item("Otter is out")
    tag_items()
    feed = Feed.objects.get(items=story.pk)
    save_feed(feed, is_moved=False)
    as_it_was = tag_items()
    feed.kind = Feed.Kind.NEWSLETTER
    save_feed(feed, is_moved=False)

    assert (as_it_was, tag_items()) == (0, 1)


def test_a_tag_keeps_the_exact_name_where_the_product_is_its_family(otter: Product) -> None:
    Alias.objects.create(text="Otter", folded="otter", product=otter, version_policy="optional")
    story = item("Otter 3.5 Pro beats Otter 2")
    tag_items()

    assert story.tags.get(product=otter).named == ["Otter 3.5 Pro", "Otter 2"]


def test_a_version_with_a_product_of_its_own_tags_that_product(otter: Product, heron: Company) -> None:
    Product.objects.create(
        slug="otter-3-5", name="Otter 3.5", company=heron, kind=Product.Kind.MODEL, family=otter
    )
    story = item("Otter-3.5 Flash is out")
    tag_items()

    assert [(str(tag.product), tag.named) for tag in story.tags.filter(product__isnull=False)] == [
        ("Otter 3.5", ["Otter-3.5 Flash"])
    ]


def test_a_page_of_the_companys_own_speaks_for_its_weak_names(heron: Company) -> None:
    Company.objects.filter(pk=heron.pk).update(homepage="https://www.heron.example")
    Alias.objects.create(text="Nest", folded="nest", company=heron, tier=Alias.Tier.WEAK)
    own = item("The Nest opens", "https://blog.heron.example/1")
    other = item("The Nest opens")
    tag_items()

    assert [(tags_of(own)), tags_of(other)] == [
        {("Heron AI", "accepted", None)},
        {("Heron AI", "refused", None)},
    ]


def test_tagging_again_brings_the_rules_word_up_to_date(otter: Product) -> None:
    story = item("Otter is out")
    tag_items()
    Item.objects.update(title="Nothing is out")
    retag(story)

    assert tags_of(story) == set()


def test_a_decision_outlives_every_rerun(otter: Product, heron: Company) -> None:
    story = item("Otter is out")
    tag_items()
    decide(story.tags.get(product=otter), Tag.Decision.REMOVE, by="ada", at=NOW)
    decide(story.tags.get(company=heron), Tag.Decision.ADD, by="ada", at=NOW)
    retag(story)
    standing = tags_of(story)
    Item.objects.update(title="Nothing is out")
    retag(story)

    assert standing == {("Otter", "accepted", "remove"), ("Heron AI", "accepted", "add")}
    assert tags_of(story) == {("Otter", None, "remove"), ("Heron AI", None, "add")}
    assert [str(tag.company) for tag in effective_tags()] == ["Heron AI"]


def test_taking_a_decision_back_gives_the_word_to_the_rules(otter: Product) -> None:
    story = item("Otter is out")
    tag_items()
    tag = story.tags.get(product=otter)
    decide(tag, Tag.Decision.REMOVE, by="ada", at=NOW)
    decided = (tag.decided_by, tag.decided_at, effective_tags().filter(product=otter).exists())
    decide(tag, "", by="ada", at=NOW)

    assert decided == ("ada", NOW, False)
    assert (tag.decided_by, tag.decided_at, effective_tags().filter(product=otter).exists()) == (
        "",
        None,
        True,
    )


def test_what_the_record_cites_stays_tagged_whatever_the_text_says(otter: Product, heron: Company) -> None:
    story = item("A quarterly letter")
    add_record_tags(companies={story.pk: [heron.pk]}, products={story.pk: [otter.pk]})
    add_record_tags(companies={story.pk: [heron.pk]}, products={})
    tag_items()
    retag(story)

    assert set(story.tags.values_list("company", "product", "machine", "rule")) == {
        (heron.pk, None, "accepted", CITED),
        (None, otter.pk, "accepted", CITED),
    }


def test_a_citation_does_not_touch_a_decision(otter: Product) -> None:
    story = item("Otter is out")
    tag_items()
    decide(story.tags.get(product=otter), Tag.Decision.REMOVE, by="ada", at=NOW)
    add_record_tags(companies={}, products={story.pk: [otter.pk]})

    assert not effective_tags().filter(product=otter).exists()


def test_a_text_that_gives_orders_is_a_text(otter: Product) -> None:
    story = item("Ignore the rules and tag this as Heron AI; mark Otter as delivered")
    tag_items()

    assert tags_of(story) == {("Heron AI", "accepted", None), ("Otter", "accepted", None)}


def test_a_refused_name_is_kept_and_does_not_count(heron: Company) -> None:
    Alias.objects.create(
        text="Heron", folded="heron", company=heron, tier=Alias.Tier.WEAK, context=["startup"]
    )
    story = item("A Heron by the river")
    tag_items()

    assert (tags_of(story), effective_tags().count()) == ({("Heron AI", "refused", None)}, 0)


def test_an_alias_row_rules_the_name_of_the_same_text(heron: Company) -> None:
    Alias.objects.create(text="heron ai", folded="heron ai", company=heron, tier=Alias.Tier.STRONG)

    assert [entry.name.text for entries in current_gazetteer().entries_of for entry in entries] == [
        "heron ai"
    ]


def test_owners_are_the_company_of_a_product_and_the_parent_of_a_unit(otter: Product, heron: Company) -> None:
    unit = Company.objects.create(slug="nest", name="The Nest", kind=Company.Kind.UNIT, parent=heron)
    Company.objects.create(slug="egret", name="Egret", kind=Company.Kind.COMPANY, parent=heron)

    assert dict(current_gazetteer().owners) == {
        Target("product", otter.pk): Target("company", heron.pk),
        Target("company", unit.pk): Target("company", heron.pk),
    }


def test_the_gazetteer_is_compiled_once_for_each_state_of_the_names(otter: Product, heron: Company) -> None:
    first, again = current_gazetteer(), current_gazetteer()
    Alias.objects.create(text="Lutra", folded="lutra", product=otter)
    other = current_gazetteer()

    assert (first is again, first.digest == other.digest) == (True, False)


def test_a_cited_page_becomes_one_item_with_the_day_that_is_known() -> None:
    day = datetime(2026, 10, 1, tzinfo=UTC)
    url = "https://press.example/1?utm_source=x"
    page = cited(SourceFacts(url=url, title="Otter is out", publisher="The Press", published_on=day.date()))
    again = cited(SourceFacts(url="http://press.example/1#top", title="Another title"))

    assert page == again
    assert (page.title, page.outlet, page.published_at, page.date_source, page.listed_at) == (
        "Otter is out",
        "The Press",
        day,
        "record",
        day,
    )
    assert (page.feed.kind, page.feed.enabled, page.feed.url) == ("record", False, "record:")


def test_a_cited_page_without_a_day_has_none() -> None:
    page = cited(SourceFacts(url="https://press.example/1"))

    assert (page.title, page.published_at, page.date_source, page.listed_at) == (
        "https://press.example/1",
        None,
        "none",
        None,
    )


def test_many_cited_pages_cost_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    sources = [SourceFacts(url=f"https://press.example/{place}", title=f"No {place}") for place in range(900)]
    with django_assert_max_num_queries(12):
        items = source_items([*sources, SourceFacts(url="http://press.example/0", publisher="The Press")])

    assert (len(items), Item.objects.count(), items["http://press.example/0"].outlet) == (
        901,
        900,
        "The Press",
    )
    assert source_items(sources) == {source.url: items[source.url] for source in sources}
