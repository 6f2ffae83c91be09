"""The record as it was known on a day, as far as a claim about one company or product goes."""

from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from news.models import Product
from timeline.claims import Claim
from timeline.claims.proposals import STORY_DAYS
from timeline.claims.record import Known, KnownEvent, KnownRecord
from timeline.models import Deliverable, Event, EventParty
from timeline.queries.companies import CompanyTree
from timeline.queries.deliverables import Row, judge_all
from timeline.terms import Channel, EventKind


def known_record(claim: Claim, *, on: date, tree: CompanyTree) -> KnownRecord:
    """Deliverables of the claim's product and its kin, or of its company, and the events of these days.

    A deliverable is known from the day on which anything about it was public.
    """
    families = _families(claim.product.id) if claim.product else {}
    judged = judge_all(_deliverables(claim, families, tree), as_of=on)
    return KnownRecord(
        on=on,
        deliverables=tuple(_known(row, tree) for row in judged if row.standing.is_public),
        events=_events(claim, on),
        families=families,
    )


def _families(product: int) -> dict[int, int]:
    """The product and its members, each with its family."""
    pairs = Product.objects.filter(Q(pk=product) | Q(family=product)).values_list("pk", "family_id")
    return {pk: family for pk, family in pairs if family is not None}


def _deliverables(claim: Claim, families: dict[int, int], tree: CompanyTree) -> QuerySet[Deliverable]:
    standing = Deliverable.objects.filter(merged_into=None)
    if claim.product is not None:
        kin = {claim.product.id, *families, *families.values()}
        return standing.filter(product_id__in=kin)
    company = tree.companies.get(claim.company.id) if claim.company else None
    inside = [each.pk for each in tree.within(company)] if company else []
    return standing.filter(product__company_id__in=inside)


def _known(row: Row, tree: CompanyTree) -> Known:
    deliverable = row.deliverable
    return Known(
        slug=deliverable.slug,
        name=deliverable.name,
        product=deliverable.product_id,
        company=deliverable.product.company_id,
        lane=tree.lane(deliverable.product.company_id).pk,
        channel=Channel(deliverable.channel),
        is_headline=deliverable.headline,
        standing=row.standing,
    )


def _events(claim: Claim, on: date) -> tuple[KnownEvent, ...]:
    first: date = on - timedelta(days=STORY_DAYS.days)
    events = (
        Event.objects.filter(kind=claim.kind, latest__range=(first, on), retracted_on=None)
        .order_by("latest", "slug")
        .prefetch_related(Prefetch("parties", EventParty.objects.order_by("pk")))
    )
    return tuple(_known_event(event) for event in events)


def _known_event(event: Event) -> KnownEvent:
    parties = event.parties.all()
    return KnownEvent(
        slug=event.slug,
        kind=EventKind(event.kind),
        latest=event.latest,
        companies=frozenset(each.company_id for each in parties if each.company_id),
        products=frozenset(each.product_id for each in parties if each.product_id),
    )
