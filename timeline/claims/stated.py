"""The windows that a text states, each with its role; of several promised ones the one the claim is about."""

from datetime import date

from timeline.claims.claim import Role, Stated
from timeline.claims.dated import Dated, find_dated
from timeline.claims.passages import Passage
from timeline.claims.roles import role_of
from timeline.terms import EventKind, Precision
from timeline.windows import Window


def find_stated(passage: Passage, *, on: date, kind: EventKind | None) -> tuple[Stated, ...]:
    """The chosen promise first, then the others in the order of the text; at most one is promised."""
    found = find_dated(passage.plain, passage.lower, on=on, start=0, end=len(passage.plain))
    stated = []
    for dated in found:
        role = role_of(dated, passage, on=on, kind=kind)
        if role is not None:
            stated.append(_stated(dated, role))
    stated = [each for each in stated if each is not None]
    chosen = _chosen([each for each in stated if each.role == Role.PROMISED], passage)
    others = [each for each in stated if each.role != Role.PROMISED]
    return (chosen, *others) if chosen else tuple(others)


def _stated(dated: Dated, role: Role) -> Stated | None:
    window = dated.back if role in (Role.PREVIOUS, Role.ACTUAL) and dated.back else dated.ahead
    if window is None:
        return None
    return Stated(words=dated.words, window=window, role=role, start=dated.start, end=dated.end)


def _chosen(promised: list[Stated], passage: Passage) -> Stated | None:
    """The first one said, unless a later one says the same more finely."""
    if not promised:
        return None
    chosen = promised[0]
    for other in promised[1:]:
        if _lies_within(other.window, chosen.window) and chosen.window.precision != Precision.RANGE:
            chosen = other
    return chosen


def _lies_within(finer: Window, wider: Window) -> bool:
    if finer.earliest is None or wider.earliest is None or finer.latest is None or wider.latest is None:
        return False
    return wider.earliest <= finer.earliest and finer.latest <= wider.latest and finer != wider
