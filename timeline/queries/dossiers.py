"""Everything one page tells of one deliverable, product or event."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from news.models import Product
from timeline.ledger.chain import order
from timeline.models import Commitment, Deliverable, Event, EventParty, Evidence, Outcome
from timeline.queries.accounts import story_on
from timeline.queries.addressed import told_products
from timeline.queries.deliverables import Row, public_rows
from timeline.queries.events import public_events, with_parts
from timeline.queries.values import known_evidence
from timeline.terms import EventKind

MOST_AROUND = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A deliverable on a day: its row and those of its product, its promises in order, and their evidence.

    around are the events of its product, what was done to it among them, and its company's restructurings;
    newest first.
    """

    row: Row
    siblings: tuple[Row, ...]
    commitments: tuple[Commitment, ...]
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
    return Dossier(
        row=row,
        siblings=tuple(each for each in found if each is not row),
        commitments=_in_order(_unique(each.commitment for each in evidence), row),
        evidence=tuple(known_evidence(evidence, as_of)),
        around=_around(row.deliverable, as_of=as_of),
    )


class Member(NamedTuple):
    """A product of a family."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A product, those whose family it is at any depth, and whether anything is told of any of them.

    members are by name, and only those of which anything is told; ids are those of all.
    """

    product: Product
    members: tuple[Member, ...]
    ids: frozenset[int]
    is_told: bool


def line_of(slug: str) -> Line:
    """A product and its members in three queries; raises Product.DoesNotExist."""
    product = Product.objects.select_related("company", "family").get(slug=slug)
    rows = list(Product.objects.order_by("name", "slug").values_list("pk", "family_id", "slug", "name"))
    ids = {product.pk}
    while members := {pk for pk, family, _, _ in rows if family in ids} - ids:
        ids |= members
    told = told_products(ids)
    inside = tuple(Member(slug, name) for pk, _, slug, name in rows if pk in told and pk != product.pk)
    return Line(product=product, members=inside, ids=frozenset(ids), is_told=product.pk in told)


def rows_of_line(line: Line, *, as_of: date) -> list[Row]:
    """The public deliverables of a product and its members, by slug."""
    found = public_rows(Deliverable.objects.all(), as_of=as_of)
    return [row for row in found if row.deliverable.product_id in line.ids]


def events_of_line(line: Line, *, as_of: date, most: int) -> list[Event]:
    """The newest events of a product and its members, and restructurings of its company."""
    near = _about(line.ids) | _restructured(line.product)
    return list(public_events(as_of).filter(near)[:most])


def event_of(slug: str, *, as_of: date) -> Event:
    """An event that was public on the day, with its parts; raises Event.DoesNotExist."""
    return with_parts(public_events(as_of).filter(slug=slug), stories_on=as_of).get()


def _evidence(deliverable: Deliverable, *, as_of: date) -> list[Evidence]:
    """All sources of what was public on the day; each promise and each event has one at least."""
    said = Q(commitment__said_latest__lte=as_of) | Q(
        commitment__said_latest=None, commitment__first_reported_on__lte=as_of
    )
    of_promises = Q(commitment__deliverable=deliverable) & said
    of_events = Q(event__outcomes__deliverable=deliverable, event__latest__lte=as_of)
    found = Evidence.objects.filter(of_promises | of_events).select_related(
        "commitment__relative_to", "event"
    )
    found = found.annotate(story=story_on(as_of))
    return list(found.distinct().order_by("published_latest", "url", "role"))


def _unique(found: Iterable[Commitment | None]) -> list[Commitment]:
    return list({each.pk: each for each in found if each is not None}.values())


def _in_order(commitments: Iterable[Commitment], row: Row) -> tuple[Commitment, ...]:
    places = {promise.slug: order(promise) for promise in row.facts.promises}
    return tuple(sorted(commitments, key=lambda commitment: places[commitment.slug]))


def _around(deliverable: Deliverable, *, as_of: date) -> tuple[Event, ...]:
    near = _about([deliverable.product_id]) | _restructured(deliverable.product)
    return tuple(public_events(as_of).filter(near)[:MOST_AROUND])


def _about(products: Collection[int]) -> Q:
    """Events that the products took part in, or that did something to their deliverables."""
    took_part = EventParty.objects.filter(product_id__in=products).values("event")
    changed = Outcome.objects.filter(deliverable__product_id__in=products).values("event")
    return Q(pk__in=took_part) | Q(pk__in=changed)


def _restructured(product: Product) -> Q:
    """Restructurings of the company that makes it and, where that is a unit, of the one it belongs to."""
    companies = [product.company_id, product.company.parent_id or product.company_id]
    took_part = EventParty.objects.filter(company_id__in=companies).values("event")
    return Q(kind=EventKind.RESTRUCTURING.value, pk__in=took_part)
