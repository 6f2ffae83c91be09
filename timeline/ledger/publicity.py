"""Which facts are public on a day, which are retracted by it, and up to which day the record was verified."""

from datetime import date

from timeline.ledger.facts import Facts, Happening, Promise
from timeline.terms import ARRIVALS, EvidenceRole


def retraction_day(fact: Promise | Happening) -> date | None:
    """The day it is retracted from: that of its first dated retracting evidence, else retracted_on.

    retracted_on alone decides whether: without it a retracting source changes nothing, for another
    independent origin stands.
    """
    if fact.retracted_on is None:
        return None
    days = [
        source.published_latest
        for source in fact.sources
        if source.role == EvidenceRole.RETRACTS and source.published_latest is not None
    ]
    return min(days, default=fact.retracted_on)


def is_public(fact: Promise | Happening, day: date) -> bool:
    """True from the day on which the fact became public, retracted since or not."""
    public_on = fact.public_on
    return public_on is not None and public_on <= day


def is_retracted(fact: Promise | Happening, day: date) -> bool:
    """True from the day of the retraction on."""
    retracted = retraction_day(fact)
    return retracted is not None and retracted <= day


def stands(fact: Promise | Happening, day: date) -> bool:
    """True for a fact that is public and not retracted on the day: only such facts are judged."""
    public_on = fact.public_on
    if public_on is None or public_on > day:
        return False
    return fact.retracted_on is None or not is_retracted(fact, day)


def is_anything_public(facts: Facts, day: date) -> bool:
    """False while nothing about the deliverable had been published."""
    if any(is_public(promise, day) for promise in facts.promises):
        return True
    return any(is_public(happening, day) for happening in facts.happenings)


def last_public_on(facts: Facts, day: date) -> date | None:
    """The day up to the given one on which the newest fact about it became public; None before the first."""
    days = [promise.public_on for promise in facts.promises if is_public(promise, day)]
    days += [happening.public_on for happening in facts.happenings if is_public(happening, day)]
    return max((each for each in days if each is not None), default=None)


def verified_through(facts: Facts, *, as_of: date) -> date | None:
    """The latest day up to as_of on which it is known whether the thing had arrived; None when nothing tells.

    Facts that became public after as_of count too. A fact known only to a span of days tells of the
    first of them: so an arrival "in October", still to come, proves absence up to 1 October, and no look
    on a later day proves more, for by then it may have been there.
    """
    look = facts.last_verified_on or date.min
    for promise in facts.promises:
        day = promise.last_look
        # The quick comparison first: most looks are no later than what is known, and this runs for each.
        if day is not None and day > look and not is_retracted(promise, as_of):
            look = day
    return _held_back(look, facts.happenings, as_of)


def _held_back(look: date, happenings: tuple[Happening, ...], as_of: date) -> date | None:
    """The look or a happening after it, later ones included, up to as_of and to any arrival to come."""
    end = as_of
    for happening in happenings:
        if happening.retracted_on is not None and is_retracted(happening, as_of):
            continue
        if happening.earliest > look:
            look = happening.earliest
        if happening.latest > as_of and happening.effect in ARRIVALS and happening.earliest < end:
            end = happening.earliest
    return None if look == date.min else min(look, end)
