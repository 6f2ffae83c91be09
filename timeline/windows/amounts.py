"""Lengths of time: "two weeks", "a week or two", "the coming months"."""

from typing import NamedTuple

from timeline.windows.kinds import Kind
from timeline.windows.parts import Parts
from timeline.windows.spans import Unit

_SINGULAR = {
    Kind.DAYUNIT: Unit.DAY,
    Kind.WEEKUNIT: Unit.WEEK,
    Kind.MONTHUNIT: Unit.MONTH,
    Kind.YEARUNIT: Unit.YEAR,
}
_ONE = "(?:DAYUNIT|WEEKUNIT|MONTHUNIT|YEARUNIT)"
_NUMBER = "(?:COUNT|NUMBER)"
_AHEAD = "(?:COMING|NEXT)?"

COMING_YEAR = "COMING YEARUNIT (?!OR)"
AMOUNT = (
    f"{_AHEAD} {_NUMBER} (?:TO|OR|DASH|AND) {_NUMBER} DASH? MORE? PLURAL"
    f"|{_AHEAD} ART? {_ONE} OR {_NUMBER}"
    f"|{_AHEAD} ART? MORE? {_NUMBER} MORE? OF? (?:PLURAL|{_ONE})"
    f"|(?:ART MORE?|MORE|COMING) {_ONE} (?!OF|YEAR)"
    f"|{_AHEAD} ART? FEW MORE? PLURAL|{_AHEAD} PLURAL"
)


class Amount(NamedTuple):
    """So many units; a number of None is "a few" or none at all."""

    number: int | None
    unit: Unit


def build_amount(parts: Parts) -> Amount | None:
    """Of two counts the greater. None for "two week", which is no length of time but a name's part."""
    counts = parts.values(Kind.COUNT, Kind.NUMBER)
    unit = _unit(parts)
    if unit is None:
        return Amount(None if not counts else max(counts), Unit(parts.value(Kind.PLURAL)))
    if counts and max(counts) > 1 and not parts.has(Kind.OR):
        return None
    return Amount(max(counts, default=1), unit)


def amount_kind(parts: Parts) -> str:
    """SPELL counts from the day ("the coming weeks"), EXTRA moves an old window ("one more month")."""
    if parts.has(Kind.COMING, Kind.NEXT):
        return Kind.SPELL
    if parts.has(Kind.MORE):
        return Kind.SPELL if parts.has(Kind.FEW) else Kind.EXTRA
    return Kind.AMOUNT


def _unit(parts: Parts) -> Unit | None:
    return next((unit for kind, unit in _SINGULAR.items() if parts.has(kind)), None)
