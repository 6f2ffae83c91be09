"""A window as text for people, and as an EDTF label (ISO 8601-2) for machines."""

from datetime import date

from timeline.terms import Precision
from timeline.windows.rules import MONTH_NAMES
from timeline.windows.spans import month_number, months_span, year_span
from timeline.windows.window import Window

_NO_DATE = "no date"


def display(window: Window, words: str = "") -> str:
    """Day, month in letters, year: "1–30 June 2026". With the words said, they follow in quotation marks.

    Without them, the text is itself a phrase that reads back to the same earliest and latest day.
    """
    text = _days(window)
    return f"{text} (“{words}”)" if words else text


def edtf(window: Window) -> str | None:
    """At most level 1: a day, a whole month or year said as such, else an interval; ".." for no latest.

    None for a vague window and where the earliest day is not known.
    """
    first, last = window.earliest, window.latest
    if first is None or window.precision == Precision.VAGUE:
        return None
    if last is None:
        return f"{first.isoformat()}/.."
    if window.precision == Precision.MONTH and (first, last) == months_span(month_number(first)):
        return first.isoformat()[:7]
    if window.precision == Precision.YEAR and (first, last) == year_span(first.year):
        return first.isoformat()[:4]
    if window.precision == Precision.DAY:
        return first.isoformat()
    return f"{first.isoformat()}/{last.isoformat()}"


def _days(window: Window) -> str:
    first, last = window.earliest, window.latest
    if last is None:
        return (
            _NO_DATE
            if first is None or window.precision == Precision.VAGUE
            else f"from {_day(first)}, no end"
        )
    if first is None or window.precision == Precision.DEADLINE:
        return f"by {_day(last)}"
    return _day(last) if first == last else _run(first, last)


def _run(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{_day(first)} – {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTH_NAMES[first.month - 1]} – {_day(last)}"
    return f"{first.day}–{_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
