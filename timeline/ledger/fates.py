"""The fate table: the first row that matches decides."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from timeline.ledger.answers import Fate, Verdict
from timeline.ledger.arithmetic import score
from timeline.ledger.facts import Facts, Happening, Promise
from timeline.ledger.outcomes import Outcomes
from timeline.ledger.verdicts import Clock, open_verdict

DELIVERED_AS: Mapping[Verdict | None, Fate] = MappingProxyType(
    {
        None: Fate.DELIVERED_UNSCORED,
        Verdict.LATE: Fate.DELIVERED_LATE,
        Verdict.EARLY: Fate.DELIVERED_EARLY,
        Verdict.ON_TIME: Fate.DELIVERED_ON_TIME,
        Verdict.INDETERMINATE: Fate.DELIVERED_INDETERMINATE,
    }
)
WAITING_AS: Mapping[Verdict, Fate] = MappingProxyType(
    {
        Verdict.OPEN: Fate.PENDING,
        Verdict.OVERDUE: Fate.OVERDUE,
        Verdict.UNVERIFIED: Fate.UNVERIFIED,
    }
)


def fate_of(
    facts: Facts, outcomes: Outcomes, *, first: Promise | None, current: Promise | None, clock: Clock
) -> Fate:
    """The fate at the clock's day; first and current are the dated promises that count, None without any."""
    if facts.merged_into is not None:
        return Fate.SUPERSEDED
    if outcomes.withdrawn is not None:
        return Fate.WITHDRAWN
    if outcomes.arrived is not None:
        return _delivered(first, outcomes.arrived)
    return _ended(outcomes) or _waiting(current, clock)


def _delivered(first: Promise | None, arrived: Happening) -> Fate:
    return DELIVERED_AS[None if first is None else score(first, arrived)]


def _ended(outcomes: Outcomes) -> Fate | None:
    if outcomes.partly is not None:
        return Fate.DELIVERED_PARTLY
    if outcomes.cancelled is not None:
        return Fate.CANCELLED
    if outcomes.reported_cancelled is not None:
        return Fate.REPORTED_CANCELLED
    return None if outcomes.dormant is None else Fate.DORMANT


def _waiting(current: Promise | None, clock: Clock) -> Fate:
    latest: date | None = None if current is None else current.latest
    return Fate.ANNOUNCED if latest is None else WAITING_AS[open_verdict(latest, clock=clock)]
