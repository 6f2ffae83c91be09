"""The phrase table as data: what the public method page prints and what every window names as its rule."""

from dataclasses import dataclass

from timeline.terms import Precision
from timeline.windows.constants import (
    COMING_DAYS,
    COMING_YEAR_DAYS,
    END_OF_MONTH,
    END_OF_YEAR,
    MONTH_PARTS,
    SEASONS,
    YEAR_PARTS,
    DaysOfMonth,
    MonthsOfYear,
)

MONTH_NAMES = "January February March April May June July August September October November December".split()
THE_DAY_SAID = "the day it was said"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: phrases it reads, what both ends mean, the precisions it gives, its constants in words."""

    id: str
    examples: tuple[str, ...]
    earliest: str
    latest: str
    precisions: tuple[Precision, ...]
    constants: tuple[str, ...] = ()


def _date_of(month: int, day: int) -> str:
    return f"{day} {MONTH_NAMES[month - 1]}"


def _of_month(name: str, part: DaysOfMonth) -> str:
    return f"{name}: day {part.first} to {part.last or 'the last'}"


def _of_year(name: str, part: MonthsOfYear) -> str:
    return f"{name}: {MONTH_NAMES[part.first - 1]} to {MONTH_NAMES[part.last - 1]}"


_SEASONS = tuple(
    f"{name}: {_date_of(*bounds.first)} to {_date_of(*bounds.last)}" for name, bounds in SEASONS.items()
)
_COMING = tuple(f"{unit.name.lower()}s: {days} days" for unit, days in COMING_DAYS.items())

RULES: tuple[Rule, ...] = (
    Rule(
        "day",
        ("June 9", "2026-06-09", "tomorrow", "Thursday"),
        "that day; without a year, the first not over when it was said",
        "that day",
        (Precision.DAY,),
    ),
    Rule(
        "range",
        ("May 19 and 20", "between June and August", "from June 8 to June 12", "late August or September"),
        "the first day of the first one named",
        "the last day of the last one named",
        (Precision.RANGE, Precision.PART),
    ),
    Rule("week", ("the week of June 8", "next week"), "Monday", "Sunday", (Precision.WEEK,)),
    Rule(
        "this-week",
        ("this week", "later this week"),
        THE_DAY_SAID,
        "Sunday; said on a Sunday, the coming one",
        (Precision.WEEK,),
    ),
    Rule(
        "month",
        ("June", "in June 2026", "a June release window", "this month", "next month"),
        "its first day",
        "its last day; without a year, of the first such month not over when it was said",
        (Precision.MONTH,),
    ),
    Rule(
        "month-part",
        ("early June", "mid-June", "late June 2026"),
        "the first day of that part",
        "the last day of that part",
        (Precision.PART,),
        tuple(_of_month(name, part) for name, part in MONTH_PARTS.items()),
    ),
    Rule(
        "month-end",
        ("the end of June",),
        "the first day of that part",
        "the last day of the month",
        (Precision.PART,),
        (_of_month("the end", END_OF_MONTH),),
    ),
    Rule(
        "by-period",
        ("by June", "by Q3", "by 2030"),
        THE_DAY_SAID,
        "the end of the period named (strict: the day before it begins)",
        (Precision.DEADLINE,),
    ),
    Rule(
        "by-end",
        ("by the end of June", "before the end of June", "by the end of the year", "by year end"),
        THE_DAY_SAID,
        "the end of the period named",
        (Precision.DEADLINE,),
    ),
    Rule("by-day", ("by 27 July",), THE_DAY_SAID, "that day", (Precision.DEADLINE,)),
    Rule("before", ("before June",), THE_DAY_SAID, "the day before it begins", (Precision.DEADLINE,)),
    Rule(
        "quarter",
        ("Q3", "next quarter", "the first quarter of 2026", "fiscal Q2 2026"),
        "its first day; fiscal only if the words say so, by the company's fiscal year, "
        "which is named after the calendar year it ends in",
        "its last day",
        (Precision.QUARTER,),
    ),
    Rule(
        "half",
        ("H2", "the second half of 2026"),
        "its first day; fiscal only if the words say so",
        "its last day",
        (Precision.HALF,),
    ),
    Rule(
        "year-part",
        ("early 2026", "early next year", "mid-year", "late in the year"),
        "the first day of that part",
        "the last day of that part",
        (Precision.PART,),
        tuple(_of_year(name, part) for name, part in YEAR_PARTS.items()),
    ),
    Rule(
        "season",
        ("spring", "summer 2026", "later this summer", "in the fall", "autumn"),
        "its first day",
        "its last day; without a year, of the first such season not over when it was said",
        (Precision.SEASON,),
        _SEASONS,
    ),
    Rule(
        "year",
        ("2026", "in 2026", "this year", "later this year", "next year"),
        "1 January",
        "31 December",
        (Precision.YEAR,),
    ),
    Rule(
        "year-end",
        ("the end of 2026", "the end of the year"),
        "the first day of that part",
        "31 December",
        (Precision.PART,),
        (_of_year("the end", END_OF_YEAR),),
    ),
    Rule(
        "coming-year",
        ("in the coming year", "over the next year"),
        THE_DAY_SAID,
        f"the later of {COMING_YEAR_DAYS} days on and 31 December of the following year "
        f"(strict: {COMING_YEAR_DAYS} days on)",
        (Precision.RELATIVE,),
        (f"the coming year: {COMING_YEAR_DAYS} days",),
    ),
    Rule(
        "coming",
        ("in the coming days", "in the coming weeks", "in the coming months", "in a few weeks"),
        THE_DAY_SAID,
        "as many days on as the constant says",
        (Precision.RELATIVE,),
        _COMING,
    ),
    Rule(
        "within",
        ("within two weeks", "within the next month", "in about six months"),
        THE_DAY_SAID,
        "that long on, by the calendar; of two lengths the longer one",
        (Precision.RELATIVE,),
    ),
    Rule(
        "moved",
        ("one more month", "two weeks later than planned"),
        "the old window's, moved on by it",
        "the old window's, moved on by it; a month's end stays a month's end",
        tuple(Precision),
    ),
    Rule(
        "with",
        ("with the app", "alongside the model"),
        "the day of the other deliverable",
        "the day of the other deliverable",
        (Precision.DAY,),
    ),
    Rule(
        "floor",
        ("not before 2027", "at least May", "fall or later", "as soon as Thursday", "as early as June"),
        "the start of the period named",
        "none",
        (Precision.FLOOR,),
    ),
    Rule(
        "until",
        ("until October 5", "after June 15", "until 2027"),
        "the first day of what is named",
        "the last day of what is named",
        tuple(
            precision
            for precision in Precision
            if precision not in (Precision.DEADLINE, Precision.RELATIVE, Precision.FLOOR, Precision.VAGUE)
        ),
    ),
    Rule(
        "vague",
        ("soon", "shortly", "TBD", "when it's ready"),
        THE_DAY_SAID,
        "none",
        (Precision.VAGUE,),
    ),
)
