"""The first reduction of a phrase: runs of tokens become periods, ends of periods and lengths of time."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from timeline.windows.amounts import AMOUNT, COMING_YEAR, Amount, amount_kind, build_amount
from timeline.windows.days import (
    build_date,
    build_month_day,
    build_relative_day,
    build_week_of,
    build_weekday,
)
from timeline.windows.kinds import Kind, compile_form
from timeline.windows.named import Named
from timeline.windows.parts import Parts
from timeline.windows.periods import build_end, build_iso_month, build_part, build_period
from timeline.windows.vocabulary import Token
from timeline.windows.words import Phrase

# A sequence of kinds up to this length is remembered with what was found in it.
LONGEST_KEPT = 100

Payload = Named | Amount | None


class Reduced(NamedTuple):
    """Kinds as one string, and for each its payload: a period, a length of time, or None for a bare word."""

    kinds: str
    payloads: list[Payload]


_WHEN = "(?:THIS|NEXT|COMING)?"
_JOIN = "(?:DASH|TO|AND|OR|THROUGH|UNTIL)"
_FIGURE = "(?:NUMBER|ORDINAL)"
_DAYNAME = "(?:WEEKDAY|SHORTDAY)"
_OF_YEAR = "(?:COMMA? (?:OF|IN)? YEARUNIT? YEAR|COMMA? OF? (?:THIS|NEXT) YEARUNIT|OF YEARUNIT)"
# "May 19, 20" and "June 9 or 10 or 11" are lists that no rule reads.
_NO_LIST = f"(?!(?:COMMA|COMMA? {_JOIN}) {_FIGURE} (?!SCALE|OF? MONTH))"
_MONTH = f"MONTH (?!{_FIGURE} (?!SCALE)|QUARTERUNIT) {_OF_YEAR}?"
_MONTH_DAY = (
    f"(?:{_DAYNAME} COMMA?)? (?:MONTH {_FIGURE} (?!SCALE)|{_FIGURE} OF? MONTH)"
    f" {_OF_YEAR}? {_NO_LIST} (?:COMMA? {_DAYNAME})?"
)
_MONTH_DAYS = (
    f"(?:MONTH {_FIGURE} {_JOIN} {_FIGURE} (?!OF? MONTH|SCALE|PLURAL)"
    f"|{_FIGURE} {_JOIN} {_FIGURE} OF? MONTH) {_OF_YEAR}? {_NO_LIST}"
)
_QUARTER = (
    f"(?:THIS|NEXT)? QUARTER (?!NUMBER|COUNT) {_OF_YEAR}?|YEAR QUARTER|NTH DASH? QUARTERUNIT {_OF_YEAR}?"
    f"|LAST QUARTERUNIT {_OF_YEAR}|(?:YEAR|(?:THIS|NEXT) YEARUNIT) NTH DASH? QUARTERUNIT"
)
_HALF = (
    f"(?:THIS|NEXT)? HALF {_OF_YEAR}?|SHORTHALF YEAR|YEAR HALF|NTH DASH? HALFUNIT {_OF_YEAR}?"
    "|(?:YEAR|(?:THIS|NEXT) YEARUNIT) NTH DASH? HALFUNIT"
)
_SEASON = f"COMING? {_WHEN} SEASON {_OF_YEAR}?"
_PART = "(?:PART (?:DASH? (?:TO|DASH|OR|AND) DASH? PART)?|START(?=OF)) DASH? (?:OF|IN)?"
_WHOLE = f"(?:{_WHEN} {_MONTH}|YEAR|{_WHEN} (?:MONTHUNIT|YEARUNIT) YEAR?)"
_ENDED = f"(?:{_WHOLE}|{_SEASON}|{_QUARTER}|{_HALF}|{_WHEN} (?:WEEKUNIT|QUARTERUNIT))"
_ENDING_UNIT = "(?:YEAR|(?:YEAR|THIS|NEXT)? (?:YEARUNIT|MONTHUNIT|QUARTERUNIT))"
_NO_RULE = (
    "NAME NUMBER OF? MONTH|YEAR DASH (?:NUMBER|COUNT)|MONTH QUARTERUNIT|QUARTER (?:NUMBER|COUNT)"
    "|END OF? DAYUNIT"
    f"|{_PART} {_WHEN} (?:SEASON|QUARTER|HALF|NTH|QUARTERUNIT|WEEKUNIT)"
    "|(?:NTH|LAST) (?:COUNT|NUMBER)? (?:HALFUNIT|WEEKUNIT|DAYUNIT|QUARTERUNIT|PLURAL) OF (?:THIS|NEXT)?"
    " (?:MONTH|MONTHUNIT|SEASON|QUARTER|HALF|WEEKUNIT|NTH)"
    "|(?:HALFUNIT|QUARTERUNIT|WEEKUNIT|DAYUNIT) OF (?:THIS|NEXT)? (?:MONTH|MONTHUNIT|YEAR|YEARUNIT|SEASON)"
)


class Run(NamedTuple):
    """Tokens that match `pattern` become one of `kind`, or a BLOCK where `build` gives None."""

    name: str
    pattern: str
    kind: str
    build: Callable[[Parts], Payload]


def _nothing(parts: Parts) -> None:
    return None


# At one place the first run that fits is taken, so the longer come first.
_RUNS = (
    Run("figure", "(?:NUMBER|COUNT|YEAR|FEW) SCALE", Kind.NOISE, _nothing),
    Run("week_of", f"WEEKUNIT (?:OF START?|START) (?:{_MONTH_DAY}|DATE)", Kind.PERIOD, build_week_of),
    Run("no_rule", _NO_RULE, Kind.BLOCK, _nothing),
    Run(
        "end",
        f"END DASH? OF? {_ENDED}|{_ENDING_UNIT} DASH? END (?:{_OF_YEAR}|(?!OF))",
        Kind.ENDING,
        build_end,
    ),
    Run("days", _MONTH_DAYS, Kind.PERIOD, build_month_day),
    Run("day", _MONTH_DAY, Kind.PERIOD, build_month_day),
    Run("date", "DATE", Kind.PERIOD, build_date),
    Run("relative_day", "RELATIVEDAY|THIS DAYTIME", Kind.PERIOD, build_relative_day),
    Run("weekday", f"{_WHEN} WEEKDAY (?!{_FIGURE} (?!SCALE))", Kind.PERIOD, build_weekday),
    Run("part", f"{_PART} {_WHOLE}", Kind.PERIOD, build_part),
    Run("iso_month", "ISOMONTH", Kind.PERIOD, build_iso_month),
    Run("month", f"{_WHEN} {_MONTH}|(?:THIS|NEXT) MONTHUNIT", Kind.PERIOD, build_period),
    Run("quarter", f"{_QUARTER}|(?:THIS|NEXT|COMING) QUARTERUNIT", Kind.PERIOD, build_period),
    Run("half", _HALF, Kind.PERIOD, build_period),
    Run("season", _SEASON, Kind.PERIOD, build_period),
    Run(
        "running",
        "(?:LATER|REST) (?:IN|OF) (?:WEEKUNIT|MONTHUNIT|QUARTERUNIT|YEARUNIT)",
        Kind.PERIOD,
        build_period,
    ),
    Run("week", "(?:THIS|NEXT) WEEKUNIT", Kind.PERIOD, build_period),
    Run("coming_year", COMING_YEAR, Kind.COMINGYEAR, _nothing),
    Run("amount", AMOUNT, Kind.AMOUNT, build_amount),
    Run("year", "(?:THIS|NEXT) YEARUNIT|YEARUNIT? YEAR", Kind.PERIOD, build_period),
)

_BY_NAME = {run.name: run for run in _RUNS}
_REDUCER = compile_form("|".join(f"(?P<{run.name}>{run.pattern})" for run in _RUNS))


def reduce_phrase(phrase: Phrase, *, fiscal_year_start_month: int) -> Reduced:
    """Linear in the number of tokens; no run is longer than some fifteen of them."""
    written = "".join([token.kind for token in phrase.tokens])
    year_start = fiscal_year_start_month if phrase.fiscal else None
    kinds = ""
    payloads: list[Payload] = []
    done = 0
    for name, start, end in _outline(written):
        kind, payload = _reduced(name, written[start:end], tuple(phrase.tokens[start:end]), year_start)
        kinds += written[done:start] + kind
        payloads += [None] * (start - done)
        payloads.append(payload)
        done = end
    return Reduced(kinds + written[done:], payloads + [None] * (len(written) - done))


def _find_outline(written: str) -> tuple[tuple[str, int, int], ...]:
    """Which runs stand where. It depends on the kinds alone, and few sequences of kinds ever occur."""
    matches = _REDUCER.finditer(written)
    return tuple((match.lastgroup or "", match.start(), match.end()) for match in matches)


_find_outline_again = lru_cache(maxsize=4096)(_find_outline)


def _outline(written: str) -> tuple[tuple[str, int, int], ...]:
    return _find_outline_again(written) if len(written) <= LONGEST_KEPT else _find_outline(written)


@lru_cache(maxsize=8192)
def _reduced(name: str, kinds: str, tokens: tuple[Token, ...], year_start: int | None) -> tuple[str, Payload]:
    """What a run of tokens is. It depends on nothing else, and phrases name the same few periods."""
    run = _BY_NAME[name]
    parts = Parts(kinds, tokens, fiscal=year_start is not None, start_month=year_start or 1)
    payload = run.build(parts)
    if payload is None:
        return (Kind.BLOCK if run.build is not _nothing else run.kind), None
    return (amount_kind(parts) if isinstance(payload, Amount) else run.kind), payload
