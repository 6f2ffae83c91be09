"""The record as it was known on a day, as far as a claim about one company or product goes."""

from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from news.matching import Target
from news.models import Product
from timeline.claims import Claim
from timeline.claims.proposals import STORY_DAYS
from timeline.claims.record import Known, KnownEvent, KnownRecord
from timeline.models import Deliverable, Event, EventParty
from timeline.queries.companies import CompanyTree
from timeline.queries.deliverables import Row, judge_all
from timeline.terms import Channel, EventKind


class KnownRecords:
    """Reads the record for many claims: what is known of one company or product on one day is read once.

    A deliverable is known from the day on which anything about it was public.
    """

    def __init__(self) -> None:
        self._tree = CompanyTree()
        self._read: dict[tuple[Target | None, date], tuple[dict[int, int], tuple[Known, ...]]] = {}

    def of(self, claim: Claim, *, on: date) -> KnownRecord:
        """Deliverables of the claim's product and its kin, or of its company; the events of these days."""
        subject = (claim.product or claim.company, on)
        if subject not in self._read:
            families = _families(claim.product.id) if claim.product else {}
            judged = judge_all(_deliverables(claim, families, self._tree), as_of=on)
            known = tuple(_known(row, self._tree) for row in judged if row.standing.is_public)
            self._read[subject] = families, known
        families, known = self._read[subject]
        return KnownRecord(on=on, deliverables=known, events=_events(claim, on), families=families)


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
