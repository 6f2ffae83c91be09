"""The few words a fate is shown with."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from timeline.ledger.answers import Fate

FIXED: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.WITHDRAWN: "withdrawn",
        Fate.DELIVERED_UNSCORED: "shipped",
        Fate.DELIVERED_EARLY: "early",
        Fate.DELIVERED_ON_TIME: "kept",
        Fate.DELIVERED_INDETERMINATE: "about then",
        Fate.DELIVERED_PARTLY: "partly",
        Fate.CANCELLED: "cancelled",
        Fate.REPORTED_CANCELLED: "reported cancelled",
        Fate.ANNOUNCED: "no date",
    }
)
# strftime would follow the locale of the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: date) -> str:
    """A day in words, such as "9 June 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def late(days: int) -> str:
    """Of an arrival that many days late for certain."""
    return f"+{days} d"


def at_least(days: int) -> str:
    """Of something not there that many days past its window."""
    return f"at least +{days} d"


def due(earliest: date | None, latest: date) -> str:
    """The day when it is due or, for a wider window, the last day by which it is."""
    return f"due {'' if earliest == latest else 'by '}{day_words(latest)}"


def first_date_broken(days: int) -> str:
    """What is added when an earlier promise is overdue by that many days at least."""
    return f"; first date broken, {at_least(days)}"


def unchecked_since(day: date) -> str:
    """Of a window that passed after the last look, which was on the day."""
    return f"window passed, not checked since {day_words(day)}"


def silent_since(day: date) -> str:
    """Of a promise nobody speaks of any more."""
    return f"silent since {day_words(day)}"


def see(slug: str) -> str:
    """Of an entry merged into another."""
    return f"see {slug}"
