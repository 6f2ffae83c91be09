"""What subscriptions tell of: the changes of chosen deliverables, their promised days, their revisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from aitracker.web.selection import Selection
from timeline.documents import COMMITMENT, DELIVERABLE, EVENT, Document, Table
from timeline.ledger.publicity import is_public
from timeline.models import Change, Commitment, Deliverable, Event
from timeline.queries.changes import changes
from timeline.queries.deliverables import Row, rows
from timeline.terms import Action

# What is asked of the standing of a deliverable: changes of other rows answer none of it.
OF_DELIVERABLES = (
    "sel",
    "q",
    "channel",
    "region",
    "basis",
    "fate",
    "precision",
    "overdue",
    "min_slip",
    "due_after",
    "due_before",
    "said_after",
)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """How often what is told of a deliverable was changed, and when last (UTC)."""

    number: int
    at: datetime


def selected_rows(selection: Selection) -> list[Row]:
    """The deliverables that a selection chooses; with `sel` that one, where it is among them."""
    found = rows(selection)
    return [row for row in found if row.facts.slug == selection.sel] if selection.sel else found


def promised_rows(selection: Selection) -> list[Row]:
    """Those with a dated promise, by its first day."""
    dated = [
        (current.earliest or current.latest, row.facts.slug, row)
        for row in selected_rows(selection)
        if (current := row.standing.current_promise) and current.latest
    ]
    return [row for _, _, row in sorted(dated, key=lambda each: each[:2])]


def changes_told(selection: Selection) -> QuerySet[Change]:
    """The public Changes of a selection, newest first; `from`, `to` and `kind` are theirs.

    Where the standing of deliverables is asked for, those of the chosen ones alone, with the promises and
    events of each.
    """
    found = changes(selection)
    if not any(getattr(selection, name) for name in OF_DELIVERABLES):
        return found
    chosen = selected_rows(replace(selection, from_=None, to=None, kind=(), sort=""))
    ids = [row.deliverable.pk for row in chosen]
    return found.filter(
        _keyed(DELIVERABLE, Deliverable.objects.filter(pk__in=ids))
        | _keyed(COMMITMENT, Commitment.objects.filter(deliverable__in=ids))
        | _keyed(EVENT, Event.objects.filter(outcomes__deliverable__in=ids))
    )


def revisions(found: Sequence[Row]) -> dict[str, Revision]:
    """By the slug of each row: the changes of it, and of what was public of it on its day; two queries.

    A number only ever grows, with the record and with the day, also where a row was renamed between.
    """
    parts = {row.facts.slug: _parts(row) for row in found}
    former = _former_keys()
    counted = _counted(
        {old for keys in parts.values() for key in keys for old in (key, *former.get(key, ()))}
    )
    result = {}
    for slug, keys in parts.items():
        known = [counted[old] for key in keys for old in (key, *former.get(key, ())) if old in counted]
        if known:
            result[slug] = Revision(sum(each.number for each in known), max(each.at for each in known))
    return result


def deliverable_names(slugs: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The name of each deliverable and of its company, by slug, also by one that it had before."""
    asked = set(slugs)
    found = _names(asked)
    if missing := asked - found.keys():
        present = {
            old: new
            for (_, new), keys in _former_keys(DELIVERABLE.name).items()
            for _, old in keys
            if old in missing
        }
        names = _names(present.values())
        found |= {old: names[new] for old, new in present.items() if new in names}
    return found


def _names(slugs: Iterable[str]) -> dict[str, tuple[str, str]]:
    found = Deliverable.objects.filter(slug__in=set(slugs))
    values = found.values_list("slug", "name", "product__company__name")
    return {slug: (name, company) for slug, name, company in values}


def promises_noticed(slugs: Iterable[str]) -> dict[str, Document]:
    """What a notice about a promise needs of it, by slug, as documents have it: a notice holds no row."""
    found = Commitment.objects.filter(slug__in=set(slugs)).select_related("deliverable")
    return {each.slug: _noticed(each) for each in found}


def _noticed(commitment: Commitment) -> Document:
    days = {name: getattr(commitment, name) for name in ("said_latest", "first_reported_on")}
    return {
        "deliverable": commitment.deliverable.slug,
        "words": commitment.words,
        "basis": commitment.basis,
        **{name: day and day.isoformat() for name, day in days.items()},
    }


def _parts(row: Row) -> list[Key]:
    day = row.standing.as_of
    promises = {(COMMITMENT.name, each.slug) for each in row.facts.promises if is_public(each, day)}
    events = {(EVENT.name, each.event) for each in row.facts.happenings if is_public(each, day)}
    return [(DELIVERABLE.name, row.facts.slug), *sorted(promises), *sorted(events)]


def _counted(keys: Iterable[Key]) -> dict[Key, Revision]:
    by_table: dict[str, list[str]] = {}
    for table, slug in keys:
        by_table.setdefault(table, []).append(slug)
    named = Q(pk__in=())
    for table, slugs in by_table.items():
        named |= Q(target_table=table, target_key__in=slugs)
    grouped = Change.objects.filter(named, public=True).order_by().values("target_table", "target_key")
    values = grouped.annotate(number=Count("seq"), last=Max("at"))
    return {
        (each["target_table"], each["target_key"]): Revision(each["number"], each["last"]) for each in values
    }


def _former_keys(*tables: str) -> dict[Key, list[Key]]:
    """What rows of some tables, or of all, were called before, by their keys of today."""
    renamed = Change.objects.filter(
        **({"target_table__in": tables} if tables else {}),
        action__in=(Action.RENAME.value, Action.UNDO.value),
        before__isnull=False,
        after__isnull=False,
    )
    former: dict[Key, list[Key]] = {}
    for table, new, old in renamed.order_by("seq").values_list("target_table", "target_key", "before__slug"):
        if old != new:
            former[table, new] = [(table, old), *former.pop((table, old), ())]
    return former


def _keyed(table: Table, found: QuerySet[Deliverable] | QuerySet[Commitment] | QuerySet[Event]) -> Q:
    return Q(target_table=table.name, target_key__in=found.order_by().values("slug"))
