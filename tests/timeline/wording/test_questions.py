"""timeline.wording.questions: how a window was read, and how far off it is."""

from datetime import date

import pytest

from timeline.terms import Precision
from timeline.windows import Window, read_window
from timeline.wording.questions import read_as, since_then

SAID = date(2026, 6, 3)


def test_a_reading_says_which_days_by_which_rule() -> None:
    window = read_window("this month", SAID, SAID)
    assert window is not None
    assert read_as("this month", window, said_on=SAID, role="promised") == (
        "“this month”, said 3 June 2026 → 3–30 June 2026: month, 28 days; promised. "
        "As any “June”: from its first day to its last day; "
        "without a year, of the first such month not over when it was said."
    )


def test_a_window_that_no_rule_read_is_said_without_one() -> None:
    window = Window(None, date(2026, 6, 30), Precision.DEADLINE, None, "")
    assert read_as("by the summer fair", window, said_on=SAID, role="previous") == (
        "“by the summer fair”, said 3 June 2026 → by 30 June 2026: deadline; the date that is left."
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 7, 1), "That window ended 1 day ago.", id="over"),
        pytest.param(date(2026, 6, 30), "Today is its last day.", id="last day"),
        pytest.param(date(2026, 6, 20), "That window ends in 10 days.", id="open"),
    ],
)
def test_a_window_is_seen_from_today(today: date, expected: str) -> None:
    window = Window(date(2026, 6, 1), date(2026, 6, 30), Precision.MONTH, None, "month")
    assert since_then(window, today=today) == expected


def test_without_a_last_day_there_is_nothing_to_see() -> None:
    assert since_then(Window(SAID, None, Precision.VAGUE, None, "vague"), today=SAID) == ""
