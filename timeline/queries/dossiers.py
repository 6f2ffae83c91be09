"""Everything one page tells of one deliverable, product or event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from news.models import Product
from timeline.ledger.chain import order
from timeline.models import Commitment, Deliverable, Event, Evidence
from timeline.queries.deliverables import Row, public_rows
from timeline.queries.events import public_events, with_parts
from timeline.queries.values import known_evidence
from timeline.terms import EventKind

Found = TypeVar("Found", Commitment, Event)
MOST_AROUND = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A deliverable on a day: its row and those of its product, its promises in order, and their evidence.

    events did something to it; around are other events of its product, and its company's restructurings.
    """

    row: Row
    siblings: tuple[Row, ...]
    commitments: tuple[Commitment, ...]
    events: tuple[Event, ...]
    evidence: tuple[Evidence, ...]
    around: tuple[Event, ...]

    @property
    def restructurings(self) -> tuple[Event, ...]:
        """The restructurings among what is around."""
        return tuple(event for event in self.around if event.kind == EventKind.RESTRUCTURING)


def dossier_of(slug: str, *, as_of: date) -> Dossier:
    """The dossier of a deliverable; raises Deliverable.DoesNotExist, also where nothing was public yet."""
    found = public_rows(Deliverable.objects.filter(product__deliverables__slug=slug), as_of=as_of)
    row = next((each for each in found if each.deliverable.slug == slug), None)
    if row is None:
        raise Deliverable.DoesNotExist(f"There is no deliverable {slug}.")
    evidence = _evidence(row.deliverable, as_of=as_of)
    events = _unique(each.event for each in evidence)
    return Dossier(
        row=row,
        siblings=tuple(each for each in found if each is not row),
        commitments=_in_order(_unique(each.commitment for each in evidence), row),
        events=tuple(events),
        evidence=tuple(known_evidence(evidence, as_of)),
        around=_around(row.deliverable, but=events, as_of=as_of),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A product with the ids of itself and of every product whose family it is, at any depth."""

    product: Product
    ids: frozenset[int]


def line_of(slug: str) -> Line:
    """A product and its members in one query; raises Product.DoesNotExist."""
    products = list(Product.objects.select_related("company", "family").order_by("slug"))
    product = next((each for each in products if each.slug == slug), None)
    if product is None:
        raise Product.DoesNotExist(f"There is no product {slug}.")
    ids = {product.pk}
    while members := {each.pk for each in products if each.family_id in ids} - ids:
        ids |= members
    return Line(product=product, ids=frozenset(ids))


def rows_of_line(line: Line, *, as_of: date) -> list[Row]:
    """The public deliverables of a product and its members, by slug."""
    return public_rows(Deliverable.objects.filter(product_id__in=line.ids), as_of=as_of)


def events_of_line(line: Line, *, as_of: date, most: int) -> list[Event]:
    """The newest events of a product and its members."""
    concerned = Q(parties__product_id__in=line.ids) | Q(outcomes__deliverable__product_id__in=line.ids)
    return list(public_events(as_of).filter(concerned).distinct()[:most])


def event_of(slug: str, *, as_of: date) -> Event:
    """An event that was public on the day, with its parts; raises Event.DoesNotExist."""
    return with_parts(public_events(as_of).filter(slug=slug)).get()


def _evidence(deliverable: Deliverable, *, as_of: date) -> list[Evidence]:
    """All sources of what was public on the day; each promise and each event has one at least."""
    said = Q(commitment__said_latest__lte=as_of) | Q(
        commitment__said_latest=None, commitment__first_reported_on__lte=as_of
    )
    of_promises = Q(commitment__deliverable=deliverable) & said
    of_events = Q(event__outcomes__deliverable=deliverable, event__latest__lte=as_of)
    found = Evidence.objects.filter(of_promises | of_events).select_related("commitment", "event").distinct()
    return list(found.order_by("published_latest", "url", "role"))


def _unique(found: Iterable[Found | None]) -> list[Found]:
    return list({each.pk: each for each in found if each is not None}.values())


def _in_order(commitments: Iterable[Commitment], row: Row) -> tuple[Commitment, ...]:
    places = {promise.slug: order(promise) for promise in row.facts.promises}
    return tuple(sorted(commitments, key=lambda commitment: places[commitment.slug]))


def _around(deliverable: Deliverable, *, but: Iterable[Event], as_of: date) -> tuple[Event, ...]:
    """Newest first."""
    product = deliverable.product
    companies = [product.company_id, product.company.parent_id or product.company_id]
    of_product = Q(parties__product=product) | Q(outcomes__deliverable__product=product)
    of_company = Q(kind=EventKind.RESTRUCTURING.value, parties__company_id__in=companies)
    chosen = public_events(as_of).filter(of_product | of_company).exclude(pk__in=[each.pk for each in but])
    return tuple(chosen.distinct()[:MOST_AROUND])
