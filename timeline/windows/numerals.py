"""Words with digits or marks inside as tokens: numbers, years, days in figures, quarters, compounds."""

import re
from datetime import date

from timeline.windows.kinds import Kind
from timeline.windows.vocabulary import VOCABULARY, YEARS, Token, Tokens

# Longer than any word or compound that is read; it also bounds how deep a compound can nest.
_LONGEST_WORD = 60
_DIGITS = frozenset("0123456789")
_MARKS = "/,.-"
_NOISE: Tokens = (Token(Kind.NOISE),)
_NAME: Tokens = (Token(Kind.NAME),)
_BLOCK: Tokens = (Token(Kind.BLOCK),)
_ISO_DAY = re.compile(r"([0-9]{4})([-/])([0-9]{2})\2([0-9]{2})", re.ASCII)
_ISO_MONTH = re.compile(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)
_SLASHED = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4})", re.ASCII)
_FRACTION = re.compile(r"[0-9]+/[0-9]+", re.ASCII)
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)+|[0-9]{1,3}(?:,[0-9]{3})+", re.ASCII)
_CODED = re.compile(r"(?:([qh])([1-4])|([1-4])([qh]))'?([0-9]{2}|[0-9]{4})", re.ASCII)
_FISCAL_YEAR = re.compile(r"fy'?([0-9]{2}|[0-9]{4})", re.ASCII)
_YEAR_CODED = re.compile(r"([0-9]{4})([qh][1-4])", re.ASCII)


def read_figures(word: str, *, named: bool) -> Tokens:
    """Tokens of a lower-case word that the vocabulary lacks; `named`: it was written with a capital."""
    if len(word) > _LONGEST_WORD:
        return _NOISE
    if word.endswith("n't"):
        return (Token(Kind.NEGATION),)
    if word.endswith("'s"):
        return _part(word[:-2]) or _NOISE
    if word[0] in _DIGITS:
        return _read_date(word) or _read_coded(word) or _read_parts(word) or _NOISE
    return _read_coded(word) or _read_parts(word) or (_NAME if named else _NOISE)


def _read_date(word: str) -> Tokens:
    if iso := _ISO_DAY.fullmatch(word):
        return _day(int(iso[1]), int(iso[3]), int(iso[4]))
    if iso := _ISO_MONTH.fullmatch(word):
        return (Token(Kind.ISOMONTH, int(iso[1]) * 12 + int(iso[2]) - 1),)
    if slashed := _SLASHED.fullmatch(word):
        return _slashed(int(slashed[4]), int(slashed[1]), int(slashed[3]))
    if _FRACTION.fullmatch(word):
        return _BLOCK
    return _NOISE if _DECIMAL.fullmatch(word) else ()


def _slashed(year: int, one: int, other: int) -> Tokens:
    """Day and month in either order, but only where a single day comes out."""
    days = {day for month, number in ((one, other), (other, one)) for day in _day(year, month, number)}
    days.discard(_BLOCK[0])
    return tuple(days) if len(days) == 1 else _BLOCK


def _day(year: int, month: int, day: int) -> Tokens:
    try:
        return (Token(Kind.DATE, date(year, month, day).toordinal()),)
    except ValueError:
        return _BLOCK


def _year(figures: str) -> Token:
    year = int(figures) + (2000 if len(figures) == 2 else 0)
    return Token(Kind.YEAR, year) if year in YEARS else _BLOCK[0]


def _read_coded(word: str) -> Tokens:
    if coded := _CODED.fullmatch(word):
        period = VOCABULARY.get(f"{coded[1] or coded[4]}{coded[2] or coded[3]}", _BLOCK)
        return (*period, _year(coded[5]))
    if fiscal := _FISCAL_YEAR.fullmatch(word):
        return (_year(fiscal[1]),)
    if coded := _YEAR_CODED.fullmatch(word):
        return (*VOCABULARY.get(coded[2], _BLOCK), _year(coded[1]))
    return ()


def _read_parts(word: str) -> Tokens:
    """A compound is read only where every part is known: "mid-June" is, "gpt-5" is not."""
    for mark in _MARKS:
        if mark in word:
            return _joined([_part(part) for part in word.split(mark)], VOCABULARY.get(mark, ()))
    return ()


def _part(word: str) -> Tokens | None:
    """None for a part that the reader does not know. Each mark is split at once, so this goes four deep."""
    known = VOCABULARY.get(word)
    if known is not None:
        return known
    tokens = read_figures(word, named=False) if word else _NOISE
    return None if tokens == _NOISE else tokens


def _joined(parts: list[Tokens | None], sign: Tokens) -> Tokens:
    tokens: list[Token] = []
    for part in parts:
        if part is None:
            return ()
        tokens += (*sign, *part) if tokens else part
    return tuple(tokens)
