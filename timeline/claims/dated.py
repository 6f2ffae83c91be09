"""The phrases of time in a text: runs of the words that the phrase reader knows, and what it reads in them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from timeline.windows import Window, read_window
from timeline.windows.kinds import Kind
from timeline.windows.vocabulary import AMBIGUOUS, VOCABULARY, Token

# More phrases than these are no statement about one event; each reading costs time.
MOST_PHRASES = 24
LONGEST_RUN = 14
_WORD = re.compile(r"[^\W_]+(?:['./-][^\W_]+)*|'[0-9]{2}\b|[,-]")
_FULL_STOP = re.compile(r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.")
_CORE = frozenset(
    {
        Kind.MONTH,
        Kind.YEAR,
        Kind.WEEKDAY,
        Kind.SEASON,
        Kind.QUARTER,
        Kind.HALF,
        Kind.SHORTHALF,
        Kind.RELATIVEDAY,
        Kind.WEEKUNIT,
        Kind.MONTHUNIT,
        Kind.QUARTERUNIT,
        Kind.HALFUNIT,
        Kind.YEARUNIT,
        Kind.PLURAL,
        Kind.DATE,
    }
)
_BESIDE = _CORE | {
    Kind.NUMBER,
    Kind.ORDINAL,
    Kind.COUNT,
    Kind.FEW,
    Kind.PART,
    Kind.END,
    Kind.START,
    Kind.REST,
    Kind.NTH,
    Kind.LAST,
    Kind.THIS,
    Kind.NEXT,
    Kind.COMING,
    Kind.ART,
    Kind.MORE,
    Kind.IN,
    Kind.WITHIN,
    Kind.OVER,
    Kind.OF,
    Kind.BY,
    Kind.BEFORE,
    Kind.UNTIL,
    Kind.FROM,
    Kind.TO,
    Kind.THROUGH,
    Kind.BETWEEN,
    Kind.AND,
    Kind.OR,
    Kind.DASH,
    Kind.COMMA,
    Kind.AS,
    Kind.SOON,
    Kind.LEAST,
    Kind.LATER,
    Kind.EARLIEST,
    Kind.LATEST,
    Kind.SHORTDAY,
    Kind.AWAY,
    Kind.NOW,
    Kind.DAYUNIT,
    Kind.AFTER,
}
# What the reader tells by the word before, this scanner takes for either.
_KNOWN = {**VOCABULARY, "next": (Token(Kind.NEXT),), "latest": (Token(Kind.LATEST),)}
_AFTER_A_LONE_NAME = re.compile(
    r"\s(?:\w+\s)?(?:release|launch|date|debut|shutdown|shutoff|deadline|event|rollout|window|update|start|premiere)\b"
)
_VAGUE = re.compile(r"\b(?:soon|shortly|in the near future|eventually)\b")
_ISO = re.compile(r"20\d\d-\d\d(?:-\d\d)?")


class Dated(NamedTuple):
    """A phrase of time at [start, end): its window if said today of the future, and as looked back on."""

    words: str
    start: int
    end: int
    ahead: Window | None
    back: Window | None


class _Token(NamedTuple):
    start: int
    end: int
    kinds: tuple[str, ...]


def find_dated(plain: str, lower: str, *, on: date, start: int, end: int) -> list[Dated]:
    """The phrases between both places, in order, each as long as it can be read."""
    found: list[Dated] = []
    for run in _runs(lower, start, end):
        found += _read_run(plain, run, on)
        if len(found) >= MOST_PHRASES:
            break
    return found[:MOST_PHRASES]


def _runs(lower: str, start: int, end: int) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for match in _WORD.finditer(lower, start, end):
        token = _token(lower, match)
        if token is not None and run and not _follows(lower, run[-1], token):
            yield from _with_core(run)
            run = []
        if token is None:
            yield from _with_core(run)
            run = []
        else:
            run.append(token)
    yield from _with_core(run)


def _with_core(run: list[_Token]) -> Iterator[list[_Token]]:
    if any(kind in _CORE for token in run for kind in token.kinds):
        yield run


def _token(lower: str, match: re.Match[str]) -> _Token | None:
    word = match.group()
    known = _KNOWN.get(word)
    if known is None:
        known = _KNOWN.get(word.removesuffix("'s"))
    if known is None:
        parts = [_KNOWN.get(part) for part in word.split("-")]
        if _ISO.fullmatch(word):
            return _Token(match.start(), match.end(), (Kind.DATE,))
        if None in parts or len(parts) < 2:
            return None
        known = tuple(token for part in parts if part for token in part)
    kinds = tuple(token.kind for token in known)
    if any(kind not in _BESIDE for kind in kinds):
        return None
    end = match.end()
    return _Token(match.start(), end + (1 if _FULL_STOP.match(lower, match.start(), end + 1) else 0), kinds)


def _follows(lower: str, before: _Token, after: _Token) -> bool:
    """Whether only blanks lie between; a dash with blanks around it parts clauses."""
    between = lower[before.end : after.start]
    return not between.strip() and "\n" not in between


def _read_run(plain: str, run: list[_Token], on: date) -> list[Dated]:
    """The longest readable part of a run, then what is left on both sides of it."""
    run = run[-LONGEST_RUN:] if len(run) > LONGEST_RUN else run
    for length in range(len(run), 0, -1):
        for first in range(len(run) - length + 1):
            part = run[first : first + length]
            dated = _read(plain, part, on)
            if dated is not None:
                return [
                    *_rest(plain, run[:first], on),
                    dated,
                    *_rest(plain, run[first + length :], on),
                ]
    return []


def _rest(plain: str, run: list[_Token], on: date) -> list[Dated]:
    has_core = any(kind in _CORE for token in run for kind in token.kinds)
    return _read_run(plain, run, on) if has_core else []


_EDGE = {Kind.COMMA, Kind.DASH, Kind.AND, Kind.OR, Kind.ART, Kind.OF}
_NO_START = _EDGE | {Kind.TO}
_NO_END = _EDGE | {
    Kind.TO,
    Kind.IN,
    Kind.BY,
    Kind.FROM,
    Kind.AS,
    Kind.THIS,
    Kind.NEXT,
    Kind.UNTIL,
    Kind.BEFORE,
    Kind.AFTER,
    Kind.OVER,
    Kind.WITHIN,
    Kind.MORE,
    Kind.SOON,
    Kind.COMING,
    Kind.THROUGH,
    Kind.BETWEEN,
    Kind.PART,
    Kind.START,
    Kind.FEW,
}


def _read(plain: str, part: list[_Token], on: date) -> Dated | None:
    if not any(kind in _CORE for token in part for kind in token.kinds):
        return None
    first, last = part[0].kinds, part[-1].kinds
    if (first and first[0] in _NO_START and first[0] != Kind.ART) or not last or last[-1] in _NO_END:
        return None
    if _starts_with_a_figure(part) or _ends_with_a_figure(part):
        return None
    start, end = part[0].start, part[-1].end
    words = plain[start:end]
    if words.lower() in AMBIGUOUS and (words.islower() or not _AFTER_A_LONE_NAME.match(plain, end)):
        return None
    ahead = read_window(words, on, on)
    back = read_window(words, on, on, retro=True)
    if ahead is None and back is None:
        return None
    return Dated(words, start, end, ahead, back)


_FIGURES = {Kind.NUMBER, Kind.COUNT, Kind.FEW}
_COUNTED = {
    Kind.PLURAL,
    Kind.DAYUNIT,
    Kind.WEEKUNIT,
    Kind.MONTHUNIT,
    Kind.YEARUNIT,
    Kind.MORE,
    Kind.TO,
    Kind.OR,
    Kind.DASH,
    Kind.OF,
}


def _starts_with_a_figure(part: list[_Token]) -> bool:
    """A number that counts nothing here: "Acme 5 on Tuesday"."""
    kinds = [kind for token in part for kind in token.kinds]
    return kinds[0] == Kind.NUMBER and (
        len(kinds) < 2 or kinds[1] not in _COUNTED | {Kind.MONTH, Kind.ORDINAL}
    )


def _ends_with_a_figure(part: list[_Token]) -> bool:
    """A number that is no day of a month: "2026 1"."""
    kinds = [kind for token in part for kind in token.kinds]
    if kinds[-1] not in _FIGURES:
        return False
    return len(kinds) < 2 or kinds[-2] not in {
        Kind.MONTH,
        Kind.TO,
        Kind.DASH,
        Kind.AND,
        Kind.OR,
        Kind.THROUGH,
    }
