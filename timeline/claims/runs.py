"""Which words can stand in a phrase of time, and which runs of them can be one."""

from collections.abc import Sequence
from functools import lru_cache

from timeline.windows.kinds import Kind
from timeline.windows.vocabulary import VOCABULARY, Token

Kinds = tuple[str, ...]

# What the phrase reader tells by the word before, stands here for either.
KNOWN = {**VOCABULARY, "next": (Token(Kind.NEXT),), "latest": (Token(Kind.LATEST),)}
_UNITS = {Kind.DAYUNIT, Kind.WEEKUNIT, Kind.MONTHUNIT, Kind.YEARUNIT, Kind.PLURAL}
# Every phrase of time holds one of these.
CORE = frozenset(
    {Kind.MONTH, Kind.YEAR, Kind.WEEKDAY, Kind.SEASON, Kind.QUARTER, Kind.HALF, Kind.SHORTHALF, Kind.DATE}
    | {Kind.RELATIVEDAY, Kind.WEEKUNIT, Kind.MONTHUNIT, Kind.QUARTERUNIT, Kind.HALFUNIT, Kind.YEARUNIT}
    | {Kind.PLURAL}
)
_JOINTS = {Kind.COMMA, Kind.DASH, Kind.AND, Kind.OR, Kind.OF}
_LEADS = {Kind.IN, Kind.BY, Kind.FROM, Kind.UNTIL, Kind.BEFORE, Kind.AFTER, Kind.OVER, Kind.WITHIN, Kind.FOR}
_LEADS |= {Kind.THROUGH, Kind.BETWEEN, Kind.AS, Kind.THIS, Kind.NEXT, Kind.COMING, Kind.MORE, Kind.SOON}
_LEADS |= {Kind.PART, Kind.START, Kind.FEW, Kind.ART, Kind.TO}
_FIGURES = {Kind.NUMBER, Kind.COUNT}
BESIDE = (
    CORE
    | _JOINTS
    | _LEADS
    | _FIGURES
    | {
        Kind.ORDINAL,
        Kind.END,
        Kind.REST,
        Kind.NTH,
        Kind.LAST,
        Kind.LEAST,
        Kind.LATER,
        Kind.EARLIEST,
        Kind.LATEST,
    }
    | {Kind.SHORTDAY, Kind.AWAY, Kind.NOW, Kind.DAYUNIT}
)
_NO_START = _JOINTS | {Kind.TO}
_NO_END = _JOINTS | _LEADS
_COUNTS = _UNITS | {Kind.MORE, Kind.TO, Kind.OR, Kind.DASH, Kind.OF, Kind.MONTH, Kind.ORDINAL}
_COUNTED = _UNITS | _FIGURES | {Kind.FEW, Kind.MORE}
_DATES = {Kind.MONTH, Kind.TO, Kind.DASH, Kind.AND, Kind.OR, Kind.THROUGH}
_BARE_YEAR = {Kind.YEAR, Kind.NOW, Kind.COMMA}


@lru_cache(maxsize=4096)
def is_core(kinds: Kinds) -> bool:
    """Whether a word with these parts makes a run a phrase of time."""
    return not CORE.isdisjoint(kinds)


def can_be_phrase(words: Sequence[Kinds]) -> bool:
    """Whether a run begins and ends as a phrase does: no joint at an edge, no figure that counts nothing."""
    return _can_be_phrase(tuple(words))


def has_two_ends(words: Sequence[Kinds]) -> bool:
    """Whether a run names two ends: "July to August"."""
    return (Kind.TO,) in words[1:]


@lru_cache(maxsize=8192)
def _can_be_phrase(words: tuple[Kinds, ...]) -> bool:
    kinds = [kind for each in words for kind in each]
    if CORE.isdisjoint(kinds) or not words[-1] or _BARE_YEAR.issuperset(kinds):
        return False
    if kinds[0] in _NO_START or kinds[-1] in _NO_END or kinds[:2] == [Kind.COMING, Kind.THIS]:
        return False
    if kinds[0] == Kind.ART and kinds[1] not in _COUNTED:
        return False
    counts_nothing = kinds[0] == Kind.NUMBER and (len(kinds) < 2 or kinds[1] not in _COUNTS)
    is_no_day = kinds[-1] in _FIGURES and (len(kinds) < 2 or kinds[-2] not in _DATES)
    return not counts_nothing and not is_no_day
