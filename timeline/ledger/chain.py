"""The chain of promises: its order, the lane that is judged, and the first and current promise in it."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from timeline.ledger.arithmetic import counts_against
from timeline.ledger.facts import Facts, Promise
from timeline.ledger.outcomes import Outcomes
from timeline.ledger.publicity import stands
from timeline.terms import Basis


class Lane(NamedTuple):
    """The promises judged: from which basis, the first and the last; all None without a dated one."""

    basis: Basis | None = None
    first: Promise | None = None
    current: Promise | None = None


NO_LANE = Lane()


# The key that puts public commitments in order: the day each became public, then its slug.
order: Callable[[Promise], tuple[date, str]] = attrgetter("public_on", "slug")


def counted_promises(facts: Facts, outcomes: Outcomes, *, as_of: date) -> tuple[Promise, ...]:
    """The promises standing at as_of that were not made after the arrival; in no order."""
    promises = [promise for promise in facts.promises if stands(promise, as_of)]
    if outcomes.arrived is not None:
        promises = [promise for promise in promises if counts_against(promise, outcomes.arrived)]
    return tuple(promises)


def is_relied_on(promise: Promise) -> bool:
    """True for the company's own word given in time: a plan disclosed afterwards bound nobody."""
    return promise.basis == Basis.OFFICIAL and not promise.retro_disclosed


def lane_of(counted: Sequence[Promise]) -> Lane:
    """The official lane when it holds a dated promise in time, else the reported one, else no lane.

    A promise without a latest day never counts here: withdrawing a date does not stop its clock.
    """
    official = [promise for promise in counted if promise.latest is not None and is_relied_on(promise)]
    if official:
        return _ends(Basis.OFFICIAL, official)
    reported = [each for each in counted if each.latest is not None and each.basis == Basis.REPORTED]
    return _ends(Basis.REPORTED, reported) if reported else NO_LANE


def _ends(basis: Basis, promises: Sequence[Promise]) -> Lane:
    if len(promises) == 1:
        return Lane(basis, promises[0], promises[0])
    in_order = sorted(promises, key=order)
    return Lane(basis, in_order[0], in_order[-1])
