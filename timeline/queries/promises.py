"""Commitments that were public on a day, with their sources, in the order they were said."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from timeline.models import Commitment, Deliverable, Evidence


def commitments_of(deliverable: Deliverable, *, as_of: date) -> list[Commitment]:
    """The deliverable's promises as known on a day, oldest first, evidence prefetched."""
    return list(public_commitments(as_of).filter(deliverable=deliverable))


def public_commitments(as_of: date) -> QuerySet[Commitment]:
    """Every promise that was public on a day, oldest first, evidence prefetched."""
    evidence = Evidence.objects.select_related("item").order_by("published_latest", "url", "role")
    return (
        Commitment.objects.filter(
            Q(said_latest__lte=as_of) | Q(said_latest=None, first_reported_on__lte=as_of)
        )
        .select_related("deliverable", "relative_to")
        .prefetch_related(Prefetch("evidence", evidence))
        .order_by(Coalesce("said_latest", "first_reported_on"), "slug")
    )
