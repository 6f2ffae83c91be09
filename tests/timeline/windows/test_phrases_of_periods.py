"""Phrases that name months, quarters, halves, seasons, years and parts of them."""

import pytest

from tests.timeline.windows.expected import SAID, window
from timeline.terms import Precision
from timeline.windows import Window, read_window

MONTHS = [
    ("June", "2026-06-03", "2026-06-30"),
    ("in June", "2026-06-03", "2026-06-30"),
    ("a June release window", "2026-06-03", "2026-06-30"),
    ("June 2026", "2026-06-03", "2026-06-30"),
    ("July 2026", "2026-07-01", "2026-07-31"),
    ("2026-07", "2026-07-01", "2026-07-31"),
    ("in July of 2027", "2027-07-01", "2027-07-31"),
    ("June next year", "2027-06-01", "2027-06-30"),
    ("June of next year", "2027-06-01", "2027-06-30"),
    ("May", "2027-05-01", "2027-05-31"),
    ("in may", "2027-05-01", "2027-05-31"),
    ("then May", "2027-05-01", "2027-05-31"),
    ("OpenAI may launch in july", "2026-07-01", "2026-07-31"),
    ("this month", "2026-06-03", "2026-06-30"),
    ("later this month", "2026-06-03", "2026-06-30"),
    ("later in June", "2026-06-03", "2026-06-30"),
    ("next month", "2026-07-01", "2026-07-31"),
    ("next June", "2027-06-01", "2027-06-30"),
    ("delayed to August", "2026-08-01", "2026-08-31"),
    ("version 18.4 in April 2027", "2027-04-01", "2027-04-30"),
    ("5,000 robots in September", "2026-09-01", "2026-09-30"),
]
MONTH_PARTS = [
    ("early July", "2026-07-01", "2026-07-10"),
    ("mid July", "2026-07-11", "2026-07-20"),
    ("mid-July", "2026-07-11", "2026-07-20"),
    ("the middle of July", "2026-07-11", "2026-07-20"),
    ("planned for late June", "2026-06-21", "2026-06-30"),
    ("late February 2028", "2028-02-21", "2028-02-29"),
    ("late in July", "2026-07-21", "2026-07-31"),
    ("early June", "2026-06-03", "2026-06-10"),
    ("the beginning of July", "2026-07-01", "2026-07-10"),
    ("mid-to-late July", "2026-07-11", "2026-07-31"),
    ("early next month", "2026-07-01", "2026-07-10"),
    ("late this month", "2026-06-21", "2026-06-30"),
]
MONTH_ENDS = [
    ("the end of June", "2026-06-21", "2026-06-30"),
    ("end June", "2026-06-21", "2026-06-30"),
    ("at the end of February 2027", "2027-02-21", "2027-02-28"),
    ("the end of the month", "2026-06-21", "2026-06-30"),
    ("the end of next month", "2026-07-21", "2026-07-31"),
]
QUARTERS = [
    ("Q3", "2026-07-01", "2026-09-30"),
    ("q3 2026", "2026-07-01", "2026-09-30"),
    ("Q3'26", "2026-07-01", "2026-09-30"),
    ("Q3 ’26", "2026-07-01", "2026-09-30"),
    ("3Q26", "2026-07-01", "2026-09-30"),
    ("3Q 2026", "2026-07-01", "2026-09-30"),
    ("2026 Q3", "2026-07-01", "2026-09-30"),
    ("Q3 of 2026", "2026-07-01", "2026-09-30"),
    ("the third quarter", "2026-07-01", "2026-09-30"),
    ("third-quarter 2026", "2026-07-01", "2026-09-30"),
    ("the first quarter of 2027", "2027-01-01", "2027-03-31"),
    ("Q1", "2027-01-01", "2027-03-31"),
    ("2027’s first quarter", "2027-01-01", "2027-03-31"),
    ("the first quarter of next year", "2027-01-01", "2027-03-31"),
    ("the last quarter of 2026", "2026-10-01", "2026-12-31"),
    ("next quarter", "2026-07-01", "2026-09-30"),
    ("this quarter", "2026-06-03", "2026-06-30"),
]
HALVES = [
    ("H2", "2026-07-01", "2026-12-31"),
    ("H1 2027", "2027-01-01", "2027-06-30"),
    ("1H27", "2027-01-01", "2027-06-30"),
    ("2H 2026", "2026-07-01", "2026-12-31"),
    ("the second half", "2026-07-01", "2026-12-31"),
    ("in the second half of 2026", "2026-07-01", "2026-12-31"),
    ("the second half of the year", "2026-07-01", "2026-12-31"),
    ("first half of next year", "2027-01-01", "2027-06-30"),
]
YEAR_PARTS = [
    ("early 2027", "2027-01-01", "2027-04-30"),
    ("mid 2027", "2027-05-01", "2027-08-31"),
    ("mid-2027", "2027-05-01", "2027-08-31"),
    ("late 2027", "2027-09-01", "2027-12-31"),
    ("early next year", "2027-01-01", "2027-04-30"),
    ("in early 2027", "2027-01-01", "2027-04-30"),
    ("mid-year", "2026-06-03", "2026-08-31"),
    ("the middle of the year", "2026-06-03", "2026-08-31"),
    ("late in the year", "2026-09-01", "2026-12-31"),
    ("late this year", "2026-09-01", "2026-12-31"),
    ("early to mid 2027", "2027-01-01", "2027-08-31"),
]
SEASONS = [
    ("spring 2027", "2027-03-01", "2027-06-21"),
    ("summer", "2026-06-03", "2026-09-22"),
    ("later this summer", "2026-06-03", "2026-09-22"),
    ("in the fall", "2026-09-01", "2026-12-21"),
    ("launching in the fall", "2026-09-01", "2026-12-21"),
    ("New features coming this fall.", "2026-09-01", "2026-12-21"),
    ("shipping fall", "2026-09-01", "2026-12-21"),
    ("Autumn 2026", "2026-09-01", "2026-12-21"),
    ("the summer of 2027", "2027-06-01", "2027-09-22"),
    ("winter", "2026-12-01", "2027-03-20"),
    ("winter 2027", "2027-12-01", "2028-03-20"),
    ("next summer", "2027-06-01", "2027-09-22"),
    ("spring of next year", "2027-03-01", "2027-06-21"),
]
YEARS = [
    ("2026", "2026-06-03", "2026-12-31"),
    ("in 2027", "2027-01-01", "2027-12-31"),
    ("this year", "2026-06-03", "2026-12-31"),
    ("later this year", "2026-06-03", "2026-12-31"),
    ("later in 2026", "2026-06-03", "2026-12-31"),
    ("the rest of the year", "2026-06-03", "2026-12-31"),
    ("next year", "2027-01-01", "2027-12-31"),
]
YEAR_ENDS = [
    ("the end of 2027", "2027-11-01", "2027-12-31"),
    ("end of year", "2026-11-01", "2026-12-31"),
    ("end-2026", "2026-11-01", "2026-12-31"),
]
TABLES = (
    (Precision.MONTH, "month", MONTHS),
    (Precision.PART, "month-part", MONTH_PARTS),
    (Precision.PART, "month-end", MONTH_ENDS),
    (Precision.QUARTER, "quarter", QUARTERS),
    (Precision.HALF, "half", HALVES),
    (Precision.PART, "year-part", YEAR_PARTS),
    (Precision.SEASON, "season", SEASONS),
    (Precision.YEAR, "year", YEARS),
    (Precision.PART, "year-end", YEAR_ENDS),
)
CASES = [
    (words, window(precision, rule, first, last))
    for precision, rule, rows in TABLES
    for words, first, last in rows
]


@pytest.mark.parametrize(("words", "expected"), [pytest.param(*row, id=row[0]) for row in CASES])
def test_a_phrase_of_a_period_is_read_as_its_row_says(words: str, expected: Window) -> None:
    assert read_window(words, SAID, SAID) == expected
