"""The delay curve: the share of promises not there yet, by days after the promised day (Kaplan-Meier)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from timeline.ledger.cells import sort_cells
from timeline.ledger.facts import Facts
from timeline.ledger.standing import Standing


class Step(NamedTuple):
    """One step: of those at risk so many arrived on the day; waiting is the share left after it."""

    day: int
    at_risk: int
    arrived: int
    waiting: float


def kaplan_meier(watched: Iterable[tuple[int, bool]]) -> tuple[Step, ...]:
    """The steps of pairs (last day watched, whether it arrived on it), any whole days, in order of days.

    What was watched up to a day without arriving is still at risk on it.
    """
    spans = list(watched)
    ends = sorted(end for end, _ in spans)
    steps: list[Step] = []
    waiting = 1.0
    for day, arrived in sorted(Counter(end for end, arrived in spans if arrived).items()):
        at_risk = len(ends) - bisect_left(ends, day)
        waiting *= 1 - arrived / at_risk
        steps.append(Step(day, at_risk, arrived, waiting))
    return tuple(steps)


def delay_curve(standings: Iterable[tuple[Facts, Standing]]) -> tuple[Step, ...]:
    """The curve over the first promises of the official lane; the caller filters as for record_of.

    Days are counted from the latest day of the first promise. Day 0 gathers all that arrived by then, out
    of all that were watched. What has not arrived is left out from the day it was verified through.
    """
    promised = sort_cells(standings).promised
    steps = kaplan_meier(span for standing in promised if (span := _watched(standing)) is not None)
    in_time = [step for step in steps if step.day <= 0]
    if not in_time:
        return steps
    arrived = sum(step.arrived for step in in_time)
    start = Step(0, in_time[0].at_risk, arrived, in_time[-1].waiting)
    return (start, *steps[len(in_time) :])


def _watched(standing: Standing) -> tuple[int, bool] | None:
    """The last day of the watch, counted from the promised day, and whether it arrived then."""
    due = None if standing.first_promise is None else standing.first_promise.latest
    end: date | None = standing.verified_through if standing.arrived is None else standing.arrived.earliest
    return None if due is None or end is None else ((end - due).days, standing.arrived is not None)
