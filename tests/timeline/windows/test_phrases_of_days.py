"""Phrases that name days, runs of days and weeks, in the spellings that people use."""

import pytest

from tests.timeline.windows.expected import SAID, window
from timeline.terms import Precision
from timeline.windows import Window, read_window

DAYS = [
    ("June 9", "2026-06-09"),
    ("june 9", "2026-06-09"),
    ("June 9th", "2026-06-09"),
    ("on June 9, 2026", "2026-06-09"),
    ("June 9th, 2026", "2026-06-09"),
    ("June 9 2026", "2026-06-09"),
    ("June 9,2026", "2026-06-09"),
    ("9 June", "2026-06-09"),
    ("9 June 2026", "2026-06-09"),
    ("9th of June", "2026-06-09"),
    ("the 9th of June 2026", "2026-06-09"),
    ("JUNE 09", "2026-06-09"),
    ("Jun. 9", "2026-06-09"),
    ("Sept. 30", "2026-09-30"),
    ("Sep 30", "2026-09-30"),
    ("30 Sept. 2027", "2027-09-30"),
    ("Tuesday, June 9", "2026-06-09"),
    ("Tue, Jun 9", "2026-06-09"),
    ("Tuesday (June 9)", "2026-06-09"),
    ("June 9 (Tuesday)", "2026-06-09"),
    ("June 9 next year", "2027-06-09"),
    ("2026-06-09", "2026-06-09"),
    ("2026/06/09", "2026-06-09"),
    ("6/15/2026", "2026-06-15"),
    ("15/6/2026", "2026-06-15"),
    ("15.06.2026", "2026-06-15"),
    ("7/7/2026", "2026-07-07"),
    ("tomorrow", "2026-06-04"),
    ("today", "2026-06-03"),
    ("this evening", "2026-06-03"),
    ("Thursday", "2026-06-04"),
    ("on Monday", "2026-06-08"),
    ("this Friday", "2026-06-05"),
    ("June 9 at 10 a.m.", "2026-06-09"),
    ("June 9, 10am PT", "2026-06-09"),
    ("effective January 1, 2027", "2027-01-01"),
    ("starting August 2", "2026-08-02"),
    ("the launch event is on 9 July", "2026-07-09"),
    ("GPT-5 arrives July 9", "2026-07-09"),
]
RANGES = [
    ("June 19 and 20", "2026-06-19", "2026-06-20"),
    ("June 19-20", "2026-06-19", "2026-06-20"),
    ("June 19–20", "2026-06-19", "2026-06-20"),
    ("June 19—20, 2027", "2027-06-19", "2027-06-20"),
    ("June 19 to 21", "2026-06-19", "2026-06-21"),
    ("June 9 or 10", "2026-06-09", "2026-06-10"),
    ("19–20 June 2027", "2027-06-19", "2027-06-20"),
    ("between 9 and 12 July", "2026-07-09", "2026-07-12"),
    ("between June 9 and July 3", "2026-06-09", "2026-07-03"),
    ("from June 8 to June 12", "2026-06-08", "2026-06-12"),
    ("June 30-July 2, 2026", "2026-06-30", "2026-07-02"),
    ("Nov. 30–Dec. 2", "2026-11-30", "2026-12-02"),
    ("June 30 to 2 July", "2026-06-30", "2026-07-02"),
    ("2026-07-01/2026-07-15", "2026-07-01", "2026-07-15"),
    ("June–July", "2026-06-03", "2026-07-31"),
    ("Jul-Aug", "2026-07-01", "2026-08-31"),
    ("July/August", "2026-07-01", "2026-08-31"),
    ("from July to September 2027", "2027-07-01", "2027-09-30"),
    ("December to January 2028", "2027-12-01", "2028-01-31"),
    ("between Q3 and Q4", "2026-07-01", "2026-12-31"),
    ("August 2026 to May", "2026-08-01", "2027-05-31"),
    ("2027 and 2028", "2027-01-01", "2028-12-31"),
    ("Monday to Wednesday", "2026-06-08", "2026-06-10"),
    ("late June to early July", "2026-06-21", "2026-07-10"),
]
WEEKS = [
    ("the week of June 8", "2026-06-08", "2026-06-14"),
    ("the week of June 10", "2026-06-08", "2026-06-14"),
    ("week beginning 8 June", "2026-06-08", "2026-06-14"),
    ("the week of 2026-06-10", "2026-06-08", "2026-06-14"),
    ("next week", "2026-06-08", "2026-06-14"),
    ("sometime next week", "2026-06-08", "2026-06-14"),
]
THIS_WEEK = [
    ("this week", "2026-06-03", "2026-06-07"),
    ("later this week", "2026-06-03", "2026-06-07"),
    ("later in the week", "2026-06-03", "2026-06-07"),
]
CASES = [
    *((words, window(Precision.DAY, "day", day, day)) for words, day in DAYS),
    *((words, window(Precision.RANGE, "range", first, last)) for words, first, last in RANGES),
    *((words, window(Precision.WEEK, "week", first, last)) for words, first, last in WEEKS),
    *((words, window(Precision.WEEK, "this-week", first, last)) for words, first, last in THIS_WEEK),
]


@pytest.mark.parametrize(("words", "expected"), [pytest.param(*row, id=row[0]) for row in CASES])
def test_a_phrase_of_days_is_read_as_its_row_says(words: str, expected: Window) -> None:
    assert read_window(words, SAID, SAID) == expected


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        pytest.param("late August or September", "2026-08-21", "2026-09-30", id="a part or a month"),
        pytest.param("late 2027 or early 2028", "2027-09-01", "2028-04-30", id="two parts of years"),
    ],
)
def test_either_of_two_is_one_window_as_vague_as_a_part(words: str, first: str, last: str) -> None:
    assert read_window(words, SAID, SAID) == window(Precision.PART, "range", first, last)
