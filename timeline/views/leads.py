"""Today's lead: the most consequential recent fact, and what is told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.ledger import Verdict
from timeline.queries.boards import Board, BoardLane
from timeline.queries.deliverables import Row
from timeline.queries.marked import Notes
from timeline.queries.moved import Moved
from timeline.views.strips import span_of_row
from timeline.wording.leads import deck_of
from timeline.wording.standings import NOTHING, delta_of, headline_of, moves_in_lane

WEEK = timedelta(days=7)
MOST_BESIDE = 3
MOST_NEW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The row that leads, the lane it stands in, and others of its company in the same days."""

    row: Row
    lane: BoardLane
    beside: tuple[Row, ...]
    span: tuple[date, date]
    day: date
    fresh: bool
    headline: str
    deck: str
    moves: int
    has_delta: bool


def lead_of(lines: Iterable[Moved], found: Board, notes: Notes, *, as_of: date) -> Lead | None:
    """The lead of a day; None while nothing confirmed is recorded.

    The weightiest of the last week, else of the newest lines whatever their day.
    """
    known = (line for line in lines if line.ended != Verdict.UNVERIFIED)
    confirmed = [line for line in known if line.row and not line.row.standing.is_unconfirmed]
    this_week = [line for line in confirmed if as_of - line.day <= WEEK]
    line = max(this_week or confirmed[:MOST_NEW], key=lambda each: _weight(each, notes), default=None)
    if line is None or line.row is None:
        return None
    return _lead(line, line.row, found, notes, as_of=as_of, fresh=bool(this_week))


def _weight(line: Moved, notes: Notes) -> tuple[int, int, str]:
    """Significance by sources by days late or moved."""
    row = line.row
    days = abs(line.move.shift_days or 0) if line.move else 0
    late = (row.standing.slip_min_days or 0) if row else 0
    sources = notes.sources(line.fact)
    weight = notes.significance(line.fact) * max(1, sources) * (1 + max(days, late))
    return (weight, sources, line.key[-1])


def _lead(line: Moved, row: Row, found: Board, notes: Notes, *, as_of: date, fresh: bool) -> Lead:
    name, company = row.deliverable.name, row.deliverable.product.company.name
    lane = next(lane for lane in found.lanes if row in lane.rows)
    return Lead(
        row=row,
        lane=lane,
        beside=_beside(row, lane),
        span=span_of_row(row, as_of=as_of),
        day=line.day,
        fresh=fresh,
        headline=headline_of(name, company, row.standing),
        deck=deck_of(company, notes.words(row.standing.first_promise), row.standing),
        moves=moves_in_lane(row.standing),
        has_delta=delta_of(row.standing) != NOTHING,
    )


def _beside(row: Row, lane: BoardLane) -> tuple[Row, ...]:
    """Other promised rows of the company, those of the same product first."""
    others = [each for each in lane.rows if each is not row and each.standing.first_promise]
    product = row.deliverable.product_id
    return tuple(
        sorted(others, key=lambda each: (each.deliverable.product_id != product, each.facts.slug))[
            :MOST_BESIDE
        ]
    )
