"""The lines of a slip ledger and of its evidence, and where sources disagree."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from timeline.ledger import Move, is_retracted, retraction_day
from timeline.ledger.facts import Promise
from timeline.ledger.standing import Standing
from timeline.models import Commitment, Event, Evidence
from timeline.queries.dossiers import Dossier
from timeline.terms import EvidenceRole
from timeline.wording.promises import arithmetic_text, ended_look, move_text, notice_text
from timeline.wording.terms import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One promise in the slip ledger.

    arithmetic and notice say how a moved date was counted; source is the number of its first source in the
    list of evidence, None while none of its sources could be read.
    """

    number: int
    commitment: Commitment
    public_on: date | None
    moved: str
    tone: str
    arithmetic: str
    notice: str
    look: Look
    sources: int
    source: int | None
    is_current: bool
    retracted_on: date | None


@dataclass(frozen=True, slots=True)
class Support:
    """What a source does for one fact: for a promise by its number, or for an event."""

    role: str
    number: int | None
    event: Event | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One page by its number, and all that it stands for."""

    number: int
    evidence: Evidence
    supports: tuple[Support, ...]
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One fact that sources tell differently: the promise by its number, or the event."""

    number: int | None
    commitment: Commitment | None
    event: Event | None
    told: tuple[Evidence, ...]
    contradicted: tuple[Evidence, ...]


def ledger_lines(dossier: Dossier) -> list[LedgerLine]:
    """The promises in the order they were said, each with how it moved the date and how it ended."""
    standing = dossier.row.standing
    moves = {move.after: move for move in standing.moves}
    promises = {promise.slug: promise for promise in standing.facts.promises}
    sources = _sources_by_promise(evidence_lines(dossier))
    return [
        _line(number, commitment, promises, standing, moves.get(commitment.slug), sources[number])
        for number, commitment in enumerate(dossier.commitments, start=1)
    ]


def _line(
    number: int,
    commitment: Commitment,
    promises: Mapping[str, Promise],
    standing: Standing,
    move: Move | None,
    sources: list[int],
) -> LedgerLine:
    promise = promises[commitment.slug]
    moved, tone = move_text(move, dated=promise.latest is not None)
    current = standing.current_promise
    is_current = current is not None and current.slug == promise.slug
    return LedgerLine(
        number=number,
        commitment=commitment,
        public_on=promise.public_on,
        moved=moved,
        tone=tone,
        arithmetic=arithmetic_text(move, promises.get(move.before) if move else None, promise),
        notice=notice_text(move),
        look=ended_look(promise, standing),
        sources=len(sources),
        source=sources[0] if sources else None,
        is_current=is_current,
        retracted_on=retraction_day(promise) if is_retracted(promise, standing.as_of) else None,
    )


def _sources_by_promise(evidence: list[EvidenceLine]) -> dict[int | None, list[int]]:
    """The numbers of the pages under each promise."""
    found: dict[int | None, list[int]] = defaultdict(list)
    for line in evidence:
        for number in dict.fromkeys(support.number for support in line.supports):
            found[number].append(line.number)
    return found


def evidence_lines(dossier: Dossier) -> list[EvidenceLine]:
    """All pages, newest first, each once with everything that it supports."""
    numbers = {each.pk: number for number, each in enumerate(dossier.commitments, start=1)}
    pages: dict[str, list[Evidence]] = defaultdict(list)
    for each in sorted(dossier.evidence, key=_published, reverse=True):
        pages[each.url].append(each)
    return [
        EvidenceLine(
            number=number,
            evidence=page[0],
            supports=_supports(page, numbers),
            quote=next((each.quote for each in page if each.quote), ""),
        )
        for number, page in enumerate(pages.values(), start=1)
    ]


def _supports(page: list[Evidence], numbers: Mapping[int, int]) -> tuple[Support, ...]:
    found = [Support(each.role, numbers.get(each.commitment_id or 0), each.event) for each in page]
    return tuple(sorted(found, key=lambda each: (each.number is None, each.number or 0)))


def _published(evidence: Evidence) -> tuple[str, str]:
    published = evidence.published_latest
    return (published.isoformat() if published else "", evidence.url)


def disputes(dossier: Dossier) -> list[Dispute]:
    """Every fact under which a source contradicts the others, in the order of the ledger, events last."""
    numbers = {each.pk: number for number, each in enumerate(dossier.commitments, start=1)}
    facts: dict[tuple[int | None, int | None], list[Evidence]] = defaultdict(list)
    for each in dossier.evidence:
        facts[each.commitment_id, each.event_id].append(each)
    found = [_dispute(pages, numbers) for pages in facts.values() if any(map(_contradicts, pages))]
    return sorted(found, key=lambda each: (each.number is None, each.number or 0))


def _dispute(pages: list[Evidence], numbers: Mapping[int, int]) -> Dispute:
    first = pages[0]
    return Dispute(
        number=numbers.get(first.commitment_id or 0),
        commitment=first.commitment,
        event=first.event,
        told=tuple(each for each in pages if not _contradicts(each)),
        contradicted=tuple(each for each in pages if _contradicts(each)),
    )


def _contradicts(evidence: Evidence) -> bool:
    return evidence.role == EvidenceRole.CONTRADICTS
