"""Calendar periods: every kind of period counted by one whole number, and the days that it covers."""

from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import IntEnum
from typing import NamedTuple

DAY = timedelta(days=1)
MONTHS_A_YEAR = 12
MONTHS_A_QUARTER = 3
MONTHS_A_HALF = 6


class Span(NamedTuple):
    """A run of days, both ends included."""

    first: date
    last: date


class Unit(IntEnum):
    """What lengths of time are counted in."""

    HOUR = 0
    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4


# A cycle gives the number of the period a day lies in; Spans gives the days of a period by that number, or
# None where the calendar has no such period (29 February).
Cycle = Callable[[date], int]
Spans = Callable[[int], Span | None]


def day_number(day: date) -> int:
    """Days since the calendar began."""
    return day.toordinal()


def week_number(day: date) -> int:
    """Weeks run from Monday to Sunday; day 1 of the calendar is a Monday."""
    return (day.toordinal() - 1) // 7


def month_number(day: date) -> int:
    """Months since January of the year 0."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def year_number(day: date) -> int:
    """Years of the calendar."""
    return day.year


def fiscal_year_number(start_month: int) -> Cycle:
    """A fiscal year bears the number of the calendar year it ends in, as the filings of such companies do."""
    shift = 0 if start_month == 1 else MONTHS_A_YEAR + 1 - start_month
    return lambda day: (month_number(day) + shift) // MONTHS_A_YEAR


def block_number(months: int, start_month: int) -> Cycle:
    """Quarters or halves, counted from the month the (fiscal) year starts in."""
    return lambda day: (month_number(day) - (start_month - 1)) // months


def months_span(first_month: int, months: int = 1) -> Span:
    """The days of `months` calendar months, the first one given by its month_number."""
    return Span(first_of(first_month), first_of(first_month + months) - DAY)


def block_spans(months: int, start_month: int) -> Spans:
    """The days of a block by its block_number."""
    return lambda number: months_span(number * months + start_month - 1, months)


def day_span(number: int) -> Span:
    """The day with that day_number."""
    day = date.fromordinal(number)
    return Span(day, day)


def week_span(number: int) -> Span:
    """The Monday to Sunday with that week_number."""
    monday = date.fromordinal(number * 7 + 1)
    return Span(monday, monday + 6 * DAY)


def year_span(year: int) -> Span:
    """1 January to 31 December."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def fiscal_month(year: int, start_month: int) -> int:
    """The month_number of the first month of a fiscal year."""
    return (year if start_month == 1 else year - 1) * MONTHS_A_YEAR + start_month - 1


def first_of(month: int) -> date:
    """The first day of the month with that month_number."""
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


def last_of_month(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return months_span(month_number(day)).last


def month_day(year: int, month: int, day: int) -> date | None:
    """None where that year has no such day. Raises ValueError outside of years 1 to 9999."""
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(year)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def later(day: date, count: int, unit: Unit) -> date:
    """`count` units after `day`; a month without that day gives its last one. Hours round up to days."""
    if unit == Unit.HOUR:
        return day + timedelta(days=-(-count // 24))
    if unit <= Unit.WEEK:
        return day + timedelta(days=count * (7 if unit == Unit.WEEK else 1))
    months = count * (MONTHS_A_YEAR if unit == Unit.YEAR else 1)
    first = first_of(month_number(day) + months)
    return min(last_of_month(first), first + timedelta(days=day.day - 1))


def moved_on(day: date, count: int, unit: Unit) -> date:
    """As `later`, but by months and years the end of a month goes to the end of a month."""
    moved = later(day, count, unit)
    if unit >= Unit.MONTH and day == last_of_month(day):
        return last_of_month(moved)
    return moved
