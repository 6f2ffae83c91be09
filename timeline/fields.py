"""Takes the keys of one catalogue mapping one by one, and gathers what is wrong with them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

from timeline.yamlfile import Mapping, Place

CONTROL = re.compile(r"[\x00-\x1f]")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PERIOD = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where it stands, in which field, and what to do about it."""

    place: Place | None
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.field}: {self.message}" if self.field else f"{where}{self.message}"


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month, quarter or year as written, with its first and last day."""

    earliest: date
    latest: date
    precision: str


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read 2026-06-09, 2026-06, 2026-Q2, 2026, or first/last of two such; raise ValueError for the rest."""
    if "/" in text:
        first, _, last = text.partition("/")
        return Period(parse_period(first).earliest, parse_period(last).latest, "range")
    match = PERIOD.fullmatch(text)
    if not match:
        raise ValueError(
            "is not a day (2026-06-09), month (2026-06), quarter (2026-Q2), year or first/last day"
        )
    year, month, day, quarter = (int(part or 0) for part in match.groups())
    try:
        return _period(year, month, day, quarter)
    except ValueError as error:
        raise ValueError(f"is not on the calendar: {error}") from error


def _period(year: int, month: int, day: int, quarter: int) -> Period:
    if day:
        exact = date(year, month, day)
        return Period(exact, exact, "day")
    if month:
        return Period(date(year, month, 1), _month_end(year, month), "month")
    if quarter:
        return Period(date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter), "quarter")
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


@lru_cache
def _values_of(terms: type[Enum]) -> tuple[str, ...]:
    return tuple(str(term.value) for term in terms)


class Fields:
    """One mapping of a file. Each method takes one key away; `close` reports the keys nobody took."""

    def __init__(self, values: Any, faults: list[Fault], *, place: Place | None = None) -> None:
        self.faults = faults
        self.place = values.place if isinstance(values, Mapping) else place
        self.values = values if isinstance(values, Mapping) else Mapping(place or Place("", 0))
        self.taken: set[str] = set()
        if not isinstance(values, Mapping):
            self.fault("", "a mapping of keys and values is needed here")

    def fault(self, key: str, message: str) -> None:
        """Note one fault at the key's own line."""
        self.faults.append(Fault(self.values.places.get(key, self.place), key, message))

    def take(self, key: str) -> Any:
        """The raw value, or None."""
        self.taken.add(key)
        return self.values.get(key)

    def text(self, key: str, *, limit: int, required: bool = False) -> str:
        """A string of at most `limit` characters; empty when not given."""
        value = self.take(key)
        if value is None or value == "":
            if required:
                self.fault(key, "is missing")
            return ""
        if not isinstance(value, str):
            self.fault(key, "must be a text")
            return ""
        if len(value) > limit:
            self.fault(key, f"is longer than {limit} characters")
        if CONTROL.search(value):
            self.fault(key, "holds a control character")
        return value

    def slug(self, key: str, *, required: bool = False) -> str | None:
        """A slug, or None when not given."""
        value = self.text(key, limit=80, required=required)
        if value and not SLUG.fullmatch(value):
            self.fault(key, f"{value!r} is not a slug of small letters, digits and hyphens")
        return value or None

    def choice(self, key: str, terms: type[Enum], *, default: str | None = None) -> str:
        """One of the enumeration's values; required when there is no default."""
        value = self.text(key, limit=40, required=default is None)
        values = _values_of(terms)
        if not value:
            return default or ""
        if value not in values:
            self.fault(key, f"{value!r} is not one of {', '.join(values)}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false, spelled so."""
        value = self.take(key)
        if value is None:
            return default
        if value not in ("true", "false"):
            self.fault(key, f"{value!r} is neither true nor false")
        return bool(value == "true")

    def number(self, key: str, *, low: int, high: int) -> int | None:
        """A whole number within [low, high], or None when not given."""
        value = self.text(key, limit=20)
        if not value:
            return None
        if not re.fullmatch(r"[1-9]\d{0,17}|0", value, re.ASCII) or not low <= int(value) <= high:
            self.fault(key, f"{value!r} is not a whole number from {low} to {high}")
            return None
        return int(value)

    def period(self, key: str, *, required: bool = False) -> Period | None:
        """A day, month, quarter or year."""
        value = self.text(key, limit=21, required=required)
        try:
            return parse_period(value) if value else None
        except ValueError as error:
            self.fault(key, f"{value!r} {error}")
            return None

    def day(self, key: str) -> str | None:
        """A day, as YYYY-MM-DD."""
        period = self.period(key)
        if period and period.precision != "day":
            self.fault(key, "must be a day, as 2026-06-09")
        return period.earliest.isoformat() if period else None

    def texts(self, key: str, *, limit: int) -> list[str]:
        """A list of strings."""
        values = self.rows(key)
        for value in values:
            if not isinstance(value, str) or not 0 < len(value) <= limit:
                self.fault(key, f"must list texts of 1 to {limit} characters")
        return [value for value in values if isinstance(value, str)]

    def rows(self, key: str, *, required: bool = False) -> list[Any]:
        """A list of whatever."""
        value = self.take(key)
        if value is None:
            if required:
                self.fault(key, "is missing")
            return []
        if not isinstance(value, list):
            self.fault(key, "must be a list")
            return []
        if required and not value:
            self.fault(key, "is empty")
        return value

    def close(self, known: Iterable[str] = ()) -> None:
        """Report every key that was not taken."""
        for key in sorted(self.values.keys() - self.taken - set(known)):
            self.fault(key, "is not a key of this table")
