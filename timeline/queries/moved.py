"""What moved: the latest facts by the day they became public, and the windows that ended in vain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from timeline.ledger import Fate, Move, Standing, Verdict
from timeline.ledger.chain import order
from timeline.ledger.facts import Happening, Promise
from timeline.ledger.publicity import stands
from timeline.ledger.verdicts import Clock, slip_of, verdict_of
from timeline.queries.boards import BoardLane
from timeline.queries.deliverables import Row
from timeline.queries.marked import Restructuring
from timeline.terms import ARRIVALS, Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One line: a promise with its move or its end in vain, an outcome, a restructuring; the others are None.

    ended: the verdict on a promise whose window ended without the thing: late, overdue or unverified;
    days_late: how far past its end it came or was still missing, at least.
    """

    day: date
    row: Row | None = None
    promise: Promise | None = None
    before: Promise | None = None
    move: Move | None = None
    ended: Verdict | None = None
    days_late: int | None = None
    happening: Happening | None = None
    restructuring: Restructuring | None = None
    company: str = ""

    @property
    def fact(self) -> Promise | Happening | None:
        """What the line is about; None for a restructuring."""
        return self.promise or self.happening

    @property
    def key(self) -> tuple[date, bool, str]:
        """Newest first when reversed; the slug makes the order total."""
        slug = self.restructuring.slug if self.restructuring else self.row.facts.slug if self.row else ""
        # The end of a window is told before what came on the same day.
        return (
            self.day,
            self.ended is None,
            f"{slug} {getattr(self.fact, 'slug', getattr(self.fact, 'event', ''))}",
        )


DAY = timedelta(days=1)
IN_VAIN = (Verdict.LATE, Verdict.OVERDUE, Verdict.UNVERIFIED)
SHOWN_EFFECTS = ARRIVALS | {Effect.DELIVERED_PARTLY, Effect.CANCELLED, Effect.WITHDRAWN, Effect.RESTORED}


def moved(lanes: Sequence[BoardLane], *, as_of: date, most: int) -> list[Moved]:
    """The newest lines up to the day."""
    lines = chain(lines_of((row for lane in lanes for row in lane.rows), as_of=as_of), _restructurings(lanes))
    return sorted(lines, key=lambda line: line.key, reverse=True)[:most]


def lines_of(rows: Iterable[Row], *, as_of: date) -> Iterable[Moved]:
    """The lines of the rows, in no order; launches nobody promised are news, not moves, and left out."""
    for row in rows:
        if row.standing.fate != Fate.DELIVERED_UNSCORED or row.standing.counted:
            yield from _promises(row, as_of)
            yield from _ended(row, as_of)
            yield from _outcomes(row, as_of)


def _restructurings(lanes: Sequence[BoardLane]) -> Iterable[Moved]:
    """Each once, under the first lane that it concerns."""
    first = {each.slug: (each, lane) for lane in reversed(lanes) for each in lane.restructurings}
    for each, lane in first.values():
        yield Moved(day=each.latest, restructuring=each, company=lane.company.name)


def _promises(row: Row, as_of: date) -> Iterable[Moved]:
    by_slug = {promise.slug: promise for promise in row.facts.promises}
    moves = {move.after: move for move in row.standing.moves}
    for promise in row.facts.promises:
        if promise.public_on and stands(promise, as_of) and not promise.retro_disclosed:
            move = moves.get(promise.slug)
            yield Moved(
                day=promise.public_on,
                row=row,
                promise=promise,
                before=by_slug[move.before] if move else None,
                move=move,
            )


def _ended(row: Row, as_of: date) -> Iterable[Moved]:
    """The windows of the judged lane that ended with nothing there and nothing else promised by then."""
    standing = row.standing
    clock = Clock(as_of, standing.verified_through)
    dated = _dated(standing)
    for place, promise in enumerate(dated):
        end, verdict = promise.latest, verdict_of(promise, outcomes=standing.outcomes, clock=clock)
        if end is None or end >= as_of or verdict not in IN_VAIN or _replaced(end, dated[place + 1 :]):
            continue
        late = slip_of(promise, outcomes=standing.outcomes, clock=clock).at_least
        yield Moved(day=end + DAY, row=row, promise=promise, ended=verdict, days_late=late)


def _dated(standing: Standing) -> list[Promise]:
    """The dated promises of the judged lane that were given in time, in order."""
    given = (each for each in standing.counted if each.latest and not each.retro_disclosed)
    return sorted((each for each in given if each.basis == standing.lane), key=order)


def _replaced(end: date, later: Iterable[Promise]) -> bool:
    """Whether another date was given before a window had passed."""
    return any(each.public_on <= end for each in later if each.public_on)


def _outcomes(row: Row, as_of: date) -> Iterable[Moved]:
    for happening in row.facts.happenings:
        if happening.effect in SHOWN_EFFECTS and stands(happening, as_of):
            yield Moved(day=happening.latest, row=row, happening=happening)


def due_next(rows: Iterable[Row], *, as_of: date, most: int) -> list[Row]:
    """Open promises by the day they fall due."""
    due = [
        (current.latest, row.facts.slug, row)
        for row in rows
        if row.standing.fate == Fate.PENDING
        and (current := row.standing.current_promise)
        and current.latest
        and current.latest >= as_of
    ]
    return [row for _, _, row in sorted(due, key=lambda each: each[:2])[:most]]
