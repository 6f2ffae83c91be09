"""The one filter of pages, API, feeds and exports, read from an address's parameters."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

LISTS = (
    "company",
    "product",
    "model",
    "kind",
    "standing",
    "state",
    "channel",
    "basis",
    "fate",
    "precision",
    "fields",
    "include",
)
DAYS = ("from", "to", "due_after", "due_before", "said_after", "updated_since", "as_of", "since")
WORDS = ("sort", "format", "region", "view", "group", "sel", "show", "theme")
NUMBERS = {"limit": (1, 200), "min_slip": (1, 36_500)}
NAMES = frozenset({*LISTS, *DAYS, *WORDS, *NUMBERS, "overdue", "q", "cursor"})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NUMBER = re.compile(r"\d{1,6}", re.ASCII)
WORD = re.compile(r"-?[A-Za-z0-9][A-Za-z0-9._:=+/-]*", re.ASCII)
CURSOR = re.compile(r"[A-Za-z0-9._:-]{1,1000}", re.ASCII)
YEARS = range(1900, 2200)
LONGEST_QUERY = 200
LONGEST_WORD = 1000
LONGEST_LIST = 100


@dataclass(frozen=True, slots=True)
class ParameterFault:
    """One parameter that cannot be used; `unknown` when this address does not take it at all."""

    name: str
    detail: str
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was asked for. Lists are slugs or values of enumerations; days are inclusive; min_slip is days.

    `standing` chooses news by who stands behind the feed that brought them: company (its own), press,
    newsletter, research, forum, or record (a source that only the record cites). `show` chooses the stories
    that the record cites: pages and feeds take it, the API not. `sel` is one deliverable; of the API the
    commitments take it.
    `state` is what became of suggestions.
    """

    as_of: date
    company: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    fate: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    from_: date | None = None
    to: date | None = None
    due_after: date | None = None
    due_before: date | None = None
    said_after: date | None = None
    updated_since: date | None = None
    since: date | None = None
    overdue: bool = False
    min_slip: int | None = None
    limit: int = 50
    q: str = ""
    sort: str = ""
    cursor: str = ""
    format: str = ""
    region: str = ""
    view: str = ""
    group: str = ""
    sel: str = ""
    show: str = ""
    theme: str = ""


@dataclass(slots=True)
class _Reading:
    query: QueryDict
    today: date
    terms: Mapping[str, Collection[str]]
    faults: list[ParameterFault] = field(default_factory=list)

    def fault(self, name: str, detail: str) -> None:
        self.faults.append(ParameterFault(name, detail))


def read_selection(
    query: QueryDict,
    *,
    today: date,
    terms: Mapping[str, Collection[str]],
    allowed: Collection[str] = NAMES,
) -> tuple[Selection, list[ParameterFault]]:
    """The selection an address asks for, and what in it cannot be used; the unusable is left out.

    `terms` gives the values that an enumerated parameter takes, `allowed` the parameters of this address.
    """
    reading = _Reading(query, today, terms)
    values: dict[str, Any] = {"as_of": today}
    for name in query:
        if name not in allowed:
            reading.faults.append(ParameterFault(name, "is not a parameter of this address", unknown=True))
        elif len(query.getlist(name)) > 1:
            advice = "join the values with commas" if name in LISTS else "it takes one value"
            reading.fault(name, f"is given more than once: {advice}")
        elif (value := _read(reading, name, str(query[name]))) is not None:
            values["from_" if name == "from" else name] = value
    _check_order(reading, values)
    return Selection(**values), reading.faults


def _read(reading: _Reading, name: str, text: str) -> Any:
    if text == "":
        return None
    if any(ord(character) < 32 or 0xD800 <= ord(character) <= 0xDFFF for character in text):
        reading.fault(name, "holds a control character")
        return None
    if "\ufffd" in text:
        reading.fault(name, "is not UTF-8")
        return None
    for names, read in READERS:
        if name in names:
            return read(reading, name, text)
    raise LookupError(name)


def _list(reading: _Reading, name: str, text: str) -> tuple[str, ...] | None:
    words = [word for word in text.split(",") if word]
    if len(words) > LONGEST_LIST:
        reading.fault(name, f"lists more than {LONGEST_LIST} values")
        return None
    for word in words:
        if not _is_word(reading, name, word):
            return None
    return tuple(dict.fromkeys(words))


def _word(reading: _Reading, name: str, text: str) -> str | None:
    return text if _is_word(reading, name, text) else None


def _is_word(reading: _Reading, name: str, word: str) -> bool:
    if len(word) > LONGEST_WORD or not WORD.fullmatch(word):
        reading.fault(name, f"{word[:40]!r} is not a value of letters, digits and hyphens")
        return False
    if name in reading.terms and word not in reading.terms[name]:
        reading.fault(name, f"{word[:40]!r} is not one of {', '.join(sorted(reading.terms[name]))}")
        return False
    return True


def _day(reading: _Reading, name: str, text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        reading.fault(name, f"{text[:40]!r} is not a day on the calendar, as 2026-06-20")
    elif day.year not in YEARS:
        reading.fault(name, f"{day} is not between {YEARS[0]} and {YEARS[-1]}")
        return None
    elif name == "as_of" and day > reading.today:
        reading.fault(name, f"{day} has not come yet")
        return None
    return day


def _number(reading: _Reading, name: str, text: str) -> int | None:
    low, high = NUMBERS[name]
    if not NUMBER.fullmatch(text) or not low <= int(text) <= high:
        reading.fault(name, f"{text[:40]!r} is not a whole number from {low} to {high}")
        return None
    return int(text)


def _flag(reading: _Reading, name: str, text: str) -> bool | None:
    if text != "true":
        reading.fault(name, f"{text[:40]!r} is not true: leave the parameter out for everything")
        return None
    return True


def _search(reading: _Reading, name: str, text: str) -> str | None:
    if len(text) > LONGEST_QUERY:
        reading.fault(name, f"is longer than {LONGEST_QUERY} characters")
        return None
    return text.strip() or None


def _cursor(reading: _Reading, name: str, text: str) -> str | None:
    if not CURSOR.fullmatch(text):
        reading.fault(name, "is not a cursor of this site")
        return None
    return text


READERS: tuple[tuple[Collection[str], Callable[[_Reading, str, str], Any]], ...] = (
    (LISTS, _list),
    (DAYS, _day),
    (NUMBERS, _number),
    (("overdue",), _flag),
    (("q",), _search),
    (("cursor",), _cursor),
    (WORDS, _word),
)


def _check_order(reading: _Reading, values: dict[str, Any]) -> None:
    for first, last in (("from_", "to"), ("due_after", "due_before")):
        if first in values and last in values and values[first] > values[last]:
            reading.fault(last, f"{values[last]} is before {first.rstrip('_')}={values[first]}")
            del values[last]
