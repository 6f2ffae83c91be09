"""The facts of every deliverable, kept in this process and brought up to the last Change before each use.

Every write of the record leaves a Change with a growing number, so one small query tells whether anything
moved, and the Changes since tell what to read again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db.models import Max, Q, QuerySet

from timeline.documents import COMMITMENT, EVENT
from timeline.ledger.facts import Facts
from timeline.models import Change, Deliverable
from timeline.queries.facts import facts_of

# What belongs to one deliverable alone; a change of any other table may show anywhere.
OF_ONE_DELIVERABLE = frozenset({COMMITMENT.name, EVENT.name})


@dataclass(frozen=True, eq=False, slots=True)
class Snapshot:
    """Each deliverable with its facts, by id, as of the Change numbered `seq`; equal only to itself."""

    seq: int = -1
    pairs: dict[int, tuple[Deliverable, Facts]] = field(default_factory=dict)


_lock = Lock()
_snapshot = Snapshot()


def snapshot() -> Snapshot:
    """The facts as the last committed Change left them; shared between threads, to be read only."""
    global _snapshot
    with _lock:
        last = Change.objects.aggregate(last=Max("seq"))["last"] or 0
        if last != _snapshot.seq:
            _snapshot = Snapshot(last, _brought_up(_snapshot, last))
        return _snapshot


def _brought_up(old: Snapshot, last: int) -> dict[int, tuple[Deliverable, Facts]]:
    if old.seq < 0 or last < old.seq:
        return _read(Deliverable.objects.all())
    changes = list(
        Change.objects.filter(seq__gt=old.seq).values_list("target_table", "before", "after").order_by("seq")
    )
    if any(table not in OF_ONE_DELIVERABLE for table, _, _ in changes):
        return _read(Deliverable.objects.all())
    slugs = _touched(changes)
    # The whole that a part was split from shows when the part was first promised.
    return old.pairs | _read(
        Deliverable.objects.filter(Q(slug__in=slugs) | Q(parts__slug__in=slugs)).distinct()
    )


def _read(deliverables: QuerySet[Deliverable]) -> dict[int, tuple[Deliverable, Facts]]:
    return {each.pk: (each, facts) for each, facts in facts_of(deliverables)}


def _touched(changes: Iterable[tuple[str, Any, Any]]) -> set[str]:
    """The deliverables that the documents of commitments and events name."""
    slugs: set[str] = set()
    for _, before, after in changes:
        for document in (before or {}, after or {}):
            slugs |= {outcome["deliverable"] for outcome in document.get("outcomes", ())}
            slugs |= {document["deliverable"]} if "deliverable" in document else set()
    return slugs
