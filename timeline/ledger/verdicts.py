"""The verdict on one promise at a day, and the days late that go with it."""

from datetime import date
from typing import NamedTuple

from timeline.ledger.answers import Verdict
from timeline.ledger.arithmetic import counts_against, score, slip_max, slip_min
from timeline.ledger.facts import Happening, Promise
from timeline.ledger.outcomes import Outcomes


class Clock(NamedTuple):
    """The day that is taken as today, and the day up to which (never past it) the record was verified."""

    as_of: date
    verified_through: date | None


class Slip(NamedTuple):
    """Days late: at least, and at most; None where that is not known."""

    at_least: int | None = None
    at_most: int | None = None


def verdict_of(promise: Promise | None, *, outcomes: Outcomes, clock: Clock) -> Verdict | None:
    """How the promise stands; None without a promise or without a latest day in it."""
    if promise is None or promise.latest is None:
        return None
    if outcomes.arrived is not None:
        return score(promise, outcomes.arrived)
    if outcomes.partly is not None and counts_against(promise, outcomes.partly):
        return Verdict.LATE if outcomes.partly.earliest > promise.latest else Verdict.PARTLY
    if outcomes.dropped is not None and counts_against(promise, outcomes.dropped):
        return Verdict.CANCELLED
    return open_verdict(promise.latest, clock=clock)


def open_verdict(latest: date, *, clock: Clock) -> Verdict:
    """Of a promise due by `latest` that nothing has settled: open, overdue or unverified."""
    if latest >= clock.as_of:
        return Verdict.OPEN
    if clock.verified_through is not None and clock.verified_through > latest:
        return Verdict.OVERDUE
    return Verdict.UNVERIFIED


def slip_of(promise: Promise | None, *, outcomes: Outcomes, clock: Clock) -> Slip:
    """Days late against the promise: 0 when not late, unknown when it was cancelled or not checked."""
    verdict = verdict_of(promise, outcomes=outcomes, clock=clock)
    if promise is None or verdict is None or verdict in (Verdict.CANCELLED, Verdict.UNVERIFIED):
        return Slip()
    if verdict == Verdict.OPEN:
        return Slip(at_least=0)
    if verdict == Verdict.OVERDUE:
        return Slip(at_least=days_overdue(promise, clock=clock))
    came = outcomes.arrived or outcomes.partly
    return Slip() if came is None else _slip_at(promise, came)


def days_overdue(promise: Promise, *, clock: Clock) -> int:
    """Days past the window for which it is known that the thing was not there; 0 where none is."""
    if promise.latest is None or clock.verified_through is None:
        return 0
    return max(0, (clock.verified_through - promise.latest).days)


def _slip_at(promise: Promise, came: Happening) -> Slip:
    return Slip(at_least=slip_min(promise, came), at_most=slip_max(promise, came))
