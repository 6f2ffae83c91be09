"""Reads the facts of many deliverables in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
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
CHANNELS = {channel.value: channel for channel in Channel}
COMPLETENESS = {completeness.value: completeness for completeness in Completeness}
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
    return deliverables.select_related("product__company", "product__family", "merged_into").annotate(
        carved_out_on=ArraySubquery(part_days)
    )


def facts_of(deliverables: QuerySet[Deliverable]) -> list[tuple[Deliverable, Facts]]:
    """Each deliverable with its facts, in the order of slugs. Four queries."""
    selected = list(with_names(deliverables).order_by("slug"))
    # A subquery: thousands of ids as literals take longer to write and parse than to look up.
    chosen = deliverables.order_by().values("pk")
    of_commitments, of_events = _telling_sources(chosen)
    promises: dict[int, list[Promise]] = defaultdict(list)
    for row in _commitments_of(chosen):
        promises[row[0]].append(_promise(row, of_commitments.get(row[1], ())))
    happenings: dict[int, list[Happening]] = defaultdict(list)
    for row in _outcomes_of(chosen):
        happenings[row[0]].append(_happening(row, of_events.get(row[1], ())))
    return [(each, facts_from(each, promises[each.pk], happenings[each.pk])) for each in selected]


def _commitments_of(chosen: QuerySet[Any, Any]) -> QuerySet[Commitment, Any]:
    rows = Commitment.objects.filter(deliverable__in=chosen).order_by("slug")
    return rows.values_list(*COMMITMENT_FIELDS)


def _outcomes_of(chosen: QuerySet[Any, Any]) -> QuerySet[Outcome, Any]:
    rows = Outcome.objects.filter(deliverable__in=chosen).order_by("event__slug", "effect")
    return rows.values_list(*OUTCOME_FIELDS)


def facts_from(
    deliverable: Deliverable, promises: Iterable[Promise], happenings: Iterable[Happening]
) -> Facts:
    """Facts out of a row that was read with_names and of what belongs to it."""
    carved_out_on: list[date] = getattr(deliverable, "carved_out_on")  # noqa: B009  an annotation
    return Facts(
        slug=deliverable.slug,
        channel=CHANNELS[deliverable.channel],
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
        completeness=COMPLETENESS[row[8]],
        retracted_on=row[9],
        sources=sources,
    )


def _telling_sources(chosen: QuerySet[Any, Any]) -> tuple[Sources, Sources]:
    """The sources that lateness depends on, of commitments and of events by their ids.

    Of a commitment the first retraction and the last look after it was said, of an event its first
    retraction: all others change no answer, and reading them is most of the work.
    """
    found: tuple[Sources, Sources] = (defaultdict(tuple), defaultdict(tuple))
    for commitment, event, is_retraction, first, look in _evidence_of(chosen):
        day, role = (first, EvidenceRole.RETRACTS) if is_retraction else (look, EvidenceRole.CONFIRMS)
        if day is not None:
            found[event is not None][commitment or event] += (_source(role, day),)
    return found


@lru_cache(maxsize=4096)
def _source(role: EvidenceRole, day: date) -> Source:
    return Source(role=role, published_earliest=day, published_latest=day)


def _evidence_of(chosen: QuerySet[Any, Any]) -> QuerySet[Evidence, Any]:
    """Per commitment or event, retracting sources apart: its id, the first day, and the last day looked on.

    A look is a source that was opened, is dated to the day and retracts nothing. One on the day of saying
    tells no more than the saying.
    """
    retracts = Q(role=EvidenceRole.RETRACTS.value)
    said_from = Coalesce("commitment__said_earliest", "commitment__first_reported_on")
    looked = Q(unopened=False, published_earliest=F("published_latest"), published_latest__gt=said_from)
    of_commitments = Q(commitment__deliverable__in=chosen) & (looked | retracts)
    of_events = Q(event__in=Outcome.objects.filter(deliverable__in=chosen).values("event")) & retracts
    return (
        Evidence.objects.filter(of_commitments | of_events)
        .order_by()
        .annotate(is_retraction=ExpressionWrapper(retracts, output_field=BooleanField()))
        .values_list("commitment_id", "event_id", "is_retraction")
        .annotate(first=Min("published_latest"), look=Max("published_latest", filter=looked))
    )
