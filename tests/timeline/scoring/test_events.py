"""timeline.scoring: the arithmetic of kinds and windows, and our own labelled items as a gate."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from news.scoring import LabelFault, read_rows
from timeline.claims import Claim, Role, Stated, read_claim
from timeline.scoring import score_events
from timeline.terms import EventKind
from timeline.windows import read_window

OWN = Path(__file__).parents[2] / "data" / "events.jsonl"
ON = "2026-06-04"


def row(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": "1", "title": "t", "lead": None, "published": ON, "kind": kind, **fields}


def answer(kind: EventKind | None, words: str = "", *, second: EventKind | None = None) -> Claim:
    day = date.fromisoformat(ON)
    window = read_window(words, day, day) if words else None
    stated = (Stated(words=words, window=window, role=Role.PROMISED, start=0, end=1),) if window else ()
    return Claim(kind=kind, second=second, stated=stated)


def scored(labelled: dict[str, Any], answered: Claim) -> dict[str, Any]:
    return score_events([labelled], lambda title, text, on: answered)[0]


@pytest.mark.parametrize(
    ("labelled", "answered", "accuracy"),
    [
        (row("delay"), EventKind.DELAY, 1),
        (row("delay"), EventKind.LAUNCH, 0),
        (row("delay", kind_also="launch"), EventKind.LAUNCH, 1),
        (row("cancellation"), EventKind.WITHDRAWAL, 1),
        (row("funding"), EventKind.SPENDING, 1),
        (row("none"), EventKind.INCIDENT, 1),
        (row("none"), None, 1),
        (row("incident"), None, 1),
    ],
)
def test_kinds_are_folded_and_the_second_label_counts(
    labelled: dict[str, Any], answered: EventKind | None, accuracy: float
) -> None:
    assert scored(labelled, answer(answered))["kind_accuracy"] == accuracy


def test_a_hit_of_the_second_label_is_one_of_the_kind_answered() -> None:
    result = scored(row("delay", kind_also="cancellation"), answer(EventKind.CANCELLATION))

    assert result["kinds"]["cancellation"] == {"precision": 1, "recall": 1, "f1": 1}


def test_a_fault_counts_against_the_answer_and_as_a_miss_of_the_label() -> None:
    result = scored(row("delay"), answer(EventKind.LAUNCH, second=EventKind.DELAY))

    assert result["kinds"]["launch"]["precision"] == result["kinds"]["delay"]["recall"] == 0
    assert (result["kind_top_two"], result["slip_kinds_f1"], result["kind_macro_f1"]) == (1, 0, 0.8)


@pytest.mark.parametrize(
    ("fields", "words", "recall", "precision"),
    [
        (
            {"window_text": "July", "window_earliest": "2026-07-01", "window_latest": "2026-07-31"},
            "July",
            1,
            1,
        ),
        (
            {"window_text": "July", "window_earliest": "2026-07-01", "window_latest": "2026-07-31"},
            "May",
            0,
            0,
        ),
        ({"window_text": "July", "window_earliest": "2026-07-01", "window_latest": "2026-07-31"}, "", 0, 1),
        ({"window_text": "as early as July", "window_earliest": "2026-07-01"}, "as early as July", 1, 1),
        ({}, "July", 1, 0),
        ({}, "", 1, 1),
        (
            {
                "window_text": "July 9",
                "window_earliest": "2026-07-09",
                "window_latest": "2026-07-09",
                "window_also": [["July", "2026-07-01", "2026-07-31"]],
            },
            "July",
            1,
            1,
        ),
        ({"window_also": [["July", "2026-07-01", "2026-07-31"]]}, "July", 1, 1),
        (
            {
                "window_text": "July",
                "window_earliest": "2026-07-01",
                "window_latest": "2026-07-31",
                "window_role": "forecast",
            },
            "July",
            1,
            0,
        ),
    ],
    ids=["exact", "other", "missed", "open", "false", "neither", "also right", "neither way", "forecast"],
)
def test_windows_are_right_to_the_day(
    fields: dict[str, Any], words: str, recall: float, precision: float
) -> None:
    result = scored(row("delay", **fields), answer(EventKind.DELAY, words))

    assert (result["window_exact_recall"], result["window_exact_precision"]) == (recall, precision)


def test_a_stated_phrase_is_read_by_itself() -> None:
    fields = {"window_text": "in July", "window_earliest": "2026-07-01", "window_latest": "2026-07-30"}

    assert scored(row("delay", **fields), answer(EventKind.DELAY))["window_phrase_exact"] == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "party"}, "1: kind: unknown kind 'party'"),
        ({"published": "yesterday"}, "1: published: not a day: 'yesterday'"),
        ({"title": 7}, "1: title: not a text"),
    ],
)
def test_a_label_that_says_nothing_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(LabelFault, match=said):
        scored(row("delay") | fields, answer(None))


def test_our_own_labelled_items_are_read_as_labelled() -> None:
    """Invented headlines with every trap; one that breaks is named with what was answered."""
    rows = read_rows([OWN])

    result, items = score_events(rows, lambda title, text, on: read_claim(title, text, mentions=(), on=on))

    faults = {item.label.id: item.faults for item in items if item.faults}
    assert result["items"] >= 100
    assert result["kind_macro_f1"] >= 0.97, faults
    assert result["slip_kinds_f1"] >= 0.97, faults
    assert result["kind_top_two"] >= 0.97, faults
    assert result["window_exact_recall"] >= 0.95, faults
    assert result["window_exact_precision"] >= 0.95, faults
    assert result["window_phrase_exact"] == 1, faults
