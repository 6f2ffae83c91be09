"""Windows that a text states beside those that the record holds."""

from collections.abc import Iterable
from datetime import date, timedelta

from news.matching import folded_key
from timeline.claims.claim import Claim, Role, Stated
from timeline.claims.record import Known
from timeline.ledger import Promise
from timeline.ledger.publicity import stands
from timeline.terms import Basis, Precision
from timeline.windows import Window

# For so many days the same words of a length of time ("in the coming weeks") tell of one saying.
SAYING_DAYS = timedelta(days=4)
QUOTES = "\"' "


def stated_as(claim: Claim, role: Role) -> Stated | None:
    """The window that the claim states in a role; of several the first, which the reading chose."""
    return next((each for each in claim.stated if each.role == role), None)


def said_before(known: Known, stated: Stated, *, on: date) -> Promise | None:
    """The recorded promise that the window says again: the one that counts now, else the newest."""
    current = known.current
    said = [
        each
        for each in known.standing.facts.promises
        if stands(each, on) and is_the_same(each, stated, on=on)
    ]
    return max(said, key=lambda each: _rank(each, current), default=None)


def _rank(promise: Promise, current: Promise | None) -> tuple[bool, bool, date, str]:
    is_current = current is not None and promise.slug == current.slug
    return is_current, promise.basis == Basis.OFFICIAL, promise.public_on or date.min, promise.slug


def is_the_same(promise: Promise, stated: Stated, *, on: date) -> bool:
    """Whether a recorded window and a stated one are one, both read on the day `on`.

    A month that had begun when it was promised reads shorter every day after: the first days that are over
    tell nothing. Words that count from the day of saying move with the day; said again within a few days
    they are the same promise.
    """
    window = stated.window
    if promise.precision == Precision.VAGUE or window.precision == Precision.VAGUE:
        return promise.precision == window.precision
    if (promise.latest, _still_ahead(promise.earliest, on)) == (
        window.latest,
        _still_ahead(window.earliest, on),
    ):
        return True
    return _are_the_same_words(promise, stated, on=on)


def is_later(window: Window, promise: Promise) -> bool:
    """Whether the window ends after the promised one, or begins after it without an end."""
    last = window.latest or window.earliest
    return promise.latest is not None and last is not None and last > promise.latest


def is_firmer(window: Window, than: Window | None) -> bool:
    """Whether the window lies within the other and is shorter; any dated one is firmer than none."""
    if window.earliest is None or window.latest is None:
        return False
    if than is None or than.latest is None:
        return True
    first = than.earliest or date.min
    lies_within = first <= window.earliest and window.latest <= than.latest
    return lies_within and (window.earliest, window.latest) != (first, than.latest)


def firmest(windows: Iterable[Stated], *, first: Stated | None) -> Stated | None:
    """The first one, firmed by every later one that lies within it."""
    chosen = first
    for stated in windows:
        if is_firmer(stated.window, chosen.window if chosen else None):
            chosen = stated
    return chosen


def _still_ahead(first: date | None, on: date) -> date | None:
    return None if first is None else max(first, on)


def _are_the_same_words(promise: Promise, stated: Stated, *, on: date) -> bool:
    if Precision.RELATIVE not in (promise.precision, stated.window.precision):
        return False
    said = promise.public_on
    is_fresh = said is not None and on - said <= SAYING_DAYS
    return is_fresh and _plain(promise.words) == _plain(stated.words)


def _plain(words: str) -> str:
    return folded_key(words).strip(QUOTES)
