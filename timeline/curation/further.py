"""What a story tells after its question was decided: outlets not heard before, for the fact accepted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from news.models import Item
from timeline.claims import Claim
from timeline.claims.proposals import Proposal
from timeline.curation.renames import renames_since
from timeline.documents import COMMITMENT, EVENT
from timeline.models import Change, Commitment, Event, Evidence, Passage, Suggestion
from timeline.queries.stories import outlet_of
from timeline.terms import Question

SCREENING = "screening"
MOVED = frozenset({Question.SLIP, Question.NEW_DATE})
State = Suggestion.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a story was asked: the question that is open, and the last one decided before it."""

    waiting: Suggestion | None
    decided: Suggestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The promise or event that was recorded when a suggestion was accepted, and which pages it cites."""

    suggestion: Suggestion
    commitment: Commitment | None
    event: Event | None
    cited: frozenset[str]


def asked_before(story: int) -> Asked:
    """Locked, so that nobody decides one of them while the rules read the story."""
    rows = Suggestion.objects.select_for_update().filter(story=story, kind=Suggestion.Kind.EVENT)
    every = list(rows.order_by("pk"))
    waiting = next((each for each in every if each.state == State.OPEN), None)
    decided = [
        each for each in every if each.state != State.OPEN and (waiting is None or each.pk < waiting.pk)
    ]
    return Asked(waiting=waiting, decided=decided[-1] if decided else None)


def accepted_as(suggestion: Suggestion) -> Accepted | None:
    """The fact that a suggestion, or the one that it was merged into, became; None where none stands."""
    while suggestion.merged_into is not None:
        suggestion = suggestion.merged_into
    tables = (COMMITMENT.name, EVENT.name)
    made = Change.objects.filter(seq__in=suggestion.changes, target_table__in=tables).order_by("seq").last()
    if suggestion.state != State.ACCEPTED or made is None:
        return None
    table = made.target_table
    slug = renames_since(made.seq).get((table, made.target_key), made.target_key)
    standing = {"slug": slug, "retracted_on": None}
    commitment = Commitment.objects.filter(**standing).first() if table == COMMITMENT.name else None
    event = Event.objects.filter(**standing).first() if table == EVENT.name else None
    if commitment is None and event is None:
        return None
    cited = Evidence.objects.filter(commitment=commitment, event=event).values_list("url", flat=True)
    return Accepted(suggestion=suggestion, commitment=commitment, event=event, cited=frozenset(cited))


def unheard(items: Sequence[Item], accepted: Accepted) -> list[Item]:
    """Those of outlets on which no person has decided before, on pages that the fact does not cite."""
    heard = Passage.objects.filter(item__in=items, suggestion__kind=Suggestion.Kind.EVENT)
    heard = heard.exclude(suggestion__state=State.OPEN).exclude(suggestion__decided_by=SCREENING)
    passages = list(heard.select_related("item__feed"))
    known = {each.item_id for each in passages}
    outlets = {outlet_of(each.item) for each in passages if each.is_claim and not each.is_copy}
    return [
        each
        for each in items
        if each.pk not in known and outlet_of(each) not in outlets and each.url not in accepted.cited
    ]


def as_evidence(proposal: Proposal, claim: Claim, accepted: Accepted) -> Proposal | None:
    """The proposal as further evidence for the fact; None where it tells of something else.

    Another date than was read before is asked about as the rules ask.
    """
    commitment, event = accepted.commitment, accepted.event
    evidence = replace(
        proposal,
        question=Question.MORE_EVIDENCE,
        deliverable=commitment.deliverable.slug if commitment else proposal.deliverable,
        commitment=commitment.slug if commitment else None,
        event=event.slug if event else None,
    )
    if evidence == proposal:
        return proposal
    read = accepted.suggestion
    if not _tells_the_same(claim, read):
        return None
    is_moved = proposal.question in MOVED and _is_another_date(proposal, read)
    return proposal if is_moved else evidence


def _tells_the_same(claim: Claim, read: Suggestion) -> bool:
    """The same kind of event, of the same product or company."""
    subjects = ((claim.product, read.product_id), (claim.company, read.company_id))
    is_same_subject = any(target is not None and target.id == pk for target, pk in subjects)
    return is_same_subject and claim.kind in (read.event_kind, read.second_kind)


def _is_another_date(proposal: Proposal, read: Suggestion) -> bool:
    window = proposal.promised.window if proposal.promised else None
    return window is not None and (window.earliest, window.latest) != (read.earliest, read.latest)
