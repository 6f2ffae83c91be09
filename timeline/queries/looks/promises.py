"""Promises whose window is over and of which nobody knows how things stand."""

from collections.abc import Iterator
from datetime import date, timedelta

from timeline.ledger import Fate
from timeline.models import Deliverable
from timeline.queries.deliverables import Row, public_rows
from timeline.queries.looks.look import Look
from timeline.wording.looks import LookKind, closed_text, overdue_text

THIS_WEEK = timedelta(days=7)
# How long a look at something overdue is good for.
FRESH = timedelta(days=14)


def waiting(today: date) -> Iterator[Look]:
    """Windows that closed this week without an arrival, else not checked since, else not for a while."""
    for row in public_rows(Deliverable.objects.filter(merged_into=None), as_of=today):
        current = row.standing.current_promise
        if current is None or current.latest is None:
            continue
        if row.standing.fate in (Fate.UNVERIFIED, Fate.OVERDUE):
            yield from _look(row, current.latest, today)


def _look(row: Row, last: date, today: date) -> Iterator[Look]:
    checked = row.standing.verified_through
    is_overdue = row.standing.fate == Fate.OVERDUE
    closed = last + timedelta(days=1)
    if today - THIS_WEEK <= last:
        yield _of(row, LookKind.CLOSED, why=closed_text(last, checked=checked), since=closed)
    elif not is_overdue:
        yield _of(row, LookKind.UNVERIFIED, why=closed_text(last, checked=checked), since=closed)
    elif checked is not None and checked + FRESH < today:
        why = overdue_text(last, checked=checked)
        yield _of(row, LookKind.OVERDUE, why=why, since=checked + FRESH)


def _of(row: Row, kind: LookKind, *, why: str, since: date) -> Look:
    named = row.deliverable
    return Look(kind=kind, table="deliverable", target=named.slug, name=named.name, why=why, since=since)
