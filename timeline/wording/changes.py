"""A change of the record in plain sentences: what happened in one line, and what is said about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from timeline.terms import Action, Basis, Precision, RecordTable
from timeline.wording.corrections import REASONS, field_words, value_words
from timeline.wording.days import long_day
from timeline.wording.leads import quoted
from timeline.wording.standings import when
from timeline.wording.terms import EVENT_KINDS

LONGEST_VALUE = 120
PROMISING = frozenset({Action.ADD, Action.STATE, Action.REDATE})
TOLD = frozenset({Action.ADD, Action.DELIVER, Action.END, Action.RESTRUCTURE})
DONE: Mapping[str, str] = MappingProxyType(
    {
        Action.ADD: "new in the record",
        Action.STATE: "promised",
        Action.REDATE: "moved",
        Action.WITHDRAW_DATE: "date withdrawn",
        Action.DELIVER: "shipped",
        Action.END: "ended",
        Action.RESTRUCTURE: "reorganised",
        Action.RETRACT: "retracted",
        Action.CORRECT: "corrected",
        Action.MERGE: "merged into another row",
        Action.SPLIT: "split off another row",
        Action.RENAME: "has another address",
        Action.VERIFY: "checked against its sources",
        Action.UNDO: "an earlier change was taken back",
        Action.WINDOW_CLOSED: "the promised days have passed",
    }
)


@dataclass(frozen=True, slots=True)
class _Window:
    earliest: date | None
    latest: date | None
    precision: str


def change_line(action: str, table: str, document: Mapping[str, Any], *, name: str) -> str:
    """What happened to the named row, in one line; document: the row after it, else before."""
    if table == RecordTable.COMMITMENT and action in PROMISING:
        now = "now " if action == Action.REDATE else ""
        return f"{name}: {now}{_promised(document)}"
    if table == RecordTable.EVENT and action in TOLD:
        return f"{EVENT_KINDS[document['kind']].word}: {name}"
    return f"{name}: {DONE[action]}"


def said_text(document: Mapping[str, Any], *, company: str) -> str:
    """Who said a promise when, in which words."""
    day = document.get("said_latest") or document.get("first_reported_on")
    on = f" on {long_day(date.fromisoformat(day))}" if day else ""
    who = f"{company} said" if document["basis"] == Basis.OFFICIAL else "It was reported"
    return f"{who}{on}: {quoted(document['words'])}."


def source_text(evidence: Iterable[Mapping[str, Any]]) -> str:
    """Outlet and address of the first source; empty without one."""
    first = next(iter(evidence), None)
    return f"Source: {first['publisher']}, {first['url']}" if first else ""


def corrected_text(reason: str, differences: Iterable[tuple[str, Any, Any]]) -> str:
    """Why a row was corrected, and each field before and after."""
    why = REASONS.get(reason, "")
    changed = [
        f"{field_words(name)} was {_short(before)}, is {_short(after)}" for name, before, after in differences
    ]
    parts = [part for part in (why, "; ".join(changed)) if part]
    return f"Corrected: {'. '.join(parts)}." if parts else ""


def calendar_line(name: str, company: str, promise: Any) -> str:
    """Whose promise it is, of what and for when."""
    verb = "promised" if promise.basis == Basis.OFFICIAL else "reported"
    return f"{company}: {name}, {verb} {when(promise)}"


def _promised(document: Mapping[str, Any]) -> str:
    verb = "promised" if document["basis"] == Basis.OFFICIAL else "reported"
    window = _Window(_day(document["earliest"]), _day(document["latest"]), document["precision"])
    if window.latest is None and window.precision != Precision.FLOOR:
        return f"{verb} without a date"
    return f"{verb} {when(window)}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _short(value: Any) -> str:
    words = value_words(value)
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1]}…"
