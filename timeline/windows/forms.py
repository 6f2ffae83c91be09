"""What a whole phrase makes of its periods: a deadline, a floor, a range, a length of time and so on."""

from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from timeline.windows.amounts import Amount
from timeline.windows.grammar import LONGEST_KEPT, Reduced
from timeline.windows.kinds import Kind, compile_form
from timeline.windows.named import Named


class Shape(IntEnum):
    """What the words around a period make of it."""

    FLOOR = auto()
    BY_END = auto()
    BY = auto()
    BEFORE = auto()
    UNTIL = auto()
    AFTER = auto()
    RANGE = auto()
    EITHER = auto()
    COMING_YEAR = auto()
    RELATIVE = auto()
    MOVED = auto()
    PLAIN = auto()
    NOTHING = auto()


class Form(NamedTuple):
    """A shape with its periods or its length of time. NOTHING: the phrase names no day at all."""

    shape: Shape
    periods: tuple[Named, ...] = ()
    amount: Amount | None = None


_PERIOD = "(?:PERIOD|ENDING)"
# After a length of time they say that it is counted from something else than the day of saying.
_ALONE = "(?!OF|LATER|AFTER|BEFORE|OR|AND ART HALFUNIT)"
# The names are those of Shape, in lower case. At one place the first one that fits is taken.
_SHAPES = {
    Shape.FLOOR: (
        f"(?:NEGATION BEFORE|NEGATION EARLIER THAN|NEGATION? (?:UNTIL|THROUGH)? LEAST|AS (?:SOON|PART) AS)"
        f" (?:IN|FROM|UNTIL)? {_PERIOD}"
        f"|{_PERIOD} (?:(?:OR|AND) LATER (?!{_PERIOD})|COMMA? EARLIEST)|FROM {_PERIOD} COMMA? NEGATION END"
    ),
    Shape.BY_END: (
        "(?:OR? BEFORE|BY|UNTIL|NEGATION LATER THAN) ENDING (?:COMMA? LATEST)?|ENDING COMMA? LATEST"
    ),
    Shape.BY: (
        "(?:BY|OR BEFORE|NEGATION LATER THAN|BETWEEN NOW AND|FROM? NOW (?:TO|UNTIL)) PERIOD"
        " (?:COMMA? LATEST)?"
        "|PERIOD COMMA? LATEST"
    ),
    Shape.BEFORE: "BEFORE PERIOD",
    Shape.UNTIL: "UNTIL PERIOD",
    Shape.AFTER: "AFTER PERIOD",
    Shape.EITHER: f"{_PERIOD} COMMA? OR IN? {_PERIOD}",
    Shape.RANGE: (
        f"BETWEEN {_PERIOD} AND {_PERIOD}|FROM? {_PERIOD} COMMA? (?:TO|AND|DASH|THROUGH|UNTIL) IN? {_PERIOD}"
    ),
    Shape.COMING_YEAR: f"(?:IN|WITHIN|OVER)? COMINGYEAR {_ALONE}",
    Shape.MOVED: "(?:AMOUNT|EXTRA) LATER THAN?|IN? EXTRA|MOVE NOISE? (?:BY|OF)? (?:AMOUNT|EXTRA)",
    Shape.RELATIVE: (
        f"(?:IN|WITHIN|OVER)? SPELL {_ALONE}|(?:IN|WITHIN) AMOUNT {_ALONE}|AMOUNT (?:FROM NOW|AWAY)|^AMOUNT$"
    ),
    Shape.PLAIN: _PERIOD,
}
_BY_NAME = {shape.name.lower(): shape for shape in _SHAPES}
_WHOLE = compile_form("|".join(f"(?P<{shape.name.lower()}>{pattern})" for shape, pattern in _SHAPES.items()))
# Left over, they mean that the phrase says more about days than the form has read.
_UNREAD = compile_form(
    "[BLOCK NEGATION MONTH SEASON QUARTER HALF WEEKDAY DATE ISOMONTH YEAR LAST EARLIEST LATEST"
    " AMOUNT SPELL EXTRA COMINGYEAR]"
)
_DAY_WORDS = compile_form(
    "[PERIOD ENDING MONTH SEASON WEEKDAY DATE ISOMONTH YEAR AMOUNT SPELL EXTRA COMINGYEAR]"
)
_OLD = (Kind.FROM, Kind.MOVE, Kind.MOVE + Kind.ART)
_BENDING = (Kind.THROUGH, Kind.NEXT, Kind.LAST, Kind.THAN, Kind.AFTER, Kind.EARLIER)


def find_form(reduced: Reduced) -> Form | None:
    """The one form of the phrase; None when it names days in a way that no rule reads or says two things."""
    found = _find_again(reduced.kinds) if len(reduced.kinds) <= LONGEST_KEPT else _find(reduced.kinds)
    if found is None:
        return None
    shape, start, end = found
    operands = reduced.payloads[start:end]
    periods = tuple([operand for operand in operands if isinstance(operand, Named)])
    return Form(shape, periods, next((operand for operand in operands if isinstance(operand, Amount)), None))


def _find(kinds: str) -> tuple[Shape, int, int] | None:
    """The shape and where it stands; it depends on the kinds alone."""
    matches = list(_WHOLE.finditer(kinds))
    if not matches:
        return None if _DAY_WORDS.search(kinds) else (Shape.NOTHING, 0, 0)
    match, *others = matches
    shape = _BY_NAME[match.lastgroup or ""]
    if others or _is_misread(kinds, match.start(), match.end(), shape):
        return None
    return shape, match.start(), match.end()


_find_again = lru_cache(maxsize=4096)(_find)


def _is_misread(kinds: str, start: int, end: int, shape: Shape) -> bool:
    """Whether the words outside of the form change what it says."""
    before, after = kinds[:start], kinds[end:]
    if shape == Shape.UNTIL:
        before = before.replace(Kind.NEGATION, "")
    if _UNREAD.search(before) or _UNREAD.search(after) or after.startswith(Kind.OR):
        return True
    if shape == Shape.RELATIVE and before.endswith(Kind.FOR):
        return True
    return before.endswith(_BENDING) or (Kind.MOVE in kinds and _is_old(before, after, shape))


def _is_old(before: str, after: str, shape: Shape) -> bool:
    """The window that a verb of moving moves: "from June", "the June launch slips"."""
    return shape == Shape.RANGE or Kind.MOVE in after or before.endswith(_OLD)
