"""The public history of the record: which Changes a selection chooses."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from aitracker.web.selection import Selection
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, EVENT, PRODUCT, Table
from timeline.models import Change, Commitment, Deliverable, Event
from timeline.queries.companies import CompanyTree, product_filters
from timeline.queries.events import of_companies, of_products


def changes(selection: Selection) -> QuerySet[Change]:
    """The public Changes up to the day of a selection, newest first; its kinds are actions.

    `from` and `to` are the days on which they were made (UTC), `company` and `product` what their rows
    belong to today.
    """
    end = min(selection.to, selection.as_of) if selection.to else selection.as_of
    found = Change.objects.filter(public=True, at__lt=_midnight(end) + timedelta(days=1)).order_by("-seq")
    if selection.from_:
        found = found.filter(at__gte=_midnight(selection.from_))
    if selection.kind:
        found = found.filter(action__in=selection.kind)
    if selection.company:
        found = found.filter(_of_companies(CompanyTree().ids(selection.company)))
    for ids in product_filters(selection):
        found = found.filter(_of_products(ids))
    return found


def _of_companies(ids: set[int]) -> Q:
    return (
        _rows(COMPANY, COMPANY.model._default_manager.filter(pk__in=ids))
        | _rows(PRODUCT, PRODUCT.model._default_manager.filter(company_id__in=ids))
        | _rows(DELIVERABLE, Deliverable.objects.filter(product__company_id__in=ids))
        | _rows(COMMITMENT, Commitment.objects.filter(deliverable__product__company_id__in=ids))
        | _rows(EVENT, Event.objects.filter(of_companies(ids)))
    )


def _of_products(ids: Iterable[int]) -> Q:
    return (
        _rows(PRODUCT, PRODUCT.model._default_manager.filter(pk__in=ids))
        | _rows(DELIVERABLE, Deliverable.objects.filter(product_id__in=ids))
        | _rows(COMMITMENT, Commitment.objects.filter(deliverable__product_id__in=ids))
        | _rows(EVENT, Event.objects.filter(of_products(set(ids))))
    )


def _rows(table: Table, rows: QuerySet[Any]) -> Q:
    return Q(target_table=table.name, target_key__in=rows.order_by().values("slug"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
