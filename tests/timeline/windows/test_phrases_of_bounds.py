"""Phrases that bound a window or count it from the day of saying: deadlines, floors, lengths, no date."""

import pytest

from tests.timeline.windows.expected import SAID, window
from timeline.terms import Precision
from timeline.windows import Window, read_window

BY_PERIODS = [
    ("by July", "2026-07-31", "2026-06-30"),
    ("by Q3", "2026-09-30", "2026-06-30"),
    ("by 2030", "2030-12-31", "2029-12-31"),
    ("open to all by 2030", "2030-12-31", "2029-12-31"),
    ("by June", "2026-06-30", None),
    ("no later than August", "2026-08-31", "2026-07-31"),
    ("by August at the latest", "2026-08-31", "2026-07-31"),
    ("by the summer of 2027", "2027-09-22", "2027-05-31"),
    ("by mid-2027", "2027-08-31", "2027-04-30"),
    ("by next year", "2027-12-31", "2026-12-31"),
    ("by next week", "2026-06-14", "2026-06-07"),
    ("between now and August", "2026-08-31", "2026-07-31"),
    ("500 million users by 2028", "2028-12-31", "2027-12-31"),
]
BY_ENDS = [
    ("by the end of June", "2026-06-30"),
    ("before the end of June", "2026-06-30"),
    ("until the end of June", "2026-06-30"),
    ("by the end of Q3 2026", "2026-09-30"),
    ("by end of Q3", "2026-09-30"),
    ("by the end of the second quarter", "2026-06-30"),
    ("by the end of the summer", "2026-09-22"),
    ("by the end of the week", "2026-06-07"),
    ("by the end of the month", "2026-06-30"),
    ("by the end of the year", "2026-12-31"),
    ("by the end of next year", "2027-12-31"),
    ("before the end of 2027", "2027-12-31"),
    ("by year end", "2026-12-31"),
    ("by year-end 2027", "2027-12-31"),
    ("by year’s end", "2026-12-31"),
    ("by EOY", "2026-12-31"),
    ("not later than the end of August", "2026-08-31"),
]
BY_DAYS = [
    ("by 27 July", "2026-07-27"),
    ("by July 27th", "2026-07-27"),
    ("by November 4, 2026", "2026-11-04"),
    ("no later than June 30", "2026-06-30"),
    ("on or before July 4", "2026-07-04"),
    ("June 30 at the latest", "2026-06-30"),
    ("by Friday", "2026-06-05"),
]
BEFORE = [
    ("before July", "2026-06-30"),
    ("before July 15", "2026-07-14"),
    ("before the fourth quarter", "2026-09-30"),
    ("before 2027", "2026-12-31"),
    ("before the fall", "2026-08-31"),
]
COMING = [
    ("in the coming days", "2026-06-17"),
    ("in the coming weeks", "2026-07-29"),
    ("we will release it in the coming weeks", "2026-07-29"),
    ("coming weeks", "2026-07-29"),
    ("over the next few weeks", "2026-07-29"),
    ("in several weeks", "2026-07-29"),
    ("weeks", "2026-07-29"),
    ("in the weeks ahead", "2026-07-29"),
    ("in the coming months", "2026-12-03"),
    ("in a few months", "2026-12-03"),
    ("a few more months", "2026-12-03"),
    ("months away", "2026-12-03"),
]
WITHIN = [
    ("within two weeks", "2026-06-17"),
    ("in 2 weeks", "2026-06-17"),
    ("in the next two weeks", "2026-06-17"),
    ("two weeks", "2026-06-17"),
    ("in a week or two", "2026-06-17"),
    ("within a couple of weeks", "2026-06-17"),
    ("in two to three weeks", "2026-06-24"),
    ("in 2–3 weeks", "2026-06-24"),
    ("within the next month", "2026-07-03"),
    ("within a month", "2026-07-03"),
    ("in the coming week", "2026-06-10"),
    ("in about six months", "2026-12-03"),
    ("six months from now", "2026-12-03"),
    ("in eighteen months", "2027-12-03"),
    ("within a year", "2027-06-03"),
    ("in two years", "2028-06-03"),
    ("within 48 hours", "2026-06-05"),
    ("in the next 90 days", "2026-09-01"),
]
FLOORS = [
    ("not before 2027", "2027-01-01"),
    ("not before June 15", "2026-06-15"),
    ("at least August", "2026-08-01"),
    ("fall or later", "2026-09-01"),
    ("15 August 2026 or later", "2026-08-15"),
    ("as soon as Thursday", "2026-06-04"),
    ("as early as next month", "2026-07-01"),
    ("as soon as the end of July", "2026-07-21"),
    ("no earlier than July", "2026-07-01"),
    ("no sooner than Q4", "2026-10-01"),
    ("July at the earliest", "2026-07-01"),
    ("not until at least 2027", "2027-01-01"),
    ("2027 and beyond", "2027-01-01"),
    ("at least June", "2026-06-03"),
]
VAGUE = [
    "soon",
    "Coming soon",
    "shortly",
    "TBD",
    "tba",
    "when it's ready",
    "when it’s ready",
    "once they are ready",
    "as soon as it is ready",
    "as soon as possible",
    "at a later date",
    "in the near future",
    "to be announced",
    "later, no date",
    "no release date yet",
]
DAY = SAID.isoformat()
TABLES = (
    (Precision.DEADLINE, "by-end", BY_ENDS),
    (Precision.DEADLINE, "by-day", BY_DAYS),
    (Precision.DEADLINE, "before", BEFORE),
    (Precision.RELATIVE, "coming", COMING),
    (Precision.RELATIVE, "within", WITHIN),
)
CASES = [
    *(
        (words, window(precision, rule, DAY, last))
        for precision, rule, rows in TABLES
        for words, last in rows
    ),
    *(
        (words, window(Precision.DEADLINE, "by-period", DAY, last, strict=strict))
        for words, last, strict in BY_PERIODS
    ),
    *((words, window(Precision.FLOOR, "floor", first, None)) for words, first in FLOORS),
    *((words, window(Precision.VAGUE, "vague", DAY, None)) for words in VAGUE),
]


@pytest.mark.parametrize(("words", "expected"), [pytest.param(*row, id=row[0]) for row in CASES])
def test_a_phrase_of_a_bound_is_read_as_its_row_says(words: str, expected: Window) -> None:
    assert read_window(words, SAID, SAID) == expected


@pytest.mark.parametrize(
    ("words", "latest", "strict"),
    [
        pytest.param("in the coming year", "2027-12-31", "2027-06-03", id="in the coming year"),
        pytest.param("over the next year", "2027-12-31", "2027-06-03", id="over the next year"),
        pytest.param("over the course of the next year", "2027-12-31", "2027-06-03", id="over the course"),
    ],
)
def test_the_coming_year_ends_with_the_following_one_and_strictly_after_365_days(
    words: str, latest: str, strict: str
) -> None:
    expected = window(Precision.RELATIVE, "coming-year", DAY, latest, strict=strict)
    assert read_window(words, SAID, SAID) == expected


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        pytest.param("until October 5", "2026-10-05", "2026-10-05", Precision.DAY, id="until a day"),
        pytest.param("after June 15", "2026-06-15", "2026-06-15", Precision.DAY, id="after a day"),
        pytest.param("until 2027", "2027-01-01", "2027-12-31", Precision.YEAR, id="until a year"),
        pytest.param("not until spring 2027", "2027-03-01", "2027-06-21", Precision.SEASON, id="not until"),
        pytest.param(
            "won’t be here until July", "2026-07-01", "2026-07-31", Precision.MONTH, id="won't until"
        ),
    ],
)
def test_until_names_the_period_itself(words: str, first: str, last: str, precision: Precision) -> None:
    assert read_window(words, SAID, SAID) == window(precision, "until", first, last)
