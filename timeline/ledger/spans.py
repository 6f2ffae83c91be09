"""The days that a deliverable takes up: what a range of days is held against."""

from collections.abc import Sequence
from datetime import date

from timeline.ledger.answers import Fate
from timeline.ledger.facts import Promise
from timeline.ledger.outcomes import Outcomes
from timeline.terms import Basis

WAITING = frozenset({Fate.OVERDUE, Fate.UNVERIFIED, Fate.ANNOUNCED})


def span_of(
    counted: Sequence[Promise], lane: Basis | None, outcomes: Outcomes, *, waiting_on: date | None
) -> tuple[date, date] | None:
    """From the first window or outcome to the last; up to the day of waiting where that is past every window.

    Without any window it begins on the day it was first spoken of. None where no day is known.
    """
    days = [*_window_days(counted, lane), *_outcome_days(outcomes)]
    if days and waiting_on is not None:
        days.append(waiting_on)
    return (min(days), max(days)) if days else None


def _window_days(counted: Sequence[Promise], lane: Basis | None) -> list[date]:
    dated = [each for each in counted if each.latest and each.basis == lane]
    if not dated:
        return [each.public_on for each in counted if each.public_on]
    return [day for each in dated for day in (each.earliest, each.latest) if day]


def _outcome_days(outcomes: Outcomes) -> list[date]:
    happened = [each for each in outcomes if each is not None]
    return [day for each in happened for day in (each.earliest, each.latest)]
