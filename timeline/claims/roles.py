"""What a window is in its text: promised, the missed one restated, a day already past, a guess of others."""

import re
from dataclasses import dataclass
from datetime import timedelta

from timeline.claims import signs
from timeline.claims.claim import Role
from timeline.claims.dated import Dated
from timeline.claims.passages import Passage
from timeline.terms import EventKind

_BEFORE, _AFTER, _NEAR = 160, 90, 70
# A month or season named without its year, which lies further ahead than this, is sooner the past one.
_LATELY = timedelta(days=230)


@dataclass(frozen=True, slots=True)
class Place:
    """A phrase of time, in lower case, and its sentence before and after it."""

    dated: Dated
    words: str
    before: str
    after: str
    sentence: str


def place_of(dated: Dated, passage: Passage) -> Place:
    """Where a phrase stands."""
    start, end = passage.sentence_at(dated.start)
    return Place(
        dated=dated,
        words=dated.words.lower(),
        before=passage.lower[max(start, dated.start - _BEFORE) : dated.start],
        after=passage.lower[dated.end : min(end, dated.end + _AFTER)],
        sentence=passage.lower[start:end],
    )


def role_of(place: Place) -> Role | None:
    """The role of a phrase, whatever its text tells of; None where it is no window."""
    if _is_previous(place):
        return Role.PREVIOUS
    if _is_bare_length(place):
        return None
    if place.dated.ahead is None or _is_done(place):
        return Role.ACTUAL
    return Role.FORECAST if signs.GUESS.search(place.sentence) else Role.PROMISED


def role_within(role: Role | None, place: Place, *, kind: EventKind | None) -> Role | None:
    """That role in a text of this kind: what is put off was a plan; without an event little is promised."""
    if kind in (EventKind.DELAY, EventKind.CANCELLATION) and _is_plan_undone(place):
        return Role.PREVIOUS
    if role == Role.PROMISED and kind is None and not signs.OF_A_THING.search(place.before[-_NEAR:]):
        return None
    return role


def _is_previous(place: Place) -> bool:
    if signs.UNTIL.match(place.words):
        return False
    if signs.PREVIOUS_BEFORE.search(place.before) or signs.PREVIOUS_AFTER.match(place.after):
        return True
    names_old_date = signs.FROM.match(place.words) or signs.NAMES_A_DATE.match(place.after)
    return bool(names_old_date and signs.MOVED_BEFORE.search(place.before))


def _is_plan_undone(place: Place) -> bool:
    if signs.UNTIL.match(place.words) or not signs.BUT_AFTER.match(place.after):
        return False
    return signs.PLAN_BEFORE.search(place.before) is not None


def _is_bare_length(place: Place) -> bool:
    """ "Five days", "six months after": how long something took, no window of its own."""
    if not signs.LENGTH.search(place.words) or signs.NAMED_LENGTH.search(place.words):
        return signs.GONE_AFTER.match(place.after) is not None
    if signs.LENGTH_TAKEN_AFTER.match(place.after) or signs.LENGTH_TAKEN_BEFORE.search(place.before):
        return True
    return signs.LENGTH_AHEAD.match(place.words) is None


def _is_done(place: Place) -> bool:
    """Whether the phrase dates what has happened: by its own words, else by the nearer verb before it."""
    if signs.AHEAD_BY_ITSELF.match(place.words) or signs.STARTS_BEFORE.search(place.before):
        return False
    if (
        signs.TODAY.match(place.words)
        or signs.SOURCE_AFTER.match(place.after)
        or place.before.endswith("back ")
    ):
        return True
    if signs.WEEKDAY.match(place.words):
        return not signs.DIRECTLY_AHEAD.search(place.before) or bool(signs.WAS_BEFORE.search(place.before))
    return _is_done_by_verbs(place)


def _is_done_by_verbs(place: Place) -> bool:
    dated = place.dated
    if _is_that_day(dated):
        return not signs.DIRECTLY_AHEAD.search(place.before)
    past, future = _last(signs.PAST, place.before), _last(signs.FUTURE, place.before)
    is_running = signs.RUNNING.match(place.words) is not None
    if past < 0 and future < 0:
        return bool(signs.PAST_AFTER.match(place.after)) or (is_running and not place.before.strip())
    if _is_lately(dated) or (is_running and dated.ahead is not None and dated.ahead.earliest == dated.on):
        return past > future or not signs.CLEARLY_AHEAD.search(place.before[-_NEAR:])
    return past > future


def _is_that_day(dated: Dated) -> bool:
    return dated.ahead is not None and dated.ahead.earliest == dated.ahead.latest == dated.on


def _is_lately(dated: Dated) -> bool:
    """Whether the phrase lies a short while ago, looking back, and nearly a year on, looking ahead."""
    ahead = dated.ahead
    if ahead is None or ahead.earliest is None or ahead.earliest - dated.on <= _LATELY:
        return False
    return dated.back is not None and dated.back.latest is not None and dated.back.latest < dated.on


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last find ends; -1 for none."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)
