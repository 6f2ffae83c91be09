"""The policy of rule set 1: the days that words stand for. Changing one of them is a new rule set."""

from typing import NamedTuple

from timeline.windows.spans import Unit

RULESET = 1


class DaysOfMonth(NamedTuple):
    """A part of a month; `last` None is the month's last day."""

    first: int
    last: int | None


class MonthsOfYear(NamedTuple):
    """A part of a year, in whole months."""

    first: int
    last: int


class SeasonBounds(NamedTuple):
    """From (month, day) to (month, day); a season that ends before it begins ends in the following year."""

    first: tuple[int, int]
    last: tuple[int, int]


MONTH_PARTS = {"early": DaysOfMonth(1, 10), "mid": DaysOfMonth(11, 20), "late": DaysOfMonth(21, None)}
YEAR_PARTS = {"early": MonthsOfYear(1, 4), "mid": MonthsOfYear(5, 8), "late": MonthsOfYear(9, 12)}
END_OF_MONTH = DaysOfMonth(21, None)
END_OF_YEAR = MonthsOfYear(11, 12)
SEASONS = {
    "spring": SeasonBounds((3, 1), (6, 21)),
    "summer": SeasonBounds((6, 1), (9, 22)),
    "fall": SeasonBounds((9, 1), (12, 21)),
    "winter": SeasonBounds((12, 1), (3, 20)),
}
COMING_DAYS = {Unit.DAY: 14, Unit.WEEK: 56, Unit.MONTH: 183}
COMING_YEAR_DAYS = 365
