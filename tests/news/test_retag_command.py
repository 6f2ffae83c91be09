"""`manage.py retag`: what it looks for, what it tells, and what it refuses."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from news.ingest import SourceFacts
from news.models import Alias, Company, Item, Product, Retagging, Tag
from news.tagging import tag_items
from tests.news.publishing import cited

pytestmark = pytest.mark.django_db
NOTHING = "nothing is left to do\n"


@pytest.fixture
def otter() -> Product:
    heron = Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)
    return Product.objects.create(slug="otter", name="Otter", company=heron, kind=Product.Kind.APP)


@pytest.fixture
def lutra(otter: Product) -> Alias:
    """A name that came after the items were tagged."""
    for title in ("Lutra is out", "Otter is out", "Nothing is out"):
        cited(SourceFacts(url=f"https://press.example/{title}", title=title))
    tag_items()
    run()
    return Alias.objects.create(text="Lutra", folded="lutra", product=otter)


def run(*arguments: str) -> str:
    told = StringIO()
    call_command("retag", *arguments, stdout=told)
    return told.getvalue()


def test_it_finishes_what_a_change_of_the_names_left_to_do(lutra: Alias) -> None:
    first, second = run(), run()

    assert first == "3 items looked at, 1 reached, 1 changed: 2 tags added, 0 removed\n"
    assert second == NOTHING


def test_a_dry_run_tells_what_would_change_and_writes_nothing(lutra: Alias) -> None:
    before = [*Tag.objects.order_by("id").values()], Retagging.objects.values().get()
    item = Item.objects.get(title="Lutra is out").pk
    told = run("--dry-run")

    assert ([*Tag.objects.order_by("id").values()], Retagging.objects.values().get()) == before
    assert told.splitlines()[:3] == [
        "3 items looked at, 1 reached, 1 would change: 2 tags added, 0 removed, 0 only reworded",
        f'+ Heron AI: item {item}, Lutra is out (the company behind "Lutra")',
        f'+ Otter: item {item}, Lutra is out (named "Lutra")',
    ]


def test_a_dry_run_tells_the_score_before_and_after_and_what_is_read_otherwise(otter: Product) -> None:
    run()
    Alias.objects.create(text="OpenAI", folded="openai", company=otter.company)
    given = run("--dry-run")
    run()
    Alias.objects.all().delete()
    taken = run("--dry-run").splitlines()

    assert "companies f1: 0.0000 before" in given
    assert "mended: OpenAI opens an office in Lisbon" in given.splitlines()
    assert "broken: OpenAI opens an office in Lisbon (company openai: missed)" in taken


def test_a_score_that_was_never_taken_is_said_to_be_unknown(otter: Product) -> None:
    told = run("--dry-run")

    assert "companies f1: not known before, 0.0000 after" in told
    assert "broken" not in told


def test_a_dry_run_scores_a_file_of_labels_too(otter: Product, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"id": "1", "title": "Otter is out", "companies": ["Heron AI"], "models": ["Otter"]}')

    assert "items right on labels.jsonl: 1.0000" in run("--dry-run", "--score", str(labels))
    with pytest.raises(CommandError, match="cannot be read"):
        run("--dry-run", "--score", str(tmp_path / "nothing"))
    with pytest.raises(CommandError, match="--score goes with --dry-run"):
        run("--score", str(labels))


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        pytest.param(["--alias", "OTTER"], 1, id="a name"),
        pytest.param(["--product", "otter"], 2, id="a product by all its names"),
        pytest.param(["--company", "heron"], 2, id="a company and what it is behind"),
        pytest.param(["--all"], 3, id="all"),
    ],
)
def test_it_looks_again_for_what_it_is_asked_for(lutra: Alias, asked: list[str], reached: int) -> None:
    run()

    assert f"{reached} reached, 0 changed" in run(*asked)
    assert run() == NOTHING


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        pytest.param(["--alias", "  "], "--alias: a name has at least one character", id="an empty name"),
        pytest.param(["--company", "nobody"], "nobody: no such company", id="no company"),
        pytest.param(["--product", "nothing"], "nothing: no such product", id="no product"),
        pytest.param(["--all", "--alias", "x"], "not allowed with argument", id="two at once"),
    ],
)
def test_what_names_nothing_is_refused(lutra: Alias, asked: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*asked)


def test_a_run_goes_on_where_a_killed_one_stopped(lutra: Alias) -> None:
    run()
    begun = {"is_whole": True, "through_id": Item.objects.order_by("id")[0].pk, "looked_at": 1, "reached": 1}
    Retagging.objects.update(**begun, changed=0, added=0)

    assert run() == "3 items looked at, 3 reached, 0 changed: 0 tags added, 0 removed\n"
