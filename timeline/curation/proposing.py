"""Writes down what the rules propose; what a person decided is never touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from news.matching import joined_text
from timeline.claims import Claim, Role, Stated
from timeline.claims.proposals import Proposal
from timeline.claims.stories import Told
from timeline.claims.windows import stated_as
from timeline.models import Commitment, Deliverable, Event, Passage, Suggestion

RULES = "1"
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a story claims and the question that raises; `told` are its items, the lead's day is `on`."""

    claim: Claim
    proposal: Proposal
    lead: Told
    told: Sequence[Told]
    on: date


def keep(story: int, found: Found | None, *, waiting: Suggestion | None, seq: int) -> None:
    """Write a story's question down, over the one that waits; where no rule asks one, that one goes."""
    suggestion = waiting
    if found is None:
        if suggestion is not None:
            suggestion.record_seq = seq
            let_go(suggestion)
        return
    values = _values(found)
    if suggestion is None:
        suggestion = Suggestion(story_id=story, **values)
    else:
        _overwrite(suggestion, values)
    suggestion.record_seq, suggestion.rules_version = seq, RULES
    suggestion.save()
    _keep_passages(suggestion, sorted(found.told, key=lambda each: each is not found.lead))


def let_go(suggestion: Suggestion) -> None:
    """Take an open suggestion off the desk, unless its decision is to be that of others, too."""
    if suggestion.merged.exists():
        suggestion.save()
    else:
        suggestion.delete()


def _overwrite(suggestion: Suggestion, values: Mapping[str, Any]) -> None:
    """A suggestion that says something else has another version: who read the old one is told."""
    changed = {name: value for name, value in values.items() if getattr(suggestion, name) != value}
    for name, value in changed.items():
        setattr(suggestion, name, value)
    suggestion.version += 1 if changed else 0


def _values(found: Found) -> dict[str, Any]:
    claim, proposal = found.claim, found.proposal
    window = proposal.promised or _other_window(claim)
    return {
        "company_id": claim.company.id if claim.company else None,
        "product_id": claim.product.id if claim.product else None,
        "deliverable_id": _pk(Deliverable, proposal.deliverable),
        "commitment_id": _pk(Commitment, proposal.commitment),
        "event_id": _pk(Event, proposal.event),
        "channel": proposal.channel.value if proposal.channel else "",
        "noun": claim.noun[:LONGEST_WORDS],
        "event_kind": claim.kind.value if claim.kind else "",
        "second_kind": claim.second.value if claim.second else "",
        "question": proposal.question.value,
        "passage": evidence_of(found.lead)[2],
        "cue": claim.cue[:LONGEST_WORDS],
        "margin": min(max(claim.margin, 0.0), 1.0),
        "said_on": found.on,
        **_window_values(window),
        **_previous_values(proposal.previous),
    }


def _other_window(claim: Claim) -> Stated | None:
    return stated_as(claim, Role.ACTUAL) or stated_as(claim, Role.FORECAST)


def _window_values(stated: Stated | None) -> dict[str, Any]:
    window = stated.window if stated else None
    return {
        "words": stated.words[:LONGEST_WORDS] if stated else "",
        "earliest": window.earliest if window else None,
        "latest": window.latest if window else None,
        "precision": window.precision.value if window else "",
        "role": stated.role.value if stated else "",
    }


def _previous_values(stated: Stated | None) -> dict[str, Any]:
    return {
        "previous_words": stated.words[:LONGEST_WORDS] if stated else "",
        "previous_earliest": stated.window.earliest if stated else None,
        "previous_latest": stated.window.latest if stated else None,
        "previous_precision": stated.window.precision.value if stated else "",
    }


def _pk(model: type[Any], slug: str | None) -> int | None:
    if slug is None:
        return None
    pk: int | None = model._default_manager.filter(slug=slug).values_list("pk", flat=True).first()
    return pk


def _keep_passages(suggestion: Suggestion, told: Sequence[Told]) -> None:
    """One passage an item, the lead's first."""
    rows = []
    for place, each in enumerate(told):
        start, end, text = evidence_of(each)
        rows.append(
            Passage(
                suggestion=suggestion,
                item_id=each.item,
                place=place,
                start=start,
                end=end,
                text=text,
                is_copy=each.is_copy,
                is_claim=each.claim.kind is not None,
            )
        )
    suggestion.passages.exclude(item__in=[each.item for each in told]).delete()
    Passage.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["suggestion", "item"],
        update_fields=["place", "start", "end", "text", "is_copy", "is_claim"],
    )


def evidence_of(told: Told) -> tuple[int, int, str]:
    """The evidence with its place in the item's joined text; the title where nothing is claimed."""
    start, end = told.claim.sentence if told.claim.kind else (0, len(told.title))
    return start, end, joined_text(told.title, told.text)[start:end]
