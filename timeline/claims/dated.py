"""The phrases of time in a text: runs of words that the phrase reader knows, and what it reads in them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from timeline.claims import signs
from timeline.claims.runs import BESIDE, KNOWN, can_be_phrase, has_two_ends, is_core
from timeline.windows import Window, read_window
from timeline.windows.kinds import Kind
from timeline.windows.vocabulary import AMBIGUOUS

# A text with more of them is no statement about one event; each reading costs time.
MOST_PHRASES, MOST_RUNS = 24, 40
LONGEST_RUN = 14
_REACH = 80
_WORD = re.compile(r"[^\W_]+(?:['./-][^\W_]+)*|'[0-9]{2}\b|[,-]")
_SHORT_MONTH = re.compile(r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.")
_ISO = re.compile(r"20[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?")
_OF_A_LAUNCH = re.compile(
    r"\s(?:\w+\s)?(?:release|launch|date|debut|shutdown|shutoff|deadline|event|rollout|window|update|start|premiere)\b"
)


class Dated(NamedTuple):
    """A phrase of time at [start, end) said on a day, and its window where it lies ahead of that day."""

    words: str
    start: int
    end: int
    on: date
    ahead: Window | None

    @property
    def back(self) -> Window | None:
        """The window of the phrase as one looks back on it."""
        return _looked_back(self.words, self.on)


class _Token(NamedTuple):
    start: int
    end: int
    kinds: tuple[str, ...]


def find_dated(plain: str, lower: str, *, on: date) -> list[Dated]:
    """The phrases of the text in order, each as long as it can be read."""
    found: list[Dated] = []
    for run in islice(_runs(lower), MOST_RUNS):
        found += _read_run(plain, run[-LONGEST_RUN:], on)
        if len(found) >= MOST_PHRASES:
            break
    return found[:MOST_PHRASES]


def _runs(lower: str) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for match in _WORD.finditer(lower):
        kinds = _kinds_of(match.group())
        # most words of a text are in no phrase, nor beside one
        if kinds is None and not run:
            continue
        if kinds is None or (run and not _follows(lower, run[-1].end, match.start())):
            if _has_core(run):
                yield run
            run = []
        if kinds is not None:
            run.append(_Token(match.start(), _end_of(lower, match), kinds))
    if _has_core(run):
        yield run


@lru_cache(maxsize=4096)
def _kinds_of(word: str) -> tuple[str, ...] | None:
    """The parts that a word can play in a phrase of time; None where it can be in none."""
    if _ISO.fullmatch(word):
        return (Kind.DATE,)
    words = [word] if word in KNOWN else [word.removesuffix("'s")]
    if words[0] not in KNOWN and "-" in word:
        words = re.split("(-)", word)
    if any(each not in KNOWN for each in words):
        return None
    kinds = tuple(token.kind for each in words for token in KNOWN[each])
    return kinds if all(kind in BESIDE for kind in kinds) else None


def _end_of(lower: str, match: re.Match[str]) -> int:
    """The end of a word, and of the full stop that belongs to it: "Nov."."""
    end = match.end()
    return end + bool(lower.startswith(".", end) and _SHORT_MONTH.match(lower, match.start(), end + 1))


def _follows(lower: str, end: int, start: int) -> bool:
    """Whether nothing but blanks lies between two words."""
    between = lower[end:start]
    return not between.strip() and "\n" not in between


def _has_core(run: list[_Token]) -> bool:
    return any(is_core(token.kinds) for token in run)


def _read_run(plain: str, run: list[_Token], on: date) -> list[Dated]:
    """The longest readable part of a run, then what is left on both sides of it."""
    for length in range(len(run), 0, -1):
        for first in range(len(run) - length + 1):
            dated = _read(plain, run[first : first + length], on)
            if dated is not None:
                before, after = run[:first], run[first + length :]
                return [*_read_rest(plain, before, on), dated, *_read_rest(plain, after, on)]
    return []


def _read_rest(plain: str, run: list[_Token], on: date) -> list[Dated]:
    return _read_run(plain, run, on) if _has_core(run) else []


def _read(plain: str, part: list[_Token], on: date) -> Dated | None:
    start, end = part[0].start, part[-1].end
    kinds = [token.kinds for token in part]
    if _is_a_move(plain, start, kinds) or not (can_be_phrase(kinds) or _is_moved_to(plain, start, kinds)):
        return None
    words = plain[start:end]
    if words.lower() in AMBIGUOUS and (words.islower() or not _OF_A_LAUNCH.match(plain, end)):
        return None
    dated = Dated(words, start, end, on, _looked_ahead(words, on))
    return dated if dated.ahead or dated.back else None


# Many items of one day hold the same few phrases.
@lru_cache(maxsize=4096)
def _looked_ahead(words: str, on: date) -> Window | None:
    return read_window(words, on, on)


@lru_cache(maxsize=4096)
def _looked_back(words: str, on: date) -> Window | None:
    return read_window(words, on, on, retro=True)


def _is_a_move(plain: str, start: int, kinds: list[tuple[str, ...]]) -> bool:
    """From the old date to the new one, which are two phrases: "moved from July to August"."""
    if not has_two_ends(kinds):
        return False
    return signs.MOVED_BEFORE.search(_before(plain, start).removesuffix("from ")) is not None


def _is_moved_to(plain: str, start: int, kinds: list[tuple[str, ...]]) -> bool:
    """A year alone, which is one of time where something is moved to it: "moves to 2027"."""
    return kinds == [(Kind.YEAR,)] and signs.MOVED_TO_BEFORE.search(_before(plain, start)) is not None


def _before(plain: str, start: int) -> str:
    return plain[max(0, start - _REACH) : start].lower()
