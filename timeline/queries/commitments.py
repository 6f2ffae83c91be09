"""Promises that a selection chooses, as they were public on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from aitracker.web.selection import Selection
from timeline.documents import COMMITMENT
from timeline.models import Commitment
from timeline.models.commitments import DUE_ON, PUBLIC_ON
from timeline.queries.companies import CompanyTree, product_filters
from timeline.queries.updates import changed_since


def commitments(selection: Selection) -> QuerySet[Commitment]:
    """Promises public on the day, annotated with `public_on` and `due_on` (the last day for none)."""
    chosen = _public_commitments(selection.as_of).annotate(due_on=DUE_ON)
    chosen = changed_since(chosen, COMMITMENT, selection.updated_since)
    return _in_time(_about(chosen, selection), selection)


def _public_commitments(as_of: date) -> QuerySet[Commitment]:
    """Every promise that was public on a day, oldest first."""
    public = Commitment.objects.annotate(public_on=PUBLIC_ON).filter(public_on__lte=as_of)
    return public.order_by("public_on", "slug")


def _about(chosen: QuerySet[Commitment], selection: Selection) -> QuerySet[Commitment]:
    if selection.company:
        inside = CompanyTree().ids(selection.company)
        chosen = chosen.filter(deliverable__product__company_id__in=inside)
    for ids in product_filters(selection):
        chosen = chosen.filter(deliverable__product_id__in=ids)
    if selection.sel:
        chosen = chosen.filter(deliverable__slug=selection.sel)
    for name, column in (("channel", "deliverable__channel"), ("basis", "basis"), ("precision", "precision")):
        if values := getattr(selection, name):
            chosen = chosen.filter(**{f"{column}__in": values})
    if selection.region:
        chosen = chosen.filter(deliverable__regions__contains=[selection.region])
    if selection.q:
        holding = Q(words__icontains=selection.q) | Q(deliverable__name__icontains=selection.q)
        chosen = chosen.filter(holding)
    return chosen


def _in_time(chosen: QuerySet[Commitment], selection: Selection) -> QuerySet[Commitment]:
    """`from` and `to` ask for windows that overlap them: one without a last day overlaps nothing."""
    if selection.from_ or selection.to:
        chosen = chosen.filter(latest__isnull=False)
    bounds = {
        "latest__gte": selection.from_,
        "earliest__lte": selection.to,
        "public_on__gte": selection.said_after,
    }
    for lookup, day in bounds.items():
        if day:
            chosen = chosen.filter(**{lookup: day})
    if selection.due_after:
        chosen = chosen.filter(latest__gte=selection.due_after)
    return chosen.filter(latest__lte=selection.due_before) if selection.due_before else chosen
