"""Facts whose evidence quarrels, and those of weight that rest on one source."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from news.canonical import publishing_host
from timeline.ledger import Fate
from timeline.models import Commitment, Deliverable, Event, Evidence
from timeline.queries.deliverables import public_rows
from timeline.queries.looks.look import Look
from timeline.terms import Basis, EvidenceRole
from timeline.wording.looks import LookKind, contradicted_text, single_text

Fact = Commitment | Event
SETTLING = (EvidenceRole.CONFIRMS, EvidenceRole.CORRECTS)
SUPPORTING = (EvidenceRole.STATES, EvidenceRole.RESTATES, EvidenceRole.CONFIRMS)
OPEN = (Fate.PENDING, Fate.OVERDUE, Fate.UNVERIFIED)
WEIGHTY = 3
A_YEAR = timedelta(days=365)


def contradicted() -> Iterator[Look]:
    """What a source contradicts, unless it was retracted, or a later source confirms or corrects it."""
    against = Q(evidence__role=EvidenceRole.CONTRADICTS.value)
    for fact, pages in _with_evidence(against):
        quarrels = [page for page in pages if page.role == EvidenceRole.CONTRADICTS]
        settled = [page for page in pages if page.role in SETTLING]
        last = max(quarrels, key=_day)
        if not any(_day(page) >= _day(last) and page.published_latest for page in settled):
            since = last.published_latest or _public_on(fact)
            yield _look(fact, LookKind.CONTRADICTED, why=contradicted_text(last.publisher), since=since)


def single_origins(today: date) -> Iterator[Look]:
    """Reported promises that count for a headline, and reported events of weight, of one source alone."""
    rows = public_rows(Deliverable.objects.filter(headline=True, merged_into=None), as_of=today)
    current = [row.standing.current_promise for row in rows if row.standing.fate in OPEN]
    slugs = [each.slug for each in current if each and each.basis == Basis.REPORTED]
    recent = Q(significance=WEIGHTY, basis=Basis.REPORTED.value, latest__range=(today - A_YEAR, today))
    for fact, pages in _with_evidence(Q(slug__in=slugs), events=recent):
        origins = {_origin(page) for page in pages if page.role in SUPPORTING and not page.repeats}
        if len(origins) == 1:
            publisher = next(page.publisher for page in pages if page.role in SUPPORTING and not page.repeats)
            why = single_text(publisher)
            yield _look(fact, LookKind.SINGLE_ORIGIN, why=why, since=_public_on(fact))


def _with_evidence(chosen: Q, *, events: Q | None = None) -> Iterator[tuple[Fact, list[Evidence]]]:
    """Commitments and events that were not retracted, by slug, each with all its evidence."""
    commitments = (
        Commitment.objects.filter(chosen, retracted_on=None).select_related("deliverable").distinct()
    )
    happened = Event.objects.filter(chosen if events is None else events, retracted_on=None).distinct()
    yield from _paired(commitments.order_by("slug"), "commitment")
    yield from _paired(happened.order_by("slug"), "event")


def _paired(facts: Iterable[Any], name: str) -> Iterator[tuple[Fact, list[Evidence]]]:
    facts = list(facts)
    pages: dict[int, list[Evidence]] = defaultdict(list)
    for page in Evidence.objects.filter(**{f"{name}__in": facts}).order_by("pk"):
        pages[getattr(page, f"{name}_id")].append(page)
    for fact in facts:
        yield fact, pages[fact.pk]


def _day(page: Evidence) -> date:
    return page.published_latest or date.min


def _public_on(fact: Fact) -> date:
    if isinstance(fact, Event):
        return fact.latest
    return fact.said_latest or fact.first_reported_on or date.min


def _origin(page: Evidence) -> str:
    """One publisher is one origin, whatever it calls itself."""
    return publishing_host(page.url) or page.publisher.casefold()


def _look(fact: Fact, kind: LookKind, *, why: str, since: date) -> Look:
    if isinstance(fact, Event):
        return Look(kind=kind, table="event", target=fact.slug, name=fact.title, why=why, since=since)
    promised = fact.deliverable
    name = f"{promised.name}: “{fact.words}”"
    return Look(kind=kind, table="deliverable", target=promised.slug, name=name, why=why, since=since)
