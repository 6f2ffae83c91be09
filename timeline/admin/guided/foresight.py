"""What a guided change would do: made, looked at by the ledger, and taken back; nothing is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from timeline.admin.standings import NOTHING, fate_text, slip_text
from timeline.documents import COMMITMENT, DELIVERABLE, EVENT, Table
from timeline.ledger import Promise, Standing
from timeline.models import Change, Deliverable
from timeline.queries.deliverables import judge_all
from timeline.terms import Precision
from timeline.windows import Window, display
from timeline.wording.leads import quoted

Told = dict[str, str]
Named = tuple[str, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One answer of the ledger before and after."""

    heading: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether it is another one then."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Foresight:
    """What would be written, how its words are read (empty without words), and what becomes of whom."""

    change: Change
    reading: str
    things: list[tuple[str, list[Line]]]


def foresee(table: Table, slug: str, make: Callable[[], Change], *, on: date) -> Foresight:
    """The record before and after what `make` does to a row; raises RecordError for what would be refused."""
    touched = set(_touched(table, slug))
    before = _told(touched, on)
    with transaction.atomic():
        change = make()
        after = _told(touched | set(_named(change)), on)
        transaction.set_rollback(True)
    things = [(name, _lines(before.get(key), lines)) for key, (name, lines) in _by_name(after)]
    return Foresight(change=change, reading=_reading(change), things=things)


def _touched(table: Table, slug: str) -> Iterable[int]:
    """The deliverables, by id, that a row of the table is about."""
    by_table = {
        DELIVERABLE.name: {"slug": slug},
        COMMITMENT.name: {"commitments__slug": slug},
        EVENT.name: {"outcomes__event__slug": slug},
    }
    chosen = by_table.get(table.name)
    return Deliverable.objects.filter(**chosen).values_list("pk", flat=True) if chosen else []


def _named(change: Change) -> Iterable[int]:
    """The deliverables that the change leads to or makes."""
    after: dict[str, Any] = change.after or {}
    slugs = [after["slug"], after["merged_into"]] if change.target_table == DELIVERABLE.name else []
    return Deliverable.objects.filter(slug__in=filter(None, slugs)).values_list("pk", flat=True)


def _told(keys: set[int], day: date) -> dict[int, Named]:
    rows = judge_all(Deliverable.objects.filter(pk__in=keys), as_of=day)
    return {row.deliverable.pk: (row.deliverable.name, _answers(row.standing)) for row in rows}


def _by_name(told: dict[int, Named]) -> list[tuple[int, Named]]:
    return sorted(told.items(), key=lambda each: (each[1][0], each[0]))


def _lines(before: Named | None, after: Told) -> list[Line]:
    earlier = before[1] if before else {}
    return [
        Line(heading=heading, before=earlier.get(heading, "not there"), after=text)
        for heading, text in after.items()
    ]


def _answers(standing: Standing) -> Told:
    looked = standing.verified_through
    return {
        "Fate": fate_text(standing),
        "Slip": slip_text(standing),
        "First promise": _promise(standing.first_promise),
        "Current promise": _promise(standing.current_promise),
        "Looked at through": looked.isoformat() if looked else NOTHING,
    }


def _promise(promise: Promise | None) -> str:
    if promise is None:
        return NOTHING
    window = Window(promise.earliest, promise.latest, promise.precision, None, "")
    return f"{display(window)} ({quoted(promise.words)})" if promise.words else display(window)


def _reading(change: Change) -> str:
    after: dict[str, Any] = change.after or {}
    if change.target_table != COMMITMENT.name or change.before:
        return ""
    first, last = (
        date.fromisoformat(after[name]) if after[name] else None for name in ("earliest", "latest")
    )
    window = Window(first, last, Precision(after["precision"]), None, "")
    how = f"by the rule {after['rule']}" if after["rule"] else "as given"
    return f"{quoted(after['words'])} is read {how} as {display(window)}, precision {after['precision']}."
