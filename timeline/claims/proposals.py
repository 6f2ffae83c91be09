"""From a claim and the record as known on its day to one question for a person; nothing is guessed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from timeline.claims.claim import Claim, Role, Stated
from timeline.claims.matching import ENDINGS, find_deliverable, named_channel, told_by
from timeline.claims.record import Known, KnownEvent, KnownRecord
from timeline.claims.windows import is_later, said_before, stated_as
from timeline.terms import ARRIVALS, Channel, Effect, EventKind, Question

# A story ends after four days; later news of the same sort is another event.
STORY_DAYS = timedelta(days=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The question with what it is about, all by slug; `promised` is the new window, `previous` the old one.

    `commitment` is the promise that would slip, be kept or be dropped, or that is said again; `event` the
    event that is told again. `channel` is the one the text names, where it names one.
    """

    question: Question
    deliverable: str | None = None
    commitment: str | None = None
    event: str | None = None
    channel: Channel | None = None
    promised: Stated | None = None
    previous: Stated | None = None


def propose(claim: Claim, *, title: str, sentence: str, record: KnownRecord) -> Proposal | None:
    """The question that the claim raises; None where it claims no event of anybody known."""
    if claim.kind is None or (claim.company is None and claim.product is None):
        return None
    proposal = Proposal(
        question=Question.EVENT,
        channel=named_channel(claim, title=title, sentence=sentence),
        promised=stated_as(claim, Role.PROMISED),
        previous=stated_as(claim, Role.PREVIOUS),
    )
    known = find_deliverable(claim, title=title, sentence=sentence, record=record)
    if known is None:
        return _about_the_unknown(claim, proposal, record)
    found = replace(proposal, deliverable=known.slug)
    return ABOUT.get(claim.kind, _about_a_promise)(claim, found, known, record)


def _about_a_promise(claim: Claim, proposal: Proposal, known: Known, record: KnownRecord) -> Proposal:
    """A date said again, moved, or set; a delay without a date is an event that may be recorded already."""
    promised, current = proposal.promised, known.current
    if promised is None:
        return _about_no_date(claim, proposal, known, record)
    again = said_before(known, promised, on=record.on)
    if again is not None:
        return replace(proposal, question=Question.MORE_EVIDENCE, commitment=again.slug)
    current_slug = current.slug if current else None
    is_withdrawn = promised.window.latest is None and claim.kind == EventKind.DELAY
    if current is not None and (is_withdrawn or is_later(promised.window, current)):
        return replace(proposal, question=Question.SLIP, commitment=current_slug)
    if promised.window.latest is not None:
        return replace(proposal, question=Question.NEW_DATE, commitment=current_slug)
    return _or_told_before(claim, proposal, record)


def _about_no_date(claim: Claim, proposal: Proposal, known: Known, record: KnownRecord) -> Proposal:
    told = _or_told_before(claim, proposal, record)
    if told.event is None and claim.kind == EventKind.DELAY and known.current is not None:
        return replace(proposal, question=Question.SLIP, commitment=known.current.slug)
    return told


def _about_an_arrival(claim: Claim, proposal: Proposal, known: Known, record: KnownRecord) -> Proposal:
    if _is_ahead(proposal.promised, record):
        return _about_a_promise(claim, proposal, known, record)
    arrival = told_by(known, ARRIVALS | {Effect.RESTORED}, record)
    if known.standing.outcomes.withdrawn is not None:
        return replace(proposal, question=Question.RESTORED)
    if arrival is not None:
        return replace(proposal, question=Question.MORE_EVIDENCE, event=arrival.event)
    current = known.current
    return replace(proposal, question=Question.FULFILLED, commitment=current.slug if current else None)


def _about_an_end(claim: Claim, proposal: Proposal, known: Known, record: KnownRecord) -> Proposal:
    ending = told_by(known, ENDINGS, record)
    if ending is not None:
        return replace(proposal, question=Question.MORE_EVIDENCE, event=ending.event)
    if _is_ahead(proposal.promised, record):
        return _or_told_before(claim, proposal, record)
    current = known.current if known.standing.arrived is None else None
    return replace(proposal, question=Question.DROPPED, commitment=current.slug if current else None)


ABOUT: Mapping[EventKind, Callable[[Claim, Proposal, Known, KnownRecord], Proposal]] = MappingProxyType(
    {
        EventKind.LAUNCH: _about_an_arrival,
        EventKind.CANCELLATION: _about_an_end,
        EventKind.WITHDRAWAL: _about_an_end,
        EventKind.DEPRECATION: _about_an_end,
    }
)
OF_DELIVERABLES = frozenset({EventKind.DELAY, EventKind.LAUNCH, EventKind.CANCELLATION})


def _about_the_unknown(claim: Claim, proposal: Proposal, record: KnownRecord) -> Proposal:
    """No deliverable fits: the record may know the event; what arrives or is promised wants a deliverable.

    An event holds no window, so that what promises one wants a deliverable even where its event is known.
    """
    has_name = claim.product is not None or bool(claim.noun) or proposal.channel is not None
    is_dated = proposal.promised is not None and proposal.promised.window.latest is not None
    is_promise = claim.kind == EventKind.ANNOUNCEMENT and is_dated
    is_wanted = has_name and (claim.kind in OF_DELIVERABLES or is_promise)
    told = _or_told_before(claim, proposal, record)
    if told.event is not None and not (is_wanted and is_dated):
        return told
    return replace(proposal, question=Question.NEW_DELIVERABLE) if is_wanted else proposal


def _or_told_before(claim: Claim, proposal: Proposal, record: KnownRecord) -> Proposal:
    """More evidence for the event of the same kind that the record holds of these days; else as it was."""
    told = [each for each in record.events if _is_of(each, claim) and record.on - each.latest <= STORY_DAYS]
    newest = max(told, key=lambda each: (each.latest, each.slug), default=None)
    if newest is None:
        return proposal
    return replace(proposal, question=Question.MORE_EVIDENCE, event=newest.slug)


def _is_of(event: KnownEvent, claim: Claim) -> bool:
    if event.kind != claim.kind:
        return False
    if claim.product is not None:
        return claim.product.id in event.products
    return claim.company is not None and claim.company.id in event.companies


def _is_ahead(promised: Stated | None, record: KnownRecord) -> bool:
    if promised is None:
        return False
    return promised.window.earliest is None or promised.window.earliest > record.on
