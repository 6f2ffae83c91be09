"""The span of days that charts show: the usual one, and the choices beside it."""

from dataclasses import dataclass
from datetime import date, timedelta

BEHIND = {"6 m": 6, "1 y": 12, "2 y": 24}
USUAL = "1 y"
MONTHS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Range:
    """Days first to last, both inclusive, and the words for the choice."""

    label: str
    first: date
    last: date


def choices(as_of: date, *, record_from: date | None) -> list[Range]:
    """Six months, a year, two years behind and a little ahead; and all that is recorded."""
    last = _end_of_month(as_of, MONTHS_AHEAD)
    behind = [Range(label, _start_of_month(as_of, -months), last) for label, months in BEHIND.items()]
    start = _start_of_month(record_from or as_of, 0)
    return [*behind, Range("All", min(start, behind[-1].first), last)]


def usual(as_of: date) -> Range:
    """A year behind and three months ahead, in whole months."""
    return Range(USUAL, _start_of_month(as_of, -BEHIND[USUAL]), _end_of_month(as_of, MONTHS_AHEAD))


def _start_of_month(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _end_of_month(day: date, months: int) -> date:
    return _start_of_month(day, months + 1) - timedelta(days=1)
