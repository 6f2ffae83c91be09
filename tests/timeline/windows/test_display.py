"""Windows as text for people and as labels for machines."""

from datetime import date

import pytest

from timeline.terms import Precision
from timeline.windows import Window, display, edtf


def build(precision: Precision, earliest: str | None, latest: str | None) -> Window:
    days = [None if day is None else date.fromisoformat(day) for day in (earliest, latest)]
    return Window(days[0], days[1], precision, None, "any")


@pytest.mark.parametrize(
    ("window", "text", "label"),
    [
        pytest.param(
            build(Precision.DAY, "2026-07-09", "2026-07-09"), "9 July 2026", "2026-07-09", id="a day"
        ),
        pytest.param(
            build(Precision.MONTH, "2026-06-01", "2026-06-30"), "1–30 June 2026", "2026-06", id="a month"
        ),
        pytest.param(
            build(Precision.MONTH, "2026-06-03", "2026-06-30"),
            "3–30 June 2026",
            "2026-06-03/2026-06-30",
            id="the rest of a month",
        ),
        pytest.param(
            build(Precision.MONTH, "2026-06-30", "2026-06-30"),
            "30 June 2026",
            "2026-06-30/2026-06-30",
            id="the last day of a month",
        ),
        pytest.param(
            build(Precision.RANGE, "2026-06-01", "2026-06-30"),
            "1–30 June 2026",
            "2026-06-01/2026-06-30",
            id="a range that is a month",
        ),
        pytest.param(
            build(Precision.SEASON, "2026-09-01", "2026-12-21"),
            "1 September – 21 December 2026",
            "2026-09-01/2026-12-21",
            id="over months",
        ),
        pytest.param(
            build(Precision.SEASON, "2026-12-01", "2027-03-20"),
            "1 December 2026 – 20 March 2027",
            "2026-12-01/2027-03-20",
            id="over years",
        ),
        pytest.param(
            build(Precision.YEAR, "2026-01-01", "2026-12-31"),
            "1 January – 31 December 2026",
            "2026",
            id="a year",
        ),
        pytest.param(
            build(Precision.YEAR, "2026-06-03", "2026-12-31"),
            "3 June – 31 December 2026",
            "2026-06-03/2026-12-31",
            id="the rest of a year",
        ),
        pytest.param(
            build(Precision.DEADLINE, "2026-06-03", "2026-12-31"),
            "by 31 December 2026",
            "2026-06-03/2026-12-31",
            id="a deadline",
        ),
        pytest.param(
            build(Precision.FLOOR, "2025-09-01", None),
            "from 1 September 2025, no end",
            "2025-09-01/..",
            id="a floor",
        ),
        pytest.param(build(Precision.VAGUE, "2026-06-03", None), "no date", None, id="vague"),
        pytest.param(build(Precision.VAGUE, None, None), "no date", None, id="vague, never said when"),
    ],
)
def test_a_window_is_shown_as_days_and_labelled(window: Window, text: str, label: str | None) -> None:
    assert (display(window), edtf(window)) == (text, label)


def test_the_words_said_follow_in_quotation_marks() -> None:
    window = build(Precision.MONTH, "2026-06-03", "2026-06-30")
    assert display(window, "this month") == "3–30 June 2026 (“this month”)"
