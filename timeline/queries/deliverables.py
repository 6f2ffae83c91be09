"""Deliverables on a day, with their facts and what follows from them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from aitracker.web.selection import Selection
from timeline.ledger import Standing, judge
from timeline.ledger.facts import Facts, Happening, Promise
from timeline.models import Deliverable
from timeline.queries.companies import CompanyTree, product_filters
from timeline.queries.facts import facts_of
from timeline.queries.snapshot import Snapshot, snapshot
from timeline.queries.updates import deliverables_changed_since

FAR = date.max
KEPT_DAYS = 4
# What a selection may ask of how a row stands.
OF_JUDGED = (
    "fate",
    "basis",
    "precision",
    "overdue",
    "min_slip",
    "due_after",
    "due_before",
    "said_after",
    "from_",
    "to",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One deliverable with its facts, and how it stands on the day that was asked for."""

    deliverable: Deliverable
    facts: Facts
    standing: Standing


def rows(selection: Selection, *, tree: CompanyTree | None = None) -> list[Row]:
    """Every deliverable that the selection chooses and that was public on its day, in its order."""
    judged = public_rows(chosen(selection, tree), as_of=selection.as_of)
    found = fitting(judged, selection)
    return sort_rows(found, selection.sort) if selection.sort else found


def public_rows(among: QuerySet[Deliverable], *, as_of: date) -> list[Row]:
    """Those among them that were public, by slug.

    A transaction may see what is never committed: it reads anew.
    """
    if connection.in_atomic_block:
        return _public(judge_all(among, as_of=as_of))
    judged = _judged(snapshot(), as_of)
    if not among.query.where:
        return judged
    ids = set(among.values_list("pk", flat=True))
    return [row for row in judged if row.deliverable.pk in ids]


@lru_cache(maxsize=KEPT_DAYS)
def _judged(facts_now: Snapshot, as_of: date) -> list[Row]:
    """Every row of a snapshot that was public on a day; shared, to be read only."""
    return _public(Row(each, facts, judge(facts, as_of=as_of)) for each, facts in facts_now.pairs.values())


def _public(judged: Iterable[Row]) -> list[Row]:
    return sorted((row for row in judged if row.standing.is_public), key=SORTS["slug"])


def judge_all(deliverables: QuerySet[Deliverable], *, as_of: date) -> list[Row]:
    """The deliverables by slug, each judged on one day; four queries, however many there are."""
    return [Row(each, facts, judge(facts, as_of=as_of)) for each, facts in facts_of(deliverables)]


def row_of(slug: str, *, as_of: date) -> Row:
    """One deliverable on a day; raises Deliverable.DoesNotExist."""
    found = judge_all(Deliverable.objects.filter(slug=slug), as_of=as_of)
    if not found:
        raise Deliverable.DoesNotExist(f"There is no deliverable {slug}.")
    return found[0]


SORTS: dict[str, Callable[[Row], Any]] = {
    "company": lambda row: row.deliverable.product.company.name.casefold(),
    "name": lambda row: row.deliverable.name.casefold(),
    "slip": lambda row: row.standing.slip_min_days or 0,
    "due": lambda row: (row.standing.current_promise and row.standing.current_promise.latest) or FAR,
    "said": lambda row: (row.standing.current_promise and row.standing.current_promise.public_on) or date.min,
    "arrived": lambda row: row.standing.arrived.latest if row.standing.arrived else date.min,
    "slug": lambda row: row.deliverable.slug,
}


def sort_rows(found: list[Row], sort: str) -> list[Row]:
    """In the order asked for (`-` reverses), rows of equal rank by slug; without one by slug."""
    by_slug = sorted(found, key=SORTS["slug"])
    name = sort.removeprefix("-")
    return sorted(by_slug, key=SORTS[name], reverse=sort.startswith("-")) if name else by_slug


def chosen(selection: Selection, tree: CompanyTree | None = None) -> QuerySet[Deliverable]:
    """The part of a selection that the database answers; a tree at hand spares a query."""
    found = Deliverable.objects.all()
    if selection.company:
        found = found.filter(product__company_id__in=(tree or CompanyTree()).ids(selection.company))
    for ids in product_filters(selection):
        found = found.filter(product_id__in=ids)
    if selection.channel:
        found = found.filter(channel__in=selection.channel)
    if selection.region:
        found = found.filter(regions__contains=[selection.region])
    if selection.q:
        found = found.filter(Q(name__icontains=selection.q) | Q(product__name__icontains=selection.q))
    return deliverables_changed_since(found, selection.updated_since)


def fitting(judged: list[Row], selection: Selection) -> list[Row]:
    """The part of a selection that only the judged rows answer."""
    if not any(getattr(selection, name) for name in OF_JUDGED):
        return judged
    return [row for row in judged if _fits(row, selection)]


def _fits(row: Row, selection: Selection) -> bool:
    standing, current = row.standing, row.standing.current_promise
    wanted = (
        (selection.fate, standing.fate),
        (selection.basis, standing.lane),
        (selection.precision, current and current.precision),
    )
    if any(values and value not in values for values, value in wanted):
        return False
    if selection.overdue and standing.fate != "overdue":
        return False
    if selection.min_slip and (standing.slip_min_days or 0) < selection.min_slip:
        return False
    return _in_time(row, selection)


def is_added(row: Row, since: date | None) -> bool:
    """Whether a promise or an outcome of it became public after a day; never without one."""
    if since is None:
        return False
    facts: tuple[Promise | Happening, ...] = (*row.facts.promises, *row.facts.happenings)
    days = (each.public_on for each in facts if each.public_on)
    return any(since < day <= row.standing.as_of for day in days)


def _in_time(row: Row, selection: Selection) -> bool:
    current = row.standing.current_promise
    due = current.latest if current else None
    if (selection.due_after or selection.due_before) and (
        due is None or not _within(due, due, selection.due_after, selection.due_before)
    ):
        return False
    if selection.said_after and not any(
        public_on >= selection.said_after
        for promise in row.facts.promises
        if (public_on := promise.public_on) and public_on <= selection.as_of
    ):
        return False
    return _overlaps(row, selection)


def _overlaps(row: Row, selection: Selection) -> bool:
    """Whether it takes up any of the days; without a date it takes up those it is waited for."""
    return not (selection.from_ or selection.to) or takes_up(row, selection.from_, selection.to)


def takes_up(row: Row, first: date | None, last: date | None) -> bool:
    """Whether any of its days is one of these; an open end is None."""
    span = row.standing.span
    return span is not None and _within(*span, first, last)


def _within(first: date, last: date, begin: date | None, end: date | None) -> bool:
    return (begin is None or last >= begin) and (end is None or first <= end)
