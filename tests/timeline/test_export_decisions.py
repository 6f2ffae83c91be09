"""export_decisions: what people decided, in the format in which it can be scored."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from news.models import Item, Tag
from news.tagging import decide
from tests.conftest import NOW
from tests.timeline.telling import tell
from timeline.curation import Act, reject, screen_stories
from timeline.models import Deliverable, Suggestion

LATE = "Acme delays its Phone API to August"


@pytest.fixture
def suggestion(promised: Deliverable) -> Suggestion:
    """A delay as a story told it."""
    tell(LATE, "Acme said so on Thursday.")
    screen_stories(at=NOW)
    return Suggestion.objects.get()


def exported(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("export_decisions", *arguments, stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def turned_down(act: Act, suggestion: Suggestion, rejection: str, **values: Any) -> list[dict[str, Any]]:
    reject(act, suggestion.pk, version=suggestion.version, rejection=rejection, **values)
    return exported("events")


def accepted(suggestion: Suggestion, **decision: Any) -> dict[str, Any]:
    values = {"state": "accepted", "decided_by": "ada", "decided_at": NOW, "decision": decision}
    Suggestion.objects.filter(pk=suggestion.pk).update(**values)
    return exported("events")[0]


def test_what_nobody_decided_is_not_exported(suggestion: Suggestion) -> None:
    assert exported() == []


def test_an_accepted_promise_is_a_labelled_event(suggestion: Suggestion) -> None:
    window = {"words": "August 15", "earliest": "2026-08-15", "latest": "2026-08-15"}

    assert accepted(suggestion, way="promise", kind="delay", deliverable="phone-api", **window) == {
        "id": f"s{suggestion.pk}",
        "title": LATE,
        "lead": "Acme said so on Thursday.",
        "published": "2026-06-04",
        "source_repo": None,
        "url": "https://the-daily-example.example/2",
        "kind": "delay",
        "company": ["Acme"],
        "deliverable": "phone-api",
        "kind_also": None,
        "window_text": "August 15",
        "window_earliest": "2026-08-15",
        "window_latest": "2026-08-15",
        "window_role": "promised",
        "previous_window": None,
    }


def test_a_kind_that_was_changed_is_the_label_folded_to_the_ten(suggestion: Suggestion) -> None:
    row = accepted(suggestion, way="outcome", kind="withdrawal")

    assert (row["kind"], row["window_text"]) == ("cancellation", None)


def test_no_news_is_no_event(act: Act, suggestion: Suggestion) -> None:
    (row,) = turned_down(act, suggestion, "not_news")

    assert (row["kind"], row["company"], row["window_text"]) == ("none", [], None)


def test_an_old_date_is_a_previous_window(act: Act, suggestion: Suggestion) -> None:
    (row,) = turned_down(act, suggestion, "old_date")

    assert (row["kind"], row["window_text"]) == ("delay", None)
    assert row["previous_window"] == [suggestion.words, "2026-08-01", "2026-08-31"]


def test_a_duplicate_is_read_rightly(act: Act, suggestion: Suggestion) -> None:
    (row,) = turned_down(act, suggestion, "duplicate")

    assert (row["kind"], row["window_text"]) == ("delay", suggestion.words)


def test_a_wrong_kind_needs_the_right_one_to_be_a_label(act: Act, suggestion: Suggestion) -> None:
    (row,) = turned_down(act, suggestion, "wrong_kind", right_kind="policy")

    assert row["kind"] == "policy"


@pytest.mark.parametrize("rejection", ["wrong_kind", "wrong_entity"])
def test_what_says_only_that_it_is_wrong_is_left_out_and_counted(
    act: Act, suggestion: Suggestion, rejection: str
) -> None:
    reject(act, suggestion.pk, version=suggestion.version, rejection=rejection)
    errors = StringIO()
    call_command("export_decisions", stdout=StringIO(), stderr=errors)

    assert "1 left out" in errors.getvalue()
    assert exported("events") == []


def test_decided_tags_are_labelled_headlines(suggestion: Suggestion) -> None:
    item = Item.objects.get(title=LATE)
    decide(item.tags.get(company__slug="acme"), Tag.Decision.ADD, by="ada", at=NOW)
    (row,) = exported("headlines")

    assert (row["id"], row["companies"], row["companies_implied"]) == (f"i{item.pk}", ["Acme"], [])
    assert (row["hard_negative"], row["ai_relevant"], row["stratum"]) == (False, True, "decided")


def test_a_headline_with_every_tag_removed_is_a_hard_negative(suggestion: Suggestion) -> None:
    item = Item.objects.get(title=LATE)
    for tag in item.tags.all():
        decide(tag, Tag.Decision.REMOVE, by="ada", at=NOW)
    (row,) = exported("headlines")

    assert (row["companies"], row["models"], row["hard_negative"], row["ai_relevant"]) == ([], [], True, None)


def test_the_export_can_be_scored(act: Act, suggestion: Suggestion, tmp_path: Path) -> None:
    rows = turned_down(act, suggestion, "duplicate")
    file, out = tmp_path / "decisions.jsonl", StringIO()
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    call_command("score_events", str(file), stdout=out)

    assert json.loads(out.getvalue())["items"] == 1


def test_another_sort_of_decision_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="invalid choice: 'stories'"):
        call_command("export_decisions", "stories")
