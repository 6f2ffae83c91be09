"""What is marked on rows and lanes: the words of promises, what is unconfirmed, restructurings by company."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q

from timeline.ledger.facts import Happening, Promise
from timeline.models import Commitment, Event
from timeline.queries.deliverables import Row
from timeline.terms import EventKind, PartyRole

# A company is drawn with a restructuring that it is part of, not with one it paid for or was spared by.
CONCERNED = (PartyRole.SUBJECT, PartyRole.CREATED, PartyRole.DISSOLVED, PartyRole.AFFECTED)
PROMISE_SIGNIFICANCE = 2


@dataclass(frozen=True, slots=True)
class Restructuring:
    """A restructuring, how many sources it has, and the ids of the companies it concerns."""

    slug: str
    title: str
    kind: str
    earliest: date
    latest: date
    verified: bool
    sources: int
    companies: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a promise, and how many sources it has."""

    words: str
    sources: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """How significant an event is, 1 to 3, and how many sources it has."""

    significance: int
    sources: int


@dataclass(frozen=True, slots=True)
class Notes:
    """What is told of promises and events by their slugs: words, weight, and the sources under them."""

    promises: Mapping[str, Wording]
    events: Mapping[str, Weighed]

    def words(self, promise: Promise | None) -> str:
        """The words of a promise; empty without one."""
        return self.promises[promise.slug].words if promise and promise.slug in self.promises else ""

    def sources(self, fact: Promise | Happening | None) -> int:
        """How many sources stand under a fact."""
        if isinstance(fact, Happening):
            return self.events[fact.event].sources if fact.event in self.events else 0
        return self.promises[fact.slug].sources if fact and fact.slug in self.promises else 0

    def significance(self, fact: Promise | Happening | None) -> int:
        """That of the event of an outcome; a promise has the middle one."""
        known = self.events.get(fact.event) if isinstance(fact, Happening) else None
        return known.significance if known else PROMISE_SIGNIFICANCE


def notes_of(rows: Sequence[Row], *, also: Iterable[Promise] = (), as_of: date | None = None) -> Notes:
    """Notes on what the rows are judged by, on their happenings, and on other promises; two queries.

    With a day the sources counted are those that could be read on it.
    """
    slugs = {happening.event for row in rows for happening in row.facts.happenings}
    found = Event.objects.filter(slug__in=slugs).annotate(
        sources=Count("evidence", filter=readable_by(as_of))
    )
    values = found.values_list("slug", "significance", "sources")
    events = {slug: Weighed(significance, sources) for slug, significance, sources in values}
    return Notes(wordings(judged_by(rows) | {promise.slug for promise in also}, as_of=as_of), events)


def wordings(slugs: Iterable[str], *, as_of: date | None = None) -> dict[str, Wording]:
    """Words and sources of the named commitments."""
    counted = Count("evidence", filter=readable_by(as_of))
    found = Commitment.objects.filter(slug__in=set(slugs)).annotate(sources=counted)
    values = found.values_list("slug", "words", "sources")
    return {slug: Wording(words, sources) for slug, words, sources in values}


def readable_by(day: date | None) -> Q:
    """Evidence that could be read on a day, that of no known day included; any without a day."""
    known = Q(evidence__published_earliest=None)
    return known | Q(evidence__published_earliest__lte=day) if day else Q()


def judged_by(rows: Iterable[Row]) -> set[str]:
    """The slugs of the promises that the rows are judged by."""
    promises = (each for row in rows for each in (row.standing.first_promise, row.standing.current_promise))
    return {promise.slug for promise in promises if promise is not None}


def restructurings_by_company(as_of: date) -> list[Restructuring]:
    """Every restructuring public on the day, oldest first."""
    of_company = Q(parties__role__in=[str(role) for role in CONCERNED], parties__company__isnull=False)
    found = (
        Event.objects.filter(kind=EventKind.RESTRUCTURING.value, latest__lte=as_of)
        .exclude(retracted_on__lte=as_of)
        .annotate(
            companies=ArrayAgg("parties__company_id", filter=of_company, default=[]),
            sources=Count("evidence", filter=readable_by(as_of), distinct=True),
        )
        .order_by("earliest", "slug")
    )
    return [
        Restructuring(
            slug=each.slug,
            title=each.title,
            kind=each.restructuring_kind,
            earliest=each.earliest,
            latest=each.latest,
            verified=each.verified,
            sources=each.sources,
            companies=frozenset(each.companies),
        )
        for each in found
    ]
