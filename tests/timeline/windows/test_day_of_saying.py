"""How the day a phrase was said decides its window: edge days, missing years, months, disclosures."""

from datetime import date

import pytest

from timeline.terms import Precision
from timeline.windows import Window, read_window


def read(words: str, said: str, *, until: str | None = None, retro: bool = False) -> str:
    """ "earliest..latest", with ".." before nothing for an open end, or "unread"."""
    window = read_window(words, date.fromisoformat(said), date.fromisoformat(until or said), retro=retro)
    return "unread" if window is None else f"{window.earliest}..{window.latest or ''}"


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        pytest.param("this week", "2026-06-07", "2026-06-07..2026-06-14", id="this week on a Sunday"),
        pytest.param("later this week", "2026-06-07", "2026-06-07..2026-06-14", id="later this week, Sunday"),
        pytest.param("this week", "2026-06-06", "2026-06-06..2026-06-07", id="this week on a Saturday"),
        pytest.param("this week", "2026-06-08", "2026-06-08..2026-06-14", id="this week on a Monday"),
        pytest.param("next week", "2026-06-07", "2026-06-08..2026-06-14", id="next week on a Sunday"),
        pytest.param("next week", "2026-06-08", "2026-06-15..2026-06-21", id="next week on a Monday"),
        pytest.param("this week", "2026-12-30", "2026-12-30..2027-01-03", id="a week over the year's end"),
        pytest.param("Thursday", "2026-06-03", "2026-06-04..2026-06-04", id="a weekday ahead"),
        pytest.param("Thursday", "2026-06-04", "2026-06-04..2026-06-04", id="a weekday on that day"),
        pytest.param("Thursday", "2026-06-05", "2026-06-11..2026-06-11", id="a weekday just past"),
        pytest.param("next Monday", "2026-06-03", "2026-06-08..2026-06-08", id="next Monday, one meaning"),
        pytest.param("next Thursday", "2026-06-03", "unread", id="next Thursday, two meanings"),
        pytest.param("Monday to Wednesday", "2026-06-03", "2026-06-08..2026-06-10", id="weekdays to come"),
        pytest.param("tomorrow", "2026-12-31", "2027-01-01..2027-01-01", id="tomorrow over the year's end"),
        pytest.param("this month", "2026-06-30", "2026-06-30..2026-06-30", id="last day of the month"),
        pytest.param("next month", "2026-12-31", "2027-01-01..2027-01-31", id="next month in December"),
        pytest.param("next month", "2026-01-31", "2026-02-01..2026-02-28", id="next month on the 31st"),
        pytest.param("next quarter", "2026-11-05", "2027-01-01..2027-03-31", id="next quarter in autumn"),
        pytest.param("next year", "2026-12-31", "2027-01-01..2027-12-31", id="next year on New Year's Eve"),
        pytest.param("this year", "2026-12-31", "2026-12-31..2026-12-31", id="this year on its last day"),
        pytest.param("early next year", "2026-12-31", "2027-01-01..2027-04-30", id="early next year"),
    ],
)
def test_days_at_the_edges_of_weeks_months_and_years(words: str, said: str, expected: str) -> None:
    assert read(words, said) == expected


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        pytest.param("June", "2026-05-31", "2026-06-01..2026-06-30", id="June, the day before"),
        pytest.param("June", "2026-06-30", "2026-06-30..2026-06-30", id="June, on its last day"),
        pytest.param("June", "2026-07-01", "2027-06-01..2027-06-30", id="June, just over"),
        pytest.param("January", "2026-12-31", "2027-01-01..2027-01-31", id="January in December"),
        pytest.param("December", "2026-12-31", "2026-12-31..2026-12-31", id="December on its last day"),
        pytest.param("June 9", "2026-06-09", "2026-06-09..2026-06-09", id="the day itself"),
        pytest.param("June 9", "2026-06-10", "2027-06-09..2027-06-09", id="the day after"),
        pytest.param("by June", "2026-07-02", "2026-07-02..2027-06-30", id="by June, said in July"),
        pytest.param("early June", "2026-06-11", "2027-06-01..2027-06-10", id="early June, over"),
        pytest.param("late June", "2026-06-25", "2026-06-25..2026-06-30", id="late June, running"),
        pytest.param("Q1", "2026-04-01", "2027-01-01..2027-03-31", id="Q1, over"),
        pytest.param("H1", "2026-06-30", "2026-06-30..2026-06-30", id="H1, on its last day"),
        pytest.param("winter", "2026-01-15", "2026-01-15..2026-03-20", id="winter, running since last year"),
        pytest.param("winter", "2026-03-21", "2026-12-01..2027-03-20", id="winter, over"),
        pytest.param("this winter", "2026-02-01", "2026-02-01..2026-03-20", id="this winter, running"),
        pytest.param("this fall", "2026-12-25", "unread", id="this fall, over"),
        pytest.param("next spring", "2026-10-01", "2027-03-01..2027-06-21", id="next spring from autumn"),
        pytest.param("next spring", "2026-01-10", "unread", id="next spring, two meanings"),
        pytest.param("next winter", "2026-02-01", "2026-12-01..2027-03-20", id="next winter in winter"),
        pytest.param("next June", "2026-06-15", "2027-06-01..2027-06-30", id="next June in June"),
        pytest.param("next June", "2026-03-01", "unread", id="next June, two meanings"),
        pytest.param("at least May", "2026-03-12", "2026-05-01..", id="a floor ahead"),
        pytest.param("at least May", "2026-05-12", "2026-05-12..", id="a floor already begun"),
        pytest.param("June–July", "2026-07-05", "2026-07-05..2026-07-31", id="a range half over"),
        pytest.param(
            "December to January", "2026-01-10", "2026-01-10..2026-01-31", id="a range over the year"
        ),
        pytest.param("mid-year", "2026-09-01", "2027-05-01..2027-08-31", id="mid-year, over"),
    ],
)
def test_without_a_year_the_first_one_not_over_is_meant(words: str, said: str, expected: str) -> None:
    assert read(words, said) == expected


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        pytest.param("February 29", "2026-06-03", "2028-02-29..2028-02-29", id="the next leap day"),
        pytest.param("February 29", "1896-03-01", "1904-02-29..1904-02-29", id="over a common century"),
        pytest.param("Feb 29, 2027", "2026-06-03", "unread", id="a leap day that is not there"),
        pytest.param("February 2028", "2026-06-03", "2028-02-01..2028-02-29", id="a leap February"),
        pytest.param("the end of February", "2027-06-03", "2028-02-21..2028-02-29", id="its end"),
        pytest.param("within a month", "2026-01-31", "2026-01-31..2026-02-28", id="a month from the 31st"),
        pytest.param("in six months", "2026-08-31", "2026-08-31..2027-02-28", id="six months from the 31st"),
        pytest.param("within a year", "2028-02-29", "2028-02-29..2029-02-28", id="a year from a leap day"),
        pytest.param("June 31", "2026-06-03", "unread", id="a day that is in no year"),
    ],
)
def test_short_months_and_leap_years(words: str, said: str, expected: str) -> None:
    assert read(words, said) == expected


@pytest.mark.parametrize(
    ("words", "said", "until", "expected"),
    [
        pytest.param(
            "in the coming months", "2025-09-01", "2025-09-30", "2025-09-01..2026-04-01", id="months"
        ),
        pytest.param("in three weeks", "2025-12-01", "2025-12-31", "2025-12-01..2026-01-21", id="weeks"),
        pytest.param("this week", "2026-06-01", "2026-06-30", "2026-06-01..2026-07-05", id="this week"),
        pytest.param("next week", "2026-06-01", "2026-06-30", "2026-06-08..2026-07-12", id="next week"),
        pytest.param("this month", "2026-06-01", "2026-06-30", "2026-06-01..2026-06-30", id="this month"),
        pytest.param("next month", "2026-06-01", "2026-06-30", "2026-07-01..2026-07-31", id="next month"),
        pytest.param("June", "2026-06-01", "2026-06-30", "2026-06-01..2026-06-30", id="the month itself"),
        pytest.param("June 9", "2026-06-01", "2026-06-30", "2026-06-09..2026-06-09", id="a day of it"),
        pytest.param("this year", "2026-06-01", "2026-06-30", "2026-06-01..2026-12-31", id="this year"),
        pytest.param("by 2028", "2026-06-01", "2026-06-30", "2026-06-01..2028-12-31", id="a deadline"),
        pytest.param("Thursday", "2026-06-01", "2026-06-30", "2026-06-04..2026-07-02", id="a weekday"),
        pytest.param("soon", "2026-06-01", "2026-06-30", "2026-06-01..", id="vague"),
    ],
)
def test_said_in_a_month_it_begins_with_the_first_day_and_ends_by_the_last(
    words: str, said: str, until: str, expected: str
) -> None:
    assert read(words, said, until=until) == expected


def test_a_weekday_of_an_unknown_week_is_a_range_and_not_a_day() -> None:
    window = read_window("Thursday", date(2026, 6, 1), date(2026, 6, 30))
    assert window == Window(date(2026, 6, 4), date(2026, 7, 2), Precision.RANGE, None, "day")


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        pytest.param("by June", "2026-05-31", date(2026, 5, 31), id="the day before it begins"),
        pytest.param("by June", "2026-06-01", None, id="begun already"),
        pytest.param("by 2027", "2026-06-03", date(2026, 12, 31), id="a year"),
        pytest.param("by the end of 2027", "2026-06-03", None, id="the end named"),
        pytest.param("by June 30", "2026-06-03", None, id="a day"),
        pytest.param("before 2027", "2026-06-03", None, id="before it"),
        pytest.param("over the next year", "2026-06-03", date(2027, 6, 3), id="the coming year"),
        pytest.param("June", "2026-05-01", None, id="a month"),
    ],
)
def test_the_stricter_of_two_readings_is_kept(words: str, said: str, expected: date | None) -> None:
    day = date.fromisoformat(said)
    window = read_window(words, day, day)
    assert window is not None
    assert window.strict_latest == expected


@pytest.mark.parametrize(
    ("words", "reported", "expected"),
    [
        pytest.param("then May", "2026-06-03", "2026-05-01..2026-05-31", id="just over"),
        pytest.param("then June", "2026-06-03", "2026-06-01..2026-06-30", id="running, not cut off"),
        pytest.param("late June", "2026-06-25", "2026-06-21..2026-06-30", id="a part, not cut off"),
        pytest.param("mid-December", "2026-12-04", "2026-12-11..2026-12-20", id="just ahead"),
        pytest.param("December", "2026-06-15", "2025-12-01..2025-12-31", id="the nearer one is past"),
        pytest.param("January", "2026-11-20", "2027-01-01..2027-01-31", id="the nearer one is ahead"),
        pytest.param("in 2025", "2026-06-27", "2025-01-01..2025-12-31", id="a year, over"),
        pytest.param("April 2026", "2026-06-03", "2026-04-01..2026-04-30", id="a month with its year"),
        pytest.param("next week", "2026-07-11", "2026-07-13..2026-07-19", id="counted from the disclosure"),
        pytest.param(
            "by the end of 2026", "2026-08-02", "2026-08-02..2026-12-31", id="a deadline still open"
        ),
        pytest.param("by the end of 2025", "2026-08-02", "unread", id="a deadline over"),
        pytest.param("in the coming weeks", "2026-06-03", "unread", id="counted from a day nobody knows"),
        pytest.param("at least May", "2026-06-03", "2026-05-01..", id="a floor, not cut off"),
    ],
)
def test_a_plan_disclosed_afterwards_is_read_as_if_said_before_it(
    words: str, reported: str, expected: str
) -> None:
    assert read(words, reported, retro=True) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("June 2025", (date(2025, 6, 1), date(2025, 6, 30)), id="a month with its year"),
        pytest.param("June 9, 2025", (date(2025, 6, 9), date(2025, 6, 9)), id="a day with its year"),
        pytest.param("not before 2027", (date(2027, 1, 1), None), id="a floor with its year"),
        pytest.param("soon", (None, None), id="vague"),
        pytest.param("June", None, id="a missing year"),
        pytest.param("this month", None, id="counted from the day"),
        pytest.param("by 2027", None, id="a deadline begins on the day"),
        pytest.param("in the coming weeks", None, id="a length of time"),
        pytest.param("over the next year", None, id="the coming year"),
    ],
)
def test_without_any_day_only_what_the_words_date_is_read(
    words: str, expected: tuple[date | None, date | None] | None
) -> None:
    window = read_window(words, None, None)
    assert (window and (window.earliest, window.latest)) == expected
