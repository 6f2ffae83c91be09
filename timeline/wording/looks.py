"""Why something needs a curator's look, in words."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from timeline.wording.days import counted, long_day


class LookKind(StrEnum):
    """What is looked for, in the order in which it is shown."""

    CLOSED = "closed"
    CONTRADICTED = "contradicted"
    SINGLE_ORIGIN = "single_origin"
    UNVERIFIED = "unverified"
    OVERDUE = "overdue"
    FEED = "feed"
    NAME = "name"


TITLES: Mapping[str, str] = MappingProxyType(
    {
        LookKind.CLOSED: "Windows that closed this week",
        LookKind.CONTRADICTED: "Contradicted, and nothing said since",
        LookKind.SINGLE_ORIGIN: "Of weight, from one source alone",
        LookKind.UNVERIFIED: "Window passed, not checked since",
        LookKind.OVERDUE: "Overdue, not checked for a while",
        LookKind.FEED: "Feeds that fail",
        LookKind.NAME: "Names that are wrong more often than before",
    }
)


def closed_text(last: date, *, checked: date | None) -> str:
    """The window ended on 20 November 2026; nothing tells whether it arrived."""
    return f"The window ended on {long_day(last)}; {_checked(checked)}"


def overdue_text(last: date, *, checked: date | None) -> str:
    """Promised until 30 June 2026, overdue; last checked on 3 August 2026."""
    return f"Promised until {long_day(last)}, overdue; {_checked(checked)}"


def _checked(checked: date | None) -> str:
    return f"last checked on {long_day(checked)}." if checked else "nobody has checked since."


def contradicted_text(publisher: str) -> str:
    """The Daily Example says otherwise."""
    return f"{publisher or 'A source'} says otherwise, and no source has confirmed or corrected it since."


def single_text(publisher: str) -> str:
    """Only The Daily Example says so."""
    return f"Only {publisher or 'one source'} says so on its own."


def feed_text(reason: str, *, errors: int) -> str:
    """12 errors in a row: the server did not answer in time."""
    return f"{counted(errors, 'error')} in a row: {reason or 'no reason is known'}"


def name_text(*, wrong: int, of: int, wrong_before: int, of_before: int) -> str:
    """5 of 20 tags were taken away in 30 days; of those before, 2 of 90."""
    return f"{wrong} of {of} tags were taken away in 30 days; of those before, {wrong_before} of {of_before}."
