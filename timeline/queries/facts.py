"""Reads the facts of many deliverables in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from timeline.ledger.facts import Facts, Happening, Promise, Source
from timeline.models import Commitment, Deliverable, Evidence, Outcome
from timeline.terms import Basis, Channel, Completeness, Effect, EvidenceRole, Precision

COMMITMENT_FIELDS = (
    "deliverable_id",
    "id",
    "slug",
    "basis",
    "said_earliest",
    "said_latest",
    "first_reported_on",
    "earliest",
    "latest",
    "precision",
    "retro_disclosed",
    "retracted_on",
    "words",
    "condition",
    "relative_to__slug",
)
OUTCOME_FIELDS = (
    "deliverable_id",
    "event_id",
    "event__slug",
    "effect",
    "event__earliest",
    "event__latest",
    "event__precision",
    "event__basis",
    "completeness",
    "event__retracted_on",
)
# Looking a value up costs a fraction of calling the enumeration, and this is done for every row.
BASES = {basis.value: basis for basis in Basis}
PRECISIONS = {precision.value: precision for precision in Precision}
EFFECTS = {effect.value: effect for effect in Effect}
Sources = dict[int, tuple[Source, ...]]


def with_names(deliverables: QuerySet[Deliverable]) -> QuerySet[Deliverable]:
    """The deliverables with all that facts need of their own row, in the same query.

    `carved_out_on`: for each part split from it, the first public day of a promise about that part.
    """
    part_days = (
        Commitment.objects.filter(deliverable__split_from=OuterRef("pk"))
        .values("deliverable")
        .annotate(day=Min(Coalesce("said_latest", "first_reported_on")))
        .order_by("deliverable")
        .values("day")
    )
    return deliverables.select_related("product__company", "merged_into").annotate(
        carved_out_on=ArraySubquery(part_days)
    )


def facts_of(deliverables: Iterable[Deliverable]) -> dict[int, Facts]:
    """Facts by the deliverable's id, of rows that were read with_names. Three queries."""
    deliverables = list(deliverables)
    ids = [deliverable.pk for deliverable in deliverables]
    commitments = list(
        Commitment.objects.filter(deliverable_id__in=ids).order_by("slug").values_list(*COMMITMENT_FIELDS)
    )
    outcomes = list(
        Outcome.objects.filter(deliverable_id__in=ids)
        .order_by("event__slug", "effect")
        .values_list(*OUTCOME_FIELDS)
    )
    of_commitments, of_events = _telling_sources(ids)
    promises: dict[int, list[Promise]] = defaultdict(list)
    for row in commitments:
        promises[row[0]].append(_promise(row, of_commitments.get(row[1], ())))
    happenings: dict[int, list[Happening]] = defaultdict(list)
    for row in outcomes:
        happenings[row[0]].append(_happening(row, of_events.get(row[1], ())))
    return {each.pk: facts_from(each, promises[each.pk], happenings[each.pk]) for each in deliverables}


def facts_from(
    deliverable: Deliverable, promises: Iterable[Promise], happenings: Iterable[Happening]
) -> Facts:
    """Facts out of a row that was read with_names and of what belongs to it."""
    carved_out_on: list[date] = getattr(deliverable, "carved_out_on")  # noqa: B009  an annotation
    return Facts(
        slug=deliverable.slug,
        channel=Channel(deliverable.channel),
        company=deliverable.product.company.slug,
        promises=tuple(promises),
        happenings=tuple(happenings),
        merged_into=deliverable.merged_into.slug if deliverable.merged_into else None,
        last_verified_on=deliverable.last_verified_on,
        carved_out_on=tuple(carved_out_on),
    )


def _promise(row: tuple[Any, ...], sources: tuple[Source, ...]) -> Promise:
    return Promise(
        slug=row[2],
        basis=BASES[row[3]],
        said_earliest=row[4],
        said_latest=row[5],
        first_reported_on=row[6],
        earliest=row[7],
        latest=row[8],
        precision=PRECISIONS[row[9]],
        retro_disclosed=row[10],
        retracted_on=row[11],
        words=row[12],
        condition=row[13],
        relative_to=row[14],
        sources=sources,
    )


def _happening(row: tuple[Any, ...], sources: tuple[Source, ...]) -> Happening:
    return Happening(
        event=row[2],
        effect=EFFECTS[row[3]],
        earliest=row[4],
        latest=row[5],
        precision=PRECISIONS[row[6]],
        basis=BASES[row[7]],
        completeness=Completeness(row[8]),
        retracted_on=row[9],
        sources=sources,
    )


def _telling_sources(ids: list[int]) -> tuple[Sources, Sources]:
    """The sources that lateness depends on, of commitments and of events by their ids.

    Of a commitment the last look and the first retraction, of an event its first retraction: all others
    change no answer, and reading them is most of the work.
    """
    found: tuple[Sources, Sources] = (defaultdict(tuple), defaultdict(tuple))
    for commitment, event, is_retraction, first, look in _evidence_of(ids):
        day, role = (first, EvidenceRole.RETRACTS) if is_retraction else (look, EvidenceRole.CONFIRMS)
        if day is not None:
            found[event is not None][commitment or event] += (_source(role, day),)
    return found


def _source(role: EvidenceRole, day: date) -> Source:
    return Source(role=role, published_earliest=day, published_latest=day)


def _evidence_of(ids: list[int]) -> QuerySet[Evidence, Any]:
    """Per commitment or event, retracting sources apart: its id, the first day, and the last day looked on.

    A look is a source that was opened, is dated to the day and retracts nothing.
    """
    retracts = Q(role=EvidenceRole.RETRACTS.value)
    looked = Q(unopened=False, published_earliest=F("published_latest"))
    of_commitments = Q(commitment__in=Commitment.objects.filter(deliverable_id__in=ids))
    of_events = Q(event__in=Outcome.objects.filter(deliverable_id__in=ids).values("event")) & retracts
    return (
        Evidence.objects.filter(of_commitments | of_events)
        .order_by()
        .annotate(is_retraction=ExpressionWrapper(retracts, output_field=BooleanField()))
        .values_list("commitment_id", "event_id", "is_retraction")
        .annotate(first=Min("published_latest"), look=Max("published_latest", filter=looked))
    )
