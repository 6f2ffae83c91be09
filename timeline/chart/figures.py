"""What is drawn of one deliverable, in days: the same on a page and in a browser, whatever the scale."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from timeline.ledger.answers import Fate
from timeline.ledger.chain import order
from timeline.ledger.facts import Happening, Promise
from timeline.ledger.publicity import stands
from timeline.ledger.standing import Standing
from timeline.terms import Basis, Effect, Precision
from timeline.wording.standings import promises_in_lane

EPOCH = date(1970, 1, 1).toordinal()
# What was said to the month or closer has hard ends; the rest fades out.
VAGUE = frozenset(
    {
        Precision.QUARTER,
        Precision.SEASON,
        Precision.HALF,
        Precision.YEAR,
        Precision.RELATIVE,
        Precision.DEADLINE,
    }
)
RUNNING = {Fate.OVERDUE: "running", Fate.UNVERIFIED: "unchecked"}


class Window(NamedTuple):
    """From the beginning of its first day to the end of its last."""

    begin: int
    end: int
    vague: bool


class Tail(NamedTuple):
    """A line of some look between the end of the last window and a point in time."""

    look: str
    until: float


class End(NamedTuple):
    """A mark of some shape: dot, launch, part, withdrawn, restored, silent or cross."""

    shape: str
    at: float


class Figure(NamedTuple):
    """Points in time are days since 1970-01-01: a day begins at its number and ends one later.

    lead: the hairline from the first word to the first window; without windows, to where waiting ended.
    """

    lead: tuple[int, int] | None = None
    said: tuple[int, ...] = ()
    windows: tuple[Window, ...] = ()
    tails: tuple[Tail, ...] = ()
    ends: tuple[End, ...] = ()


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH


def figure_of(standing: Standing, *, only_lane: Basis | None = None) -> Figure:
    """The figure of a standing; with only_lane its promises of that lane alone, without what became of it."""
    lane = only_lane or standing.lane
    dated = promises_in_lane(standing, lane)
    if not dated:
        return _without_dates(standing)
    said = _days_said([each for each in standing.counted if each.basis == lane])
    windows = tuple(window_of(each) for each in dated)
    lead = (said[0], windows[0].begin) if said else None
    figure = Figure(lead=lead, said=said, windows=windows)
    if only_lane is not None:
        return figure
    return figure._replace(tails=_tails(standing, windows), ends=_ends(standing))


def window_of(promise: Promise) -> Window:
    """The window of a dated promise."""
    if promise.latest is None:
        raise ValueError(f"{promise.slug} has no window to draw")
    begin = day_number(promise.earliest or promise.latest)
    return Window(begin, day_number(promise.latest) + 1, promise.precision in VAGUE)


def _without_dates(standing: Standing) -> Figure:
    outcomes = standing.outcomes
    said = _days_said(standing.counted)
    ended = outcomes.arrived or outcomes.partly or outcomes.dropped or outcomes.dormant
    until = day_number(ended.earliest if ended else standing.as_of) + 1
    return Figure(lead=(said[0], until) if said else None, said=said, ends=_ends(standing))


def _days_said(promises: Sequence[Promise]) -> tuple[int, ...]:
    return tuple(day_number(each.public_on) for each in sorted(promises, key=order) if each.public_on)


def _tails(standing: Standing, windows: Sequence[Window]) -> tuple[Tail, ...]:
    tails = []
    if standing.fate in RUNNING:
        known = standing.verified_through if standing.fate == Fate.OVERDUE else standing.as_of
        tails.append(Tail(RUNNING[standing.fate], day_number(known or standing.as_of) + 1))
    came = standing.arrived
    if came is not None and day_number(came.earliest) >= windows[-1].end:
        tails.append(Tail("late", _middle(came)))
    if (stopped := _stopped(standing)) is not None:
        tails.append(Tail("lead", _middle(stopped)))
    return tuple(tails)


def _ends(standing: Standing) -> tuple[End, ...]:
    outcomes, ends = standing.outcomes, []
    if outcomes.arrived is not None:
        promised = bool(promises_in_lane(standing))
        ends.append(End("dot" if promised else "launch", _middle(outcomes.arrived)))
    elif outcomes.partly is not None:
        ends.append(End("part", _middle(outcomes.partly)))
    ends += _pulled_and_back(standing)
    if (stopped := _stopped(standing)) is not None and standing.fate != Fate.WITHDRAWN:
        ends.append(End("silent" if standing.fate == Fate.DORMANT else "cross", _middle(stopped)))
    return tuple(ends)


def _pulled_and_back(standing: Standing) -> list[End]:
    """Every withdrawal and restoration: what came back had been gone."""
    shapes = {Effect.WITHDRAWN: "withdrawn", Effect.RESTORED: "restored"}
    found = [each for each in standing.facts.happenings if stands(each, standing.as_of)]
    return [End(shapes[each.effect], _middle(each)) for each in found if each.effect in shapes]


def _stopped(standing: Standing) -> Happening | None:
    """What ended it, where something did."""
    outcomes = standing.outcomes
    match standing.fate:
        case Fate.CANCELLED | Fate.REPORTED_CANCELLED:
            return outcomes.dropped
        case Fate.WITHDRAWN:
            return outcomes.withdrawn
        case Fate.DORMANT:
            return outcomes.dormant
    return None


def _middle(happening: Happening) -> float:
    """It is marked in the middle of the days it may have been on."""
    middle = (day_number(happening.earliest) + day_number(happening.latest) + 1) / 2
    return int(middle) if middle.is_integer() else middle
