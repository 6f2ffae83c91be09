"""A phrase as a list of tokens, and whether it speaks of a fiscal year."""

import re
from typing import NamedTuple

from timeline.windows.kinds import Kind
from timeline.windows.numerals import read_figures
from timeline.windows.vocabulary import (
    AMBIGUOUS,
    LEADS,
    SEASON_NAMES,
    SHORT_NAMES,
    VOCABULARY,
    YEARS,
    Token,
    Tokens,
)


class Phrase(NamedTuple):
    """The tokens in order; `text` is in lower case with plain quotes and dashes."""

    tokens: list[Token]
    text: str
    fiscal: bool


class Doubt(NamedTuple):
    """A word that is a month or season or else a verb, and where it stands among the tokens."""

    place: int
    word: str
    previous: str


_PLAIN_MARKS = str.maketrans("’‘`´“”„«»—‒―−‐‑\u2044", '\'\'\'\'"""""––––--/')
_CHUNK = re.compile(
    r"[^\W_]+(?:[-'.,/:][^\W_]+)*"
    r"|'[0-9]{2}\b"
    r"|[$€£¥]\s?[0-9][\w.,]*"
    r"|[-–/,()%.:;!?&]"
)
_CLOSING = " \t\n.!?;:,\"'"
_FISCAL = re.compile(r"\bfiscal\b|\bfy\s?'?[0-9]|\bfy\b")
_VERB_FOLLOWS = frozenset({Kind.NOISE, Kind.NAME, Kind.NEGATION, Kind.MOVE})
_LOOSE = frozenset({Kind.THIS, Kind.COMMA, Kind.AND, Kind.OR})
_BEFORE_A_PERIOD = _LOOSE | {
    *(Kind.NUMBER, Kind.ORDINAL, Kind.PART, Kind.END, Kind.NEXT, Kind.COMING, Kind.ART, Kind.IN, Kind.WITHIN),
    *(Kind.OVER, Kind.OF, Kind.BY, Kind.BEFORE, Kind.AFTER, Kind.UNTIL, Kind.FROM, Kind.TO, Kind.THROUGH),
    *(Kind.BETWEEN, Kind.DASH, Kind.AS, Kind.LEAST, Kind.THAN, Kind.LATER),
}
_AFTER_A_PERIOD = frozenset(
    {Kind.NUMBER, Kind.ORDINAL, Kind.YEAR, Kind.OR, Kind.AND, Kind.DASH, Kind.COMMA, Kind.EARLIEST}
)
_WORDS_BEFORE_A_PERIOD = frozenset("the then for around about sometime".split())


def tokenise(words: str) -> Phrase:
    """One pass over the text. Never fails: a word that is not known is noise."""
    text = (words if words.isascii() else words.translate(_PLAIN_MARKS)).rstrip(_CLOSING)
    tokens: list[Token] = []
    doubts: list[Doubt] = []
    before = previous = ""
    for raw in _CHUNK.findall(text):
        word = raw.lower()
        if word in _IN_CONTEXT:
            tokens += _in_context(word, previous, before)
        else:
            known = VOCABULARY.get(word)
            tokens += _unknown(raw, word) if known is None else known
            if word in AMBIGUOUS:
                doubts.append(Doubt(len(tokens) - 1, raw, previous))
        before, previous = previous, word
    for doubt in doubts:
        if not _is_period(doubt, tokens):
            tokens[doubt.place] = Token(Kind.NOISE)
    lower = text.lower()
    return Phrase(tokens, lower, "f" in lower and bool(_FISCAL.search(lower)))


def _unknown(raw: str, word: str) -> Tokens:
    if word[0] == "'":
        return (Token(Kind.YEAR, YEARS[100] + int(word[1:])),)
    if not word[0].isalnum():
        return (Token(Kind.NOISE),)
    return read_figures(word, named=raw != word)


# "next year" is the calendar's, "the next year" counts from the day; only "at the latest" is a limit;
# a full stop parts sentences, but not after "Sept".
_IN_CONTEXT = frozenset({"next", "latest", "."})


def _in_context(word: str, previous: str, before: str) -> Tokens:
    if word == "next":
        return (Token(Kind.COMING if previous == "the" else Kind.NEXT),)
    if word == "." and previous in SHORT_NAMES:
        return ()
    if word == "latest" and (previous == "at" or (before, previous) == ("at", "the")):
        return (Token(Kind.LATEST),)
    return (Token(Kind.NOISE),)


def _is_period(doubt: Doubt, tokens: list[Token]) -> bool:
    """Whether "may", "march", "fall" or "spring" is the month or season here."""
    before = tokens[doubt.place - 1].kind if doubt.place else None
    after = tokens[doubt.place + 1].kind if doubt.place + 1 < len(tokens) else None
    if after in _AFTER_A_PERIOD or len(tokens) == 1:
        return True
    maybe_verb = doubt.word == "may" and after in _VERB_FOLLOWS
    if doubt.previous in _WORDS_BEFORE_A_PERIOD or before in _BEFORE_A_PERIOD:
        return not (maybe_verb and before in _LOOSE)
    if doubt.word in SEASON_NAMES and doubt.previous in LEADS:
        return True
    if before is None:
        return after is None or doubt.word.lower() in SEASON_NAMES or doubt.word == "March"
    return doubt.word[0].isupper()
