"""Phrases that need more than the day of saying: an old window, another deliverable's day, a fiscal year."""

from datetime import date

import pytest

from timeline.terms import Precision
from timeline.windows import Window, read_window

SAID = date(2026, 6, 25)
LATE_JUNE = Window(date(2026, 6, 21), date(2026, 6, 30), Precision.PART, None, "month-part")
APP_OUT = date(2026, 7, 9)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        pytest.param("one more month", "2026-07-21", "2026-07-31", id="one more month"),
        pytest.param("in another month", "2026-07-21", "2026-07-31", id="another month"),
        pytest.param("a month later", "2026-07-21", "2026-07-31", id="a month later"),
        pytest.param("two weeks later than planned", "2026-07-05", "2026-07-14", id="two weeks later"),
        pytest.param("two more weeks", "2026-07-05", "2026-07-14", id="two more weeks"),
        pytest.param("pushed back by two weeks", "2026-07-05", "2026-07-14", id="pushed back by"),
        pytest.param("delayed by three days", "2026-06-25", "2026-07-03", id="cut off at the day of saying"),
        pytest.param("a year later", "2027-06-21", "2027-06-30", id="a year later"),
    ],
)
def test_an_old_window_is_moved_on_keeping_its_precision(words: str, earliest: str, latest: str) -> None:
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    expected = Window(first, last, Precision.PART, None, "moved")
    assert read_window(words, SAID, SAID, previous=LATE_JUNE) == expected


def test_a_months_end_stays_a_months_end() -> None:
    february = Window(date(2027, 2, 1), date(2027, 2, 28), Precision.MONTH, None, "month")
    expected = Window(date(2027, 3, 1), date(2027, 3, 31), Precision.MONTH, None, "moved")
    assert read_window("one more month", SAID, SAID, previous=february) == expected


def test_the_strict_end_moves_along() -> None:
    old = Window(date(2026, 6, 1), date(2026, 12, 31), Precision.DEADLINE, date(2026, 8, 15), "by-period")
    expected = Window(date(2026, 7, 1), date(2027, 1, 31), Precision.DEADLINE, date(2026, 9, 15), "moved")
    assert read_window("one more month", SAID, SAID, previous=old) == expected


def test_a_floor_moves_and_stays_a_floor() -> None:
    old = Window(date(2026, 9, 1), None, Precision.FLOOR, None, "floor")
    expected = Window(date(2026, 10, 1), None, Precision.FLOOR, None, "floor")
    assert read_window("a month later", SAID, SAID, previous=old) == expected


@pytest.mark.parametrize(
    ("words", "previous"),
    [
        pytest.param("one more month", None, id="no old window"),
        pytest.param("a few weeks later", LATE_JUNE, id="no number"),
        pytest.param("one more month", Window(SAID, None, Precision.VAGUE, None, "vague"), id="a vague one"),
        pytest.param(
            "one more month",
            Window(date(2025, 1, 1), date(2025, 1, 31), Precision.MONTH, None, "month"),
            id="moved, and still over",
        ),
    ],
)
def test_nothing_is_moved_without_a_window_and_a_number(words: str, previous: Window | None) -> None:
    assert read_window(words, SAID, SAID, previous=previous) is None


@pytest.mark.parametrize(
    "words",
    [
        "with the app",
        "alongside the app",
        "out with the app",
        "on the same day as the app",
        "July, with the app",
    ],
)
def test_what_comes_with_another_comes_on_its_day(words: str) -> None:
    expected = Window(APP_OUT, APP_OUT, Precision.DAY, None, "with")
    assert read_window(words, SAID, SAID, relative=APP_OUT) == expected


def test_a_plan_disclosed_afterwards_goes_with_a_day_in_the_past() -> None:
    day = date(2026, 4, 8)
    expected = Window(day, day, Precision.DAY, None, "with")
    assert read_window("alongside the app, in April", SAID, SAID, relative=day, retro=True) == expected


@pytest.mark.parametrize(
    ("words", "relative"),
    [
        pytest.param("with the app", None, id="its day is not known"),
        pytest.param("with the app, in July", None, id="its month alone is not its day"),
        pytest.param("with the app, in August", APP_OUT, id="not in the month named"),
        pytest.param("with the app", date(2026, 6, 1), id="its day was over"),
        pytest.param("not with the app", APP_OUT, id="denied"),
    ],
)
def test_what_comes_with_another_is_not_guessed(words: str, relative: date | None) -> None:
    assert read_window(words, SAID, SAID, relative=relative) is None


@pytest.mark.parametrize(
    ("words", "relative", "expected"),
    [
        pytest.param(
            "July, with the developer event", None, (date(2026, 7, 1), date(2026, 7, 31)), id="a month"
        ),
        pytest.param("not with the app, no date", APP_OUT, (SAID, None), id="no date"),
        pytest.param("July 20", APP_OUT, (date(2026, 7, 20), date(2026, 7, 20)), id="goes with nothing"),
    ],
)
def test_words_that_date_it_themselves_are_read(
    words: str, relative: date | None, expected: tuple[date, date | None]
) -> None:
    window = read_window(words, SAID, SAID, relative=relative)
    assert window is not None
    assert (window.earliest, window.latest) == expected


@pytest.mark.parametrize(
    ("words", "start", "earliest", "latest"),
    [
        pytest.param("Q1 2027", 2, "2027-01-01", "2027-03-31", id="not fiscal unless said"),
        pytest.param("fiscal Q1 2028", 2, "2027-02-01", "2027-04-30", id="a year that begins in February"),
        pytest.param("fiscal fourth quarter of 2027", 2, "2026-11-01", "2027-01-31", id="its last quarter"),
        pytest.param("Q2 FY27", 7, "2026-10-01", "2026-12-31", id="a year that begins in July"),
        pytest.param("Q2 of fiscal year 2027", 10, "2027-01-01", "2027-03-31", id="one from October"),
        pytest.param("second half of fiscal 2027", 7, "2027-01-01", "2027-06-30", id="a half"),
        pytest.param("fiscal 2028", 7, "2027-07-01", "2028-06-30", id="a whole year"),
        pytest.param("next fiscal year", 7, "2026-07-01", "2027-06-30", id="the next year"),
        pytest.param("next fiscal quarter", 2, "2026-08-01", "2026-10-31", id="the next quarter"),
        pytest.param("fiscal Q1", 2, "2027-02-01", "2027-04-30", id="without a year, the first not over"),
        pytest.param("fiscal Q1 2028", 1, "2028-01-01", "2028-03-31", id="a fiscal year from January"),
    ],
)
def test_fiscal_periods_follow_the_companys_year_named_after_its_end(
    words: str, start: int, earliest: str, latest: str
) -> None:
    window = read_window(words, SAID, SAID, fiscal_year_start_month=start)
    assert window is not None
    assert (str(window.earliest), str(window.latest)) == (earliest, latest)


@pytest.mark.parametrize("words", ["late fiscal 2027", "the end of fiscal 2027"])
def test_there_is_no_rule_for_parts_of_a_fiscal_year(words: str) -> None:
    assert read_window(words, SAID, SAID, fiscal_year_start_month=2) is None


def test_the_end_of_a_fiscal_year_serves_for_a_deadline() -> None:
    expected = Window(SAID, date(2027, 1, 31), Precision.DEADLINE, None, "by-end")
    window = read_window("by the end of fiscal 2027", SAID, SAID, fiscal_year_start_month=2)
    assert window == expected
