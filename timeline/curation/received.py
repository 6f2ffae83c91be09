"""Takes what programs propose: a suggestion for the desk, written once however often it is sent."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from news.models import Company, Product
from timeline.curation.kernel import RecordError
from timeline.ledger import Promise
from timeline.models import ApiToken, Commitment, Deliverable, SentRequest, Suggestion
from timeline.queries.deliverables import row_of
from timeline.terms import BOUNDED, EventKind, Precision, Question

KEPT = timedelta(hours=24)
PROMISES = frozenset({EventKind.ANNOUNCEMENT, EventKind.DELAY})
ANSWERS: Mapping[str, Question] = {
    EventKind.LAUNCH: Question.FULFILLED,
    EventKind.CANCELLATION: Question.DROPPED,
    EventKind.WITHDRAWAL: Question.DROPPED,
    EventKind.DEPRECATION: Question.DROPPED,
}


class OtherBody(RecordError):
    """The key was used within the last day, for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A window in the words that state it, which are empty where only its days are known."""

    words: str
    earliest: date | None
    latest: date | None
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a program proposes: an event or promise that a page tells of, or a report of what is wrong.

    `on` is the day on which the page says so, or on which it happened.
    """

    kind: Suggestion.Kind
    event_kind: EventKind | None
    company: Company | None
    product: Product | None
    deliverable: Deliverable | None
    window: Stated | None
    on: date | None
    page: str
    page_title: str
    publisher: str
    quote: str
    note: str


def propose(proposed: Proposed, *, by: str, at: datetime) -> Suggestion:
    """An open suggestion, with the question that it raises on its day."""
    current = _current(proposed, at.date())
    asked = _question(proposed, current)
    window = proposed.window
    return Suggestion.objects.create(
        kind=proposed.kind,
        question=asked.value if asked else "",
        event_kind=proposed.event_kind.value if proposed.event_kind else "",
        company=proposed.company,
        product=proposed.product,
        deliverable=proposed.deliverable,
        commitment=Commitment.objects.filter(slug=current.slug).first() if current and asked else None,
        channel=proposed.deliverable.channel if proposed.deliverable else "",
        words=window.words if window else "",
        earliest=window.earliest if window else None,
        latest=window.latest if window else None,
        precision=window.precision.value if window else "",
        role=_role(proposed) if window else "",
        passage=proposed.quote,
        said_on=proposed.on,
        page=proposed.page,
        page_title=proposed.page_title,
        publisher=proposed.publisher,
        note=proposed.note,
        proposed_by=by,
        created_at=at,
    )


def once(
    token: ApiToken, key: str, body: Mapping[str, Any], *, at: datetime, answer: Callable[[], Any]
) -> Any:
    """The answer, made at the first time; raises OtherBody. Two at once wait for one another."""
    body_hash = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).digest()
    with transaction.atomic():
        ApiToken.objects.select_for_update().get(pk=token.pk)
        SentRequest.objects.filter(token=token, sent_at__lte=at - KEPT).delete()
        sent = SentRequest.objects.filter(token=token, key=key).first()
        if sent is None:
            made = answer()
            SentRequest.objects.create(token=token, key=key, body_hash=body_hash, answer=made, sent_at=at)
            return made
    if bytes(sent.body_hash) != body_hash:
        raise OtherBody(f"{key} came before with another body")
    return sent.answer


def forget_sent(*, at: datetime) -> None:
    """Drop what was answered more than a day ago, for all tokens."""
    SentRequest.objects.filter(sent_at__lte=at - KEPT).delete()


def _current(proposed: Proposed, today: date) -> Promise | None:
    """The dated promise that stands."""
    if proposed.deliverable is None or proposed.kind == Suggestion.Kind.REPORT:
        return None
    try:
        return row_of(proposed.deliverable.slug, as_of=today).standing.current_promise
    except Deliverable.DoesNotExist:
        return None


def _question(proposed: Proposed, current: Promise | None) -> Question | None:
    """As the rules ask of a story: none of a report."""
    kind = proposed.event_kind
    if kind is None:
        return None
    if proposed.deliverable is None:
        is_dated = proposed.window is not None and proposed.window.precision in BOUNDED
        return Question.NEW_DELIVERABLE if kind in PROMISES and is_dated else Question.EVENT
    if kind in PROMISES:
        return _about_a_date(kind, proposed.window, current)
    return ANSWERS.get(kind, Question.EVENT)


def _about_a_date(kind: EventKind, window: Stated | None, current: Promise | None) -> Question:
    if window is None:
        return Question.SLIP if kind == EventKind.DELAY and current else Question.EVENT
    if current is None or current.latest is None:
        return Question.NEW_DATE
    is_later = window.latest is None or window.latest > current.latest
    return Question.SLIP if is_later else Question.NEW_DATE


def _role(proposed: Proposed) -> str:
    return "promised" if proposed.event_kind in PROMISES or proposed.event_kind is None else "actual"
