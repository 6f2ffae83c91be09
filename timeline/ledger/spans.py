"""The days that a deliverable takes up: what a range of days is held against."""

from datetime import date

from timeline.ledger.answers import Fate
from timeline.ledger.standing import Standing

WAITING = frozenset({Fate.OVERDUE, Fate.UNVERIFIED, Fate.ANNOUNCED})


def span_of(standing: Standing) -> tuple[date, date] | None:
    """From its first window or outcome to its last; up to as_of while it is waited for past every window.

    Without any window it begins on the day it was first spoken of. None where no day is known.
    """
    days = [*_window_days(standing), *_outcome_days(standing)]
    if days and standing.fate in WAITING:
        days.append(standing.as_of)
    return (min(days), max(days)) if days else None


def _window_days(standing: Standing) -> list[date]:
    dated = [each for each in standing.counted if each.latest and each.basis == standing.lane]
    if not dated:
        return [each.public_on for each in standing.counted if each.public_on]
    return [day for each in dated for day in (each.earliest, each.latest) if day]


def _outcome_days(standing: Standing) -> list[date]:
    happened = [each for each in standing.outcomes if each is not None]
    return [day for each in happened for day in (each.earliest, each.latest)]
