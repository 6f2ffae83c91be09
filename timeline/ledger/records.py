"""A company's on-time record: promises kept and broken, and all that is counted apart from them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from timeline.ledger.answers import Verdict
from timeline.ledger.cells import sort_cells
from timeline.ledger.facts import Facts
from timeline.ledger.intervals import wilson
from timeline.ledger.moves import Move
from timeline.ledger.standing import Standing

KEPT = (Verdict.EARLY, Verdict.ON_TIME)
BROKEN = (Verdict.LATE, Verdict.CANCELLED, Verdict.OVERDUE)
# Under this n a record is shown without a rank, a percentage or a delay curve of its own.
ENOUGH_TO_RANK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Promises kept and broken, n of both, and the 95 % interval of the share kept (None when n is 0)."""

    kept: int
    broken: int
    n: int
    wilson_low: float | None
    wilson_high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One deliverable of a record."""

    slug: str
    verdict_first: Verdict | None
    verdict_current: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The on-time record of a company at a day; medians and means are None where there is nothing to take.

    deliverables: those with an official dated promise, by slug. Each is in exactly one of first.kept,
    first.broken, open, unverified, indeterminate and partly, by the verdict on its first promise.
    median_vague_age_days: from the first undated promise to its arrival or cancellation, else to as_of.
    """

    company: str
    as_of: date
    first: Tally
    current: Tally
    open: int
    unverified: int
    indeterminate: int
    partly: int
    vague: int
    reported_only: int
    goals: int
    median_slip_days: float | None
    moves_per_deliverable: float | None
    median_notice_days: float | None
    median_vague_age_days: float | None
    deliverables: tuple[Line, ...]


def record_of(company: str, standings: Iterable[tuple[Facts, Standing]], *, as_of: date) -> Record:
    """The record of a company (its slug) at as_of.

    The caller passes the deliverables of the company, its units and labs, judged at as_of, and passes none
    of a regulator. Left out here: the channel `law`, merged entries and whatever was not public by as_of;
    the channel `goal` is only counted.
    """
    cells = sort_cells(standings)
    lines = tuple(_line(standing) for standing in cells.promised)
    verdicts = Counter(line.verdict_first for line in lines)
    moves = [standing.own_moves for standing in cells.promised]
    return Record(
        company=company,
        as_of=as_of,
        first=_tally(verdicts),
        current=_tally(Counter(line.verdict_current for line in lines)),
        open=verdicts[Verdict.OPEN],
        unverified=verdicts[Verdict.UNVERIFIED],
        indeterminate=verdicts[Verdict.INDETERMINATE],
        partly=verdicts[Verdict.PARTLY],
        vague=len(cells.vague),
        reported_only=len(cells.reported_only),
        goals=len(cells.goals),
        median_slip_days=_median(_days_late(cells.promised)),
        moves_per_deliverable=sum(map(len, moves)) / len(moves) if moves else None,
        median_notice_days=_median(_notices(moves)),
        median_vague_age_days=_median([_vague_age_days(standing) for standing in cells.vague]),
        deliverables=lines,
    )


def _line(standing: Standing) -> Line:
    return Line(
        slug=standing.slug,
        verdict_first=standing.verdict_first,
        verdict_current=standing.verdict_current,
    )


def _tally(verdicts: Counter[Verdict | None]) -> Tally:
    kept = sum(verdicts[verdict] for verdict in KEPT)
    broken = sum(verdicts[verdict] for verdict in BROKEN)
    low, high = wilson(kept, kept + broken) or (None, None)
    return Tally(kept=kept, broken=broken, n=kept + broken, wilson_low=low, wilson_high=high)


def _notices(moves: Sequence[Sequence[Move]]) -> list[int]:
    return [move.notice_days for chain in moves for move in chain if move.notice_days is not None]


def _days_late(standings: Sequence[Standing]) -> list[int]:
    late = (standing for standing in standings if standing.verdict_first == Verdict.LATE)
    return [days for standing in late if (days := standing.slip_min_days) is not None]


def _vague_age_days(standing: Standing) -> int:
    end = standing.outcomes.arrived or standing.outcomes.dropped
    said = standing.own_words[0].public_on or standing.as_of
    return max(0, ((standing.as_of if end is None else end.latest) - said).days)


def _median(days: Sequence[int]) -> float | None:
    return median(days) if days else None
