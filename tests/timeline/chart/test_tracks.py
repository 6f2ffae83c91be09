"""The track of the ledger, the drift of a promise, and the width of a label."""

import pytest

from tests.timeline.chart.drawing import standing
from tests.timeline.ledger.building import happened, promise, report, source
from timeline.chart.drift import drift_of
from timeline.chart.lollipop import Lollipop, days_from_first, lollipop_of
from timeline.chart.marks import Box, Text
from timeline.chart.widths import shortened, text_width
from timeline.ledger import Standing
from timeline.terms import Effect, Precision

JUNE = promise("june", "2026-03-02", "2026-06-01..2026-06-30")
LOOKED = promise("june", "2026-03-02", "2026-06-01..2026-06-30", sources=(source("2026-07-10"),))
JULY = promise("july", "2026-06-20", "2026-07-01..2026-07-31")


@pytest.mark.parametrize(
    ("judged", "days"),
    [
        pytest.param(standing(JUNE, happened(Effect.DELIVERED, "2026-07-09")), 9, id="late"),
        pytest.param(standing(JUNE, happened(Effect.DELIVERED, "2026-06-09")), 0, id="in its window"),
        pytest.param(standing(JUNE, happened(Effect.DELIVERED, "2026-05-22")), -10, id="early"),
        pytest.param(standing(JUNE, JULY, as_of="2026-07-01"), 31, id="moved and open"),
        pytest.param(standing(LOOKED, as_of="2026-08-01"), 10, id="overdue"),
        pytest.param(standing(JUNE, happened(Effect.CANCELLED, "2026-05-01")), None, id="cancelled"),
        pytest.param(standing(happened(Effect.DELIVERED, "2026-05-01")), None, id="never promised"),
    ],
)
def test_days_count_from_the_end_of_the_first_window(judged: Standing, days: int | None) -> None:
    assert days_from_first(judged) == days


@pytest.mark.parametrize(
    ("judged", "track"),
    [
        pytest.param(
            standing(JUNE, happened(Effect.DELIVERED, "2026-07-09")), Lollipop(42.2, "slip", False), id="late"
        ),
        pytest.param(
            standing(JUNE, happened(Effect.DELIVERED, "2026-05-22")),
            Lollipop(37.6, "ship", False),
            id="early",
        ),
        pytest.param(standing(JUNE, as_of="2026-05-01"), Lollipop(40.0, "promise", True), id="open"),
        pytest.param(
            standing(promise("p", "2020-03-02", "2020-06-01"), happened(Effect.DELIVERED, "2026-05-22")),
            Lollipop(154.0, "slip", False),
            id="years late, at the edge",
        ),
    ],
)
def test_the_track_ends_where_it_came_or_stands(judged: Standing, track: Lollipop) -> None:
    assert lollipop_of(judged) == track


def test_the_drift_steps_up_by_the_days_a_date_moved() -> None:
    drift = drift_of(standing(JUNE, JULY, as_of="2026-07-10"))
    assert drift is not None
    assert [mark.text for mark in drift.marks if isinstance(mark, Text) and "delta" in mark.look] == ["+31 d"]
    assert [mark.look for mark in drift.marks if isinstance(mark, Box)] == ["window window--past", "window"]
    assert drift.sentence == "Promised first for 1–30 June 2026; then 1–31 July 2026."


@pytest.mark.parametrize(
    "judged",
    [
        pytest.param(standing(happened(Effect.DELIVERED, "2026-05-01")), id="never promised"),
        pytest.param(
            standing(promise("p", "2026-03-02", "2026-03-02..", Precision.VAGUE)),
            id="promised without a date",
        ),
        pytest.param(
            standing(report("r", "2026-07-01", "2026-06-01..2026-06-30", retro_disclosed=True)),
            id="only told of afterwards",
        ),
    ],
)
def test_without_a_dated_promise_there_is_no_drift(judged: Standing) -> None:
    assert drift_of(judged) is None


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        pytest.param("Muse Spark", 200, "Muse Spark", id="fits"),
        pytest.param("Advanced Voice Mode: alpha", 100, "Advanced Voice…", id="cut"),
        pytest.param("Thing", 2, "…", id="no room at all"),
    ],
)
def test_a_long_name_is_cut_at_a_character(text: str, room: float, shown: str) -> None:
    assert shortened(text, room) == shown


def test_a_bold_text_is_wider() -> None:
    assert text_width("kept", bold=True) > text_width("kept")
