"""The shipped record loads whole or not at all, again without a change, and never over a curator."""

import shutil
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from news.models import Company, Feed, Item, Tag
from timeline.curation import Act, correct, rename, undo
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, TABLES, read_documents, replay
from timeline.models import Change, Commitment, Deliverable, Event, Evidence
from timeline.queries.deliverables import row_of
from timeline.seeding import load_catalogue, read_catalogue
from timeline.seeding.files import SHIPPED, catalogue_files
from timeline.writing import write_documents

TODAY = "2026-11-22"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be damaged."""
    for path in SHIPPED.values():
        shutil.copy(path, tmp_path)
    return tmp_path


def test_the_shipped_record_is_whole() -> None:
    counts = [model.objects.count() for model in (Company, Deliverable, Commitment, Event)]
    assert counts == [614, 298, 117, 432]
    assert Evidence.objects.count() == 1148


def test_a_second_load_changes_nothing(act: Act) -> None:
    before = Change.objects.count()
    report = load_catalogue(act)
    assert (report.created, report.changed, report.kept, report.missing) == ([], [], [], [])
    assert Change.objects.count() == before


def test_the_changes_replayed_from_empty_are_the_record() -> None:
    changes = Change.objects.order_by("seq").values_list("target_table", "before", "after")
    assert replay(changes) == {name: read_documents(table) for name, table in TABLES.items()}


def test_replayed_documents_written_into_empty_tables_give_the_rows_back() -> None:
    documents = {name: read_documents(table) for name, table in TABLES.items()}
    empty_the_record()
    assert Event.objects.count() == 0
    for name, table in TABLES.items():
        write_documents(table, documents[name].values())
    assert {name: read_documents(table) for name, table in TABLES.items()} == documents


def empty_the_record() -> None:
    names = ", ".join(
        model._meta.db_table
        for table in reversed(TABLES.values())
        for model in (*(part.model for part in table.parts), table.model)
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {names} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_sources_of_the_record_are_items_without_text() -> None:
    feed = Feed.objects.get(kind=Feed.Kind.RECORD)
    items = Item.objects.filter(feed=feed)
    assert items.count() == Evidence.objects.values("url").distinct().count()
    assert (feed.enabled, set(items.values_list("summary", flat=True))) == (False, {""})
    assert not Evidence.objects.filter(item=None).exists()


def test_a_source_with_only_a_month_gives_an_item_without_a_day() -> None:
    evidence = Evidence.objects.filter(published_earliest="2026-06-01", published_latest="2026-06-30").first()
    assert evidence is not None
    assert evidence.item is not None
    assert evidence.item.published_at is None


def test_cited_items_carry_the_tags_of_what_they_support() -> None:
    item = Item.objects.filter(evidence__commitment__slug="muse-spark-api-2").first()
    assert item is not None
    companies = Tag.objects.filter(item=item, company__isnull=False).values_list("company__slug", flat=True)
    products = Tag.objects.filter(item=item, product__isnull=False).values_list("product__slug", flat=True)
    owner = Deliverable.objects.get(slug="muse-spark-api").product
    assert owner.company.slug in companies
    assert owner.slug in products


@pytest.mark.parametrize(
    ("day", "fate", "slip"),
    [
        (date(2026, 6, 2), "announced", None),
        (date(2026, 6, 20), "pending", 0),
        (date(2026, 7, 5), "overdue", 5),
        (date(2026, 11, 22), "delivered_late", 9),
    ],
)
def test_the_muse_spark_api_on_the_days_of_its_story(day: date, fate: str, slip: int | None) -> None:
    standing = row_of("muse-spark-api", as_of=day).standing
    assert (standing.fate, standing.slip_min_days) == (fate, slip)


def test_a_changed_file_updates_shipped_rows_and_says_how(folder: Path, act: Act) -> None:
    edit(folder / "companies.yaml", "name: Adept AI", "name: Adept Labs")
    report = load_catalogue(act, catalogue_files(folder))
    assert report.changed == ["company adept"]
    assert report.differences == ["company adept: name 'Adept Labs' instead of 'Adept AI'"]
    change = Change.objects.order_by("-seq")[0]
    assert (change.action, change.reason, Company.objects.get(slug="adept").version) == (
        "correct",
        "source_corrected",
        2,
    )


def test_a_curators_row_is_reported_and_left_alone(folder: Path, act: Act) -> None:
    correct(replace(act, reason="typo"), COMPANY, "adept", values={"name": "Adept"})
    edit(folder / "companies.yaml", "name: Adept AI", "name: Adept Labs")
    report = load_catalogue(act, catalogue_files(folder))
    assert (report.changed, report.kept) == ([], ["company adept"])
    assert Company.objects.get(slug="adept").name == "Adept"


def test_a_dry_run_prints_the_difference_and_changes_nothing(folder: Path) -> None:
    edit(folder / "companies.yaml", "name: Adept AI", "name: Adept Labs")
    printed = StringIO()
    call_command("load_catalogue", str(folder), dry_run=True, stdout=printed)
    assert printed.getvalue().splitlines() == [
        "company adept: name 'Adept Labs' instead of 'Adept AI'",
        "0 would be created, 1 would be changed, 2621 unchanged, 0 kept as a curator has them",
    ]
    assert Company.objects.get(slug="adept").name == "Adept AI"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_faulty_file_loads_nothing_and_names_the_line(folder: Path) -> None:
    edit(folder / "events.yaml", "slug: chatgpt-launch", "slug: ChatGPT Launch")
    edit(folder / "companies.yaml", "name: Adept AI", "name: Adept Labs")
    with pytest.raises(CommandError, match=r"events.yaml:28: slug: 'ChatGPT Launch' is not a slug"):
        call_command("load_catalogue", str(folder))
    assert Company.objects.get(slug="adept").name == "Adept AI"


def test_what_is_exported_reads_back_as_the_same_facts(tmp_path: Path) -> None:
    call_command("export_catalogue", str(tmp_path / "out"), stdout=StringIO())
    assert read_catalogue(catalogue_files(tmp_path / "out"), today=TODAY) == read_catalogue(today=TODAY)


def test_an_export_overwrites_only_when_told(folder: Path) -> None:
    with pytest.raises(CommandError, match="exists: choose another folder"):
        call_command("export_catalogue", str(folder))
    printed = StringIO()
    call_command("export_catalogue", str(folder), overwrite=True, stdout=printed)
    assert printed.getvalue() == "614 company, 1161 product, 298 deliverable, 117 commitment, 432 event\n"


def test_a_row_that_a_curator_renamed_is_not_loaded_under_its_old_name(act: Act) -> None:
    rename(act, DELIVERABLE, "muse-spark-api", to="meta-model-api")
    before = Change.objects.count()
    report = load_catalogue(replace(act, actor="shipped record"))
    assert (report.created, report.changed, Change.objects.count()) == ([], [], before)
    assert Commitment.objects.get(slug="muse-spark-api-2").deliverable.slug == "meta-model-api"


def test_what_a_curator_took_away_stays_away(act: Act) -> None:
    undo(act, Change.objects.get(target_key="muse-spark-api-plan-1", action="add").seq)
    sources = read_documents(COMMITMENT)["muse-spark-api-2"]["evidence"]
    correct(
        replace(act, reason="duplicate"), COMMITMENT, "muse-spark-api-2", values={"evidence": sources[:1]}
    )
    report = load_catalogue(replace(act, actor="shipped record"))
    assert (report.created, report.changed, report.kept) == ([], [], ["commitment muse-spark-api-plan-1"])
    assert Evidence.objects.filter(commitment__slug="muse-spark-api-2").count() == 1
