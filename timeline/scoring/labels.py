"""A labelled item as the labels have it: kinds folded to the ten, windows as pairs of days."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from news.scoring import LabelFault
from timeline.claims import Role
from timeline.terms import EventKind

NONE = "none"
KINDS = (
    *("launch", "announcement", "delay", "cancellation", "restructuring", "deprecation", "funding"),
    *("acquisition", "policy", NONE),
)
SLIP_KINDS = ("delay", "cancellation", "deprecation")
FOLDED: dict[str, str] = {
    EventKind.WITHDRAWAL: "cancellation",
    EventKind.SPENDING: "funding",
    EventKind.INCIDENT: NONE,
}
NEEDED = ("id", "title", "published", "kind")
Days = tuple[date | None, date | None]


class Label(NamedTuple):
    """`window` is the promise to be found, `also` other answers that are right or count neither way."""

    id: str
    title: str
    text: str
    on: date
    kind: str
    kind_also: str | None
    words: str
    stated: Days | None
    window: Days | None
    also: frozenset[Days]


def read_label(row: Mapping[str, Any]) -> Label:
    """One row of a file of labels; raises LabelFault naming the row and the field."""
    stated = _days(row, "window_earliest", "window_latest") if row.get("window_text") else None
    return Label(
        id=str(row["id"]),
        title=_text(row, "title"),
        text=_text(row, "lead"),
        on=_published(row),
        kind=_kind(row, "kind"),
        kind_also=_kind(row, "kind_also") if row.get("kind_also") else None,
        words=_text(row, "window_text"),
        stated=stated,
        window=None if row.get("window_role") == Role.FORECAST else stated,
        also=frozenset(_also(row)),
    )


def folded(kind: str | None) -> str:
    """One of the ten kinds; what is running and stopped is a cancellation, spending is funding."""
    return NONE if kind is None else FOLDED.get(kind, str(kind))


def _kind(row: Mapping[str, Any], field: str) -> str:
    kind = folded(row[field])
    if kind not in KINDS:
        raise LabelFault(f"{row['id']}: {field}: unknown kind {row[field]!r}")
    return kind


def _text(row: Mapping[str, Any], field: str) -> str:
    text = row.get(field) or ""
    if not isinstance(text, str):
        raise LabelFault(f"{row['id']}: {field}: not a text")
    return text


def _published(row: Mapping[str, Any]) -> date:
    day = _day(row, row["published"], "published")
    if day is None:
        raise LabelFault(f"{row['id']}: published: missing")
    return day


def _days(row: Mapping[str, Any], earliest: str, latest: str) -> Days:
    return _day(row, row.get(earliest), earliest), _day(row, row.get(latest), latest)


def _also(row: Mapping[str, Any]) -> list[Days]:
    return [
        (_day(row, each[1], "window_also"), _day(row, each[2], "window_also"))
        for each in row.get("window_also") or ()
    ]


def _day(row: Mapping[str, Any], value: Any, field: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise LabelFault(f"{row['id']}: {field}: not a day: {value!r}") from error
