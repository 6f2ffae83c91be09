"""What the form of a suggestion begins with: the question's own answer, for a person to change."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from news.models import Feed
from timeline.claims.voices import VENDOR, Speaker, speaker_in
from timeline.curation import Way
from timeline.desk.offered import OWN_PAGE
from timeline.models import Passage, Suggestion
from timeline.terms import Basis, Effect, EventKind, EvidenceRole, Question, ReadDepth
from timeline.wording.terms import CHANNELS, EFFECTS, EVENT_KINDS

OUTCOMES: Mapping[str, Effect] = MappingProxyType(
    {
        EventKind.LAUNCH: Effect.DELIVERED,
        EventKind.CANCELLATION: Effect.CANCELLED,
        EventKind.WITHDRAWAL: Effect.WITHDRAWN,
        EventKind.DEPRECATION: Effect.RETIRED,
    }
)
ANSWERS = frozenset({Question.FULFILLED, Question.DROPPED, Question.RESTORED})


def prefilled(suggestion: Suggestion) -> dict[str, Any]:
    """The initial values of AcceptanceForm."""
    way, passages = way_of(suggestion), list(suggestion.passages.all())
    speaker = _speaker(suggestion, passages)
    effect = _effect(suggestion)
    return {
        "version": suggestion.version,
        "way": way.value,
        "kind": suggestion.event_kind,
        "deliverable": suggestion.deliverable.slug if suggestion.deliverable else "",
        "company": suggestion.company.slug if suggestion.company else "",
        "product": suggestion.product.slug if suggestion.product else "",
        "sources": [str(each.pk) for each in passages if each.is_claim and not each.is_copy]
        or ([OWN_PAGE] if suggestion.page else []),
        "read": (ReadDepth.EXCERPT if suggestion.page else ReadDepth.FEED).value,
        "basis": speaker.basis.value,
        **_evidence(suggestion),
        **_promise(suggestion, speaker),
        **_new_deliverable(suggestion),
        "effect": effect.value,
        "title": _title(suggestion, way, effect),
        "happened_from": suggestion.said_on,
        "happened_to": suggestion.said_on,
        "significance": 2,
    }


def way_of(suggestion: Suggestion) -> Way:
    """As what it would be recorded if nobody changes that."""
    question = suggestion.question
    if question == Question.MORE_EVIDENCE:
        return Way.EVIDENCE
    if question in ANSWERS:
        return Way.OUTCOME
    is_promised = bool(suggestion.words or suggestion.precision) and suggestion.role == "promised"
    if question == Question.NEW_DELIVERABLE and not is_promised and suggestion.event_kind in OUTCOMES:
        return Way.OUTCOME
    return Way.PROMISE if is_promised and question != Question.EVENT else Way.EVENT


def _effect(suggestion: Suggestion) -> Effect:
    if suggestion.question == Question.RESTORED:
        return Effect.RESTORED
    return OUTCOMES.get(suggestion.event_kind, Effect.DELIVERED)


def _speaker(suggestion: Suggestion, passages: list[Passage]) -> Speaker:
    """A company's own feed speaks for the company; else whom the sentence or the text names."""
    if any(each.item.feed.kind == Feed.Kind.VENDOR for each in passages):
        return VENDOR
    texts = [suggestion.passage, *(each.item.summary for each in passages if not each.is_copy)]
    return speaker_in(" ".join(texts))


def _evidence(suggestion: Suggestion) -> dict[str, Any]:
    if suggestion.question != Question.MORE_EVIDENCE:
        return {"commitment": "", "event": "", "role": EvidenceRole.RESTATES.value}
    role = EvidenceRole.RESTATES if suggestion.commitment else EvidenceRole.CONFIRMS
    return {
        "commitment": suggestion.commitment.slug if suggestion.commitment else "",
        "event": suggestion.event.slug if suggestion.event else "",
        "role": role.value,
    }


def _promise(suggestion: Suggestion, speaker: Speaker) -> dict[str, Any]:
    is_promised = suggestion.role == "promised"
    is_official = speaker.basis == Basis.OFFICIAL
    return {
        "voice": speaker.voice.value,
        "words": suggestion.words if is_promised else "",
        "earliest": suggestion.earliest if is_promised else None,
        "latest": suggestion.latest if is_promised else None,
        "precision": suggestion.precision if is_promised else "",
        "said_on": suggestion.said_on if is_official else None,
        "first_reported_on": None if is_official else suggestion.said_on,
    }


def _new_deliverable(suggestion: Suggestion) -> dict[str, Any]:
    if suggestion.question != Question.NEW_DELIVERABLE:
        return {"new_name": "", "new_channel": "", "new_product_kind": "model"}
    thing = suggestion.product.name if suggestion.product else suggestion.noun
    channel = CHANNELS.get(suggestion.channel, "")
    return {
        "new_name": f"{thing}: {channel}" if thing and channel else thing,
        "new_channel": suggestion.channel,
        "new_product_name": "" if suggestion.product else suggestion.noun[:120],
        "new_product_kind": "model",
    }


def _title(suggestion: Suggestion, way: Way, effect: Effect) -> str:
    """A title of ours, never the outlet's."""
    subject = suggestion.deliverable or suggestion.product or suggestion.company
    if way == Way.OUTCOME:
        return f"{subject or suggestion.noun} {EFFECTS[effect]}"[:200]
    word = EVENT_KINDS[suggestion.event_kind].word.lower() if suggestion.event_kind else "report"
    return f"{subject or suggestion.noun}: {word}"[:200]
