"""The windows that a text states, each with its role; of several promised ones the one the claim is about."""

from datetime import date
from typing import NamedTuple

from timeline.claims.claim import Role, Span, Stated
from timeline.claims.dated import Dated, find_dated
from timeline.claims.passages import Passage
from timeline.claims.roles import Place, place_of, role_of, role_within
from timeline.terms import EventKind, Precision
from timeline.windows import Window


class Placed(NamedTuple):
    """A phrase of time where it stands, and its role there."""

    place: Place
    role: Role | None


def find_placed(passage: Passage, *, on: date) -> list[Placed]:
    """The phrases of time of a text that was published on that day, in its order."""
    places = [place_of(dated, passage) for dated in find_dated(passage.plain, passage.lower, on=on)]
    return [Placed(place, role_of(place)) for place in places]


def find_planned(placed: list[Placed]) -> tuple[Span, ...]:
    """Where the text names days wholly to come of something promised."""
    return tuple(
        (place.dated.start, place.dated.end)
        for place, role in placed
        if role == Role.PROMISED and _is_to_come(place.dated)
    )


def _is_to_come(dated: Dated) -> bool:
    return dated.ahead is not None and dated.ahead.earliest is not None and dated.ahead.earliest > dated.on


def find_stated(placed: list[Placed], *, kind: EventKind | None) -> tuple[Stated, ...]:
    """The chosen promise first, then the others in the order of the text; at most one is promised."""
    roles = [(place.dated, role_within(role, place, kind=kind)) for place, role in placed]
    stated = [_stated(dated, role) for dated, role in roles if role is not None]
    known = [each for each in stated if each is not None]
    others = [each for each in known if each.role != Role.PROMISED]
    promised = [each for each in known if each.role == Role.PROMISED]
    return (_chosen(promised), *others) if promised else tuple(others)


def _stated(dated: Dated, role: Role) -> Stated | None:
    looks_back = role in (Role.PREVIOUS, Role.ACTUAL) and dated.back is not None
    window = dated.back if looks_back else dated.ahead
    if window is None:
        return None
    return Stated(words=dated.words, window=window, role=role, start=dated.start, end=dated.end)


def _chosen(promised: list[Stated]) -> Stated:
    """The first one said, unless a later one says the same more finely."""
    chosen = promised[0]
    for other in promised[1:]:
        if _is_finer(other.window, chosen.window):
            chosen = other
    return chosen


def _is_finer(finer: Window, wider: Window) -> bool:
    """Days within the other's, but not one day of several that were named as such."""
    if finer.earliest is None or wider.earliest is None or finer.latest is None or wider.latest is None:
        return False
    lies_within = wider.earliest <= finer.earliest and finer.latest <= wider.latest
    return lies_within and finer != wider and wider.precision != Precision.RANGE
