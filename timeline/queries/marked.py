"""What is marked on rows and lanes: the words of promises, what is unconfirmed, restructurings by company."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from timeline.ledger.facts import Promise
from timeline.models import Commitment, Deliverable, Event, Outcome
from timeline.queries.deliverables import Row
from timeline.terms import EventKind, PartyRole

# A company is drawn with a restructuring that it is part of, not with one it paid for or was spared by.
CONCERNED = (PartyRole.SUBJECT, PartyRole.CREATED, PartyRole.DISSOLVED, PartyRole.AFFECTED)


@dataclass(frozen=True, slots=True)
class Restructuring:
    """A restructuring and the ids of the companies it concerns."""

    slug: str
    title: str
    earliest: date
    latest: date
    verified: bool
    companies: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a promise, and whether every detail of it is confirmed."""

    words: str
    verified: bool


def wordings(slugs: Iterable[str]) -> dict[str, Wording]:
    """Words and standing of the named commitments."""
    found = Commitment.objects.filter(slug__in=set(slugs)).values_list("slug", "words", "verified")
    return {slug: Wording(words, verified) for slug, words, verified in found}


def judged_by(rows: Iterable[Row]) -> set[str]:
    """The slugs of the promises that the rows are judged by."""
    promises = (each for row in rows for each in (row.standing.first_promise, row.standing.current_promise))
    return {promise.slug for promise in promises if promise is not None}


def with_words(deliverables: QuerySet[Deliverable]) -> QuerySet[Deliverable]:
    """The deliverables with the words of their promises and what is unconfirmed, in the same query."""
    promises = Commitment.objects.filter(deliverable=OuterRef("pk")).order_by("slug")
    doubtful = Outcome.objects.filter(deliverable=OuterRef("pk"), event__verified=False).order_by(
        "event__slug"
    )
    words = JSONObject(slug="slug", words="words", verified="verified")
    return deliverables.annotate(
        said=ArraySubquery(promises.values(json=words)),
        doubtful_events=ArraySubquery(doubtful.values("event__slug")),
    )


def words_of(row: Row, promise: Promise | None) -> str:
    """The words of one of the row's promises; the row was read with_words."""
    return next((each["words"] for each in _said(row) if promise and each["slug"] == promise.slug), "")


def is_unconfirmed(row: Row) -> bool:
    """Whether a row, read with_words, rests on a promise or arrival not confirmed in every detail."""
    judged = judged_by([row])
    if any(each["slug"] in judged and not each["verified"] for each in _said(row)):
        return True
    came = row.standing.arrived
    return came is not None and came.event in getattr(row.deliverable, "doubtful_events", ())


def restructurings_by_company(as_of: date) -> list[Restructuring]:
    """Every restructuring public on the day, oldest first."""
    of_company = Q(parties__role__in=[str(role) for role in CONCERNED], parties__company__isnull=False)
    found = (
        Event.objects.filter(kind=EventKind.RESTRUCTURING.value, latest__lte=as_of)
        .exclude(retracted_on__lte=as_of)
        .annotate(companies=ArrayAgg("parties__company_id", filter=of_company, default=[]))
        .order_by("earliest", "slug")
    )
    return [
        Restructuring(
            slug=each.slug,
            title=each.title,
            earliest=each.earliest,
            latest=each.latest,
            verified=each.verified,
            companies=frozenset(each.companies),
        )
        for each in found
    ]


def _said(row: Row) -> list[dict[str, str]]:
    said: list[dict[str, str]] = getattr(row.deliverable, "said", [])
    return said
