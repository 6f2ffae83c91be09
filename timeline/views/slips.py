"""The lines of a slip ledger and of its evidence."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from timeline.ledger import Move, Verdict
from timeline.ledger.facts import Promise
from timeline.ledger.standing import Standing
from timeline.ledger.verdicts import Clock, verdict_of
from timeline.models import Commitment, Event, Evidence
from timeline.queries.dossiers import Dossier
from timeline.wording.promises import (
    CURRENT_LOOKS,
    REPLACED_LOOKS,
    UNCOUNTED_LOOK,
    UNDATED_LOOK,
    move_text,
)
from timeline.wording.terms import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One promise in the slip ledger."""

    number: int
    commitment: Commitment
    moved: str
    tone: str
    look: Look
    sources: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Support:
    """What a source does for one fact: for a promise by its number, or for an event."""

    role: str
    number: int | None
    event: Event | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One page, and all that it stands for."""

    evidence: Evidence
    supports: tuple[Support, ...]


def ledger_lines(dossier: Dossier) -> list[LedgerLine]:
    """The promises in the order they were said, each with how it moved the date and how it ended."""
    standing = dossier.row.standing
    moves = {move.after: move for move in standing.moves}
    promises = {promise.slug: promise for promise in standing.facts.promises}
    sources = Counter(each.commitment_id for each in dossier.evidence)
    return [
        _line(number, commitment, promises[commitment.slug], standing, moves, sources[commitment.pk])
        for number, commitment in enumerate(dossier.commitments, start=1)
    ]


def _line(
    number: int,
    commitment: Commitment,
    promise: Promise,
    standing: Standing,
    moves: Mapping[str, Move],
    sources: int,
) -> LedgerLine:
    moved, tone = move_text(moves.get(promise.slug), dated=promise.latest is not None)
    current = standing.current_promise
    is_current = current is not None and current.slug == promise.slug
    return LedgerLine(
        number=number,
        commitment=commitment,
        moved=moved,
        tone=tone,
        look=_look(promise, standing, is_current=is_current),
        sources=sources,
        is_current=is_current,
    )


def _look(promise: Promise, standing: Standing, *, is_current: bool) -> Look:
    if promise not in standing.counted:
        return UNCOUNTED_LOOK
    clock = Clock(standing.as_of, standing.verified_through)
    verdict: Verdict | None = verdict_of(promise, outcomes=standing.outcomes, clock=clock)
    if verdict is None:
        return UNDATED_LOOK
    return (CURRENT_LOOKS if is_current else REPLACED_LOOKS)[verdict]


def evidence_lines(dossier: Dossier) -> list[EvidenceLine]:
    """All pages, newest first, each once with everything that it supports."""
    numbers = {each.pk: number for number, each in enumerate(dossier.commitments, start=1)}
    pages: dict[str, list[Evidence]] = defaultdict(list)
    for each in sorted(dossier.evidence, key=_published, reverse=True):
        pages[each.url].append(each)
    return [EvidenceLine(evidence=page[0], supports=_supports(page, numbers)) for page in pages.values()]


def _supports(page: list[Evidence], numbers: Mapping[int, int]) -> tuple[Support, ...]:
    found = [Support(each.role, numbers.get(each.commitment_id or 0), each.event) for each in page]
    return tuple(sorted(found, key=lambda each: (each.number is None, each.number or 0)))


def _published(evidence: Evidence) -> tuple[str, str]:
    published = evidence.published_latest
    return (published.isoformat() if published else "", evidence.url)
