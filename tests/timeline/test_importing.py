"""Files of facts come into the record whole or not at all, once, and never take anything away."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.timeline.acme import said, source
from timeline.curation import Act, ImportReport, import_facts, state
from timeline.documents import COMMITMENT, DELIVERABLE, EVENT, TABLES, read_document, read_documents, replay
from timeline.factfiles import read_facts
from timeline.models import Change, Commitment, Deliverable
from timeline.seeding.files import SHIPPED

pytestmark = pytest.mark.django_db
FACTS = """
commitments:
- slug: phone-web-1
  deliverable: phone-web
  basis: official
  voice: press_release
  words: in June
  said: 2026-03-02
  evidence: [{url: "https://daily.example/one", published: 2026-03-02, role: states}]
deliverables:
- {slug: phone-web, product: phone, channel: web, name: Phone on the web}
events:
- slug: phone-web-open
  kind: launch
  title: The phone opens on the web
  date: 2026-07-09
  basis: official
  outcomes: [{deliverable: phone-web, effect: delivered}]
  parties: [{company: acme, role: subject}]
  evidence: [{url: "https://daily.example/open", published: 2026-07-09, role: states}]
evidence:
- {event: phone-web-open, url: "https://hourly.example/open", role: confirms}
"""


@pytest.fixture
def because(act: Act) -> Act:
    return replace(act, reason="typo")


def take(act: Act, text: str, *, file: str = "facts.yaml", dry_run: bool = False) -> ImportReport:
    return import_facts(act, read_facts(text.encode(), file=file), dry_run=dry_run)


def told(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(line.place.line, line.fared.value, line.name) for line in report.lines]


def faults(report: ImportReport) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for line in report.lines:
        for field, message in line.faults:
            found.setdefault(line.place.line, []).append(f"{field}: {message}")
    return found


def record() -> dict[str, Any]:
    return {name: read_documents(table) for name, table in TABLES.items()}


def test_a_file_of_all_kinds_is_taken_whole_and_a_second_time_changes_nothing(
    acme: str, because: Act
) -> None:
    first, second = take(because, FACTS), take(because, FACTS)
    rows = [
        (3, "phone-web-1"),
        (11, "phone-web"),
        (13, "phone-web-open"),
        (22, "phone-web-open https://hourly.example/open"),
    ]
    assert told(first) == [(line, "created", name) for line, name in rows]
    assert told(second) == [(line, "unchanged", name) for line, name in rows]
    assert (first.stored, second.stored) == (True, True)
    changes = Change.objects.order_by("seq").values_list("target_table", "before", "after")
    assert replay(changes) == record()
    assert [(each.action, each.target_key, each.reason) for each in Change.objects.order_by("seq")[3:]] == [
        ("add", "phone-web", ""),
        ("add", "phone-web-open", ""),
        ("add", "phone-web-1", ""),
        ("add", "phone-web-open", ""),
    ]


def test_words_without_a_window_are_read_by_the_rules(acme: str, because: Act) -> None:
    take(because, FACTS)
    promise = Commitment.objects.get(slug="phone-web-1")
    assert (str(promise.earliest), str(promise.latest), promise.precision, bool(promise.rule)) == (
        "2026-06-01",
        "2026-06-30",
        "month",
        True,
    )
    unread = take(because, FACTS.replace("in June", "when pigs fly").replace("-1\n", "-2\n"))
    assert faults(unread) == {3: ["words: no rule reads these words: give the window"]}


def test_a_dry_run_tells_the_same_and_stores_nothing(acme: str, because: Act) -> None:
    before, changes = record(), Change.objects.count()
    dry = take(because, FACTS, dry_run=True)
    assert (record(), Change.objects.count(), dry.stored) == (before, changes, False)
    assert told(dry) == told(take(because, FACTS))


def test_one_bad_row_keeps_the_whole_file_out_and_every_fault_is_told(acme: str, because: Act) -> None:
    before = record()
    text = FACTS.replace("product: phone,", "product: radio,").replace("date: 2026-07-09", "date: 2027-07-09")
    report = take(because, text)
    assert faults(report) == {
        3: ["deliverable: there is no deliverable phone-web"],
        11: ["product: there is no product radio"],
        13: ["outcomes.deliverable: there is no deliverable phone-web"],
        22: ["event: there is no event phone-web-open"],
    }
    assert (record(), report.stored) == (before, False)


def test_rows_that_the_record_itself_refuses_are_told_with_their_field(acme: str, because: Act) -> None:
    report = take(because, FACTS.replace("date: 2026-07-09", "date: 2027-07-09"))
    assert faults(report)[13] == ["date: 2027-07-09 has not come yet: what is planned is a commitment"]


def test_a_row_that_stands_twice_is_refused_where_it_stands_again(acme: str, because: Act) -> None:
    text = "slug,product,channel,name\n" + "phone-web,phone,web,Phone\n" * 2
    assert faults(take(because, text, file="deliverables.csv")) == {
        3: ["slug: phone-web stands twice: line 2 has it too"]
    }


def test_a_row_corrects_what_it_states_and_leaves_the_rest(promised: Deliverable, because: Act) -> None:
    state(because, "phone-api", said("in July"), [source("two")])
    text = (
        "slug,deliverable,basis,voice,words,said,note,evidence.url,evidence.role\n"
        "phone-api-1,phone-api,official,executive,in June,2026-03-02,At the fair.,"
        "https://daily.example/new,confirms\n"
    )
    before = read_document(COMMITMENT, "phone-api-1") or {}
    report = take(because, text, file="commitments.csv")
    after = read_document(COMMITMENT, "phone-api-1") or {}

    assert report.lines[0].differences == (
        "voice 'executive' instead of 'press_release'",
        "note 'At the fair.' instead of ''",
        "evidence: 1 more or other, 0 fewer or other",
    )
    assert {name for name in before if before[name] != after[name]} == {
        "voice",
        "note",
        "evidence",
        "version",
    }
    assert [each["url"] for each in after["evidence"]] == [
        "https://daily.example/new",
        "https://daily.example/one",
    ]
    change = Change.objects.latest("seq")
    assert (change.action, change.reason, change.actor) == ("correct", "typo", "ada")


def test_a_look_that_a_file_tells_of_is_a_verification(promised: Deliverable, because: Act) -> None:
    text = "slug,product,channel,name,last_verified_on\nphone-api,phone,api,Phone Api,2026-11-03\n"
    take(because, text, file="deliverables.csv")
    change = Change.objects.latest("seq")
    assert (change.action, change.reason, (change.after or {})["last_verified_on"]) == (
        "verify",
        "",
        "2026-11-03",
    )


def test_a_source_of_a_row_that_stands_is_added_then_corrected(promised: Deliverable, because: Act) -> None:
    row = "commitment,url,role,title\nphone-api-1,https://daily.example/two,confirms,{}\n"
    fared = [told(take(because, row.format(title), file="evidence.csv")) for title in ("One", "One", "Two")]
    name = "phone-api-1 https://daily.example/two"
    assert fared == [[(2, "created", name)], [(2, "unchanged", name)], [(2, "changed", name)]]
    titles = [each["title"] for each in (read_document(COMMITMENT, "phone-api-1") or {})["evidence"]]
    assert titles == ["Acme says one", "Two"]


def test_the_command_reports_line_by_line(acme: str, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(FACTS, encoding="utf-8")
    call_command("import_facts", file, dry_run=True)
    dry = capsys.readouterr().out
    call_command("import_facts", file)
    assert capsys.readouterr().out == dry.replace("a dry run, nothing was stored", "stored")
    assert dry.splitlines() == [
        "facts.yaml:3 created commitments phone-web-1",
        "facts.yaml:11 created deliverables phone-web",
        "facts.yaml:13 created events phone-web-open",
        "facts.yaml:22 created evidence phone-web-open https://hourly.example/open",
        "4 created, 0 changed, 0 unchanged, 0 refused: a dry run, nothing was stored.",
    ]


def test_the_command_fails_where_a_row_is_refused_or_the_file_cannot_be_read(
    acme: str, tmp_path: Path
) -> None:
    file = tmp_path / "deliverables.csv"
    file.write_text("slug,product,channel,name\nphone-web,radio,web,Phone\n", encoding="utf-8")
    with pytest.raises(
        CommandError, match="0 created, 0 changed, 0 unchanged, 1 refused: nothing was stored"
    ):
        call_command("import_facts", file)
    file.write_bytes(b"\xff\xfes")
    with pytest.raises(CommandError, match="UTF-16"):
        call_command("import_facts", file)
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_facts", tmp_path / "none.csv")


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    "table", [DELIVERABLE, COMMITMENT, EVENT], ids=["deliverables", "commitments", "events"]
)
def test_the_shipped_files_themselves_change_nothing(because: Act, table: Any) -> None:
    path = SHIPPED[table.name]
    report = import_facts(because, read_facts(path.read_bytes(), file=path.name))
    assert [line for line in report.lines if line.fared != "unchanged"] == []
    assert len(report.lines) == table.model.objects.count()
