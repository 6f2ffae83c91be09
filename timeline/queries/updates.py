"""Rows by the day of their last public change, whatever day the answer is about."""

from datetime import UTC, date, datetime, time
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from timeline.documents import COMMITMENT, DELIVERABLE, EVENT, Table
from timeline.models import Change, Deliverable

Row = TypeVar("Row", bound=Model)


def changed_since(rows: QuerySet[Row], table: Table, day: date | None) -> QuerySet[Row]:
    """Those with a public change on that day (UTC) or later; all of them without a day."""
    return rows if day is None else rows.filter(slug__in=_slugs(table, day))


def deliverables_changed_since(rows: QuerySet[Deliverable], day: date | None) -> QuerySet[Deliverable]:
    """The same, a change of a promise or event of a deliverable being one of its own."""
    if day is None:
        return rows
    changed = Deliverable.objects.filter(
        Q(slug__in=_slugs(DELIVERABLE, day))
        | Q(commitments__slug__in=_slugs(COMMITMENT, day))
        | Q(outcomes__event__slug__in=_slugs(EVENT, day))
    )
    return rows.filter(pk__in=changed.values("pk"))


def _slugs(table: Table, day: date) -> QuerySet[Change, str]:
    changes = Change.objects.filter(
        target_table=table.name, public=True, at__gte=datetime.combine(day, time(), UTC)
    )
    return changes.values_list("target_key", flat=True)
