"""The arithmetic of one promise against the day of its arrival: verdict, days late and days early."""

from timeline.ledger.answers import Verdict
from timeline.ledger.facts import Happening, Promise
from timeline.terms import Precision

# The window of these runs from the day they were said: they promised no first day to be late against.
WITHOUT_FIRST_DAY = frozenset({Precision.DEADLINE, Precision.RELATIVE})


def counts_against(promise: Promise, happening: Happening) -> bool:
    """False for a promise that can only have been made after the happening."""
    said = promise.said_from
    return said is not None and said <= happening.latest


def score(promise: Promise, arrival: Happening) -> Verdict | None:
    """Early, on time, late or indeterminate; None for a promise without a latest day."""
    if promise.latest is None:
        return None
    if arrival.earliest > promise.latest:
        return Verdict.LATE
    if arrival.latest > promise.latest:
        return Verdict.INDETERMINATE
    return Verdict.EARLY if early_days(promise, arrival) > 0 else Verdict.ON_TIME


def slip_min(promise: Promise, arrival: Happening) -> int | None:
    """Days by which the arrival is late for certain, 0 when it need not be; None without a latest day."""
    return None if promise.latest is None else max(0, (arrival.earliest - promise.latest).days)


def slip_max(promise: Promise, arrival: Happening) -> int | None:
    """Days by which the arrival is late at most, 0 when it came in time; None without a latest day.

    Counted from the first promised day, or from the last one where only an end was promised.
    """
    if promise.latest is None:
        return None
    if arrival.latest <= promise.latest:
        return 0
    start = None if promise.precision in WITHOUT_FIRST_DAY else promise.earliest
    return (arrival.latest - (promise.latest if start is None else start)).days


def early_days(promise: Promise, arrival: Happening) -> int:
    """Days by which the arrival came before the first promised day for certain; never negative."""
    return 0 if promise.earliest is None else max(0, (promise.earliest - arrival.latest).days)
