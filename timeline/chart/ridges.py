"""A lane as two ridges over its months: what was launched above the line, dates moved below it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from timeline.chart.figures import day_number
from timeline.chart.marks import number
from timeline.chart.scale import Scale
from timeline.ledger.standing import Standing

HEIGHT = 64.0
LINE_AT, ABOVE, BELOW = 0.66, 0.56, 0.28


class Month(NamedTuple):
    """A month, counted from year 0, with its launches and moves of dates."""

    place: int
    launches: int
    moves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ridge:
    """Two outlines on a line at y (pixels of the chart), and the scale in words where it is told."""

    launches: str
    moves: str
    y: float
    note: str = ""


def month_index(day: date) -> int:
    """Months since January of year 0."""
    return day.year * 12 + day.month - 1


def months_of(standings: Iterable[Standing]) -> tuple[Month, ...]:
    """Arrivals by their last possible month, moves by the month in which the new date became public."""
    launches: Counter[int] = Counter()
    moves: Counter[int] = Counter()
    for standing in standings:
        if standing.arrived is not None:
            launches[month_index(standing.arrived.latest)] += 1
        moves.update(_months_moved(standing))
    return tuple(Month(index, launches[index], moves[index]) for index in sorted(launches | moves))


def _months_moved(standing: Standing) -> list[int]:
    said = {promise.slug: promise.public_on for promise in standing.facts.promises}
    days = (said[move.after] for move in standing.moves if move.basis == standing.lane)
    return [month_index(day) for day in days if day is not None]


def most_a_month(lanes: Iterable[Sequence[Month]]) -> int:
    """The greatest count of any month, which takes the full height."""
    return max((max(month.launches, month.moves) for lane in lanes for month in lane), default=1)


def build_ridge(months: Sequence[Month], scale: Scale, *, top: float, most: int, tell: bool) -> Ridge:
    """The ridges of a lane whose top is at `top`; with `tell` they carry the scale in words."""
    y = top + HEIGHT * LINE_AT
    above = {month.place: month.launches * HEIGHT * ABOVE / most for month in months}
    below = {month.place: -month.moves * HEIGHT * BELOW / most for month in months}
    return Ridge(
        launches=_outline(above, scale, y),
        moves=_outline(below, scale, y),
        y=y,
        note=f"up to {most} a month" if tell else "",
    )


def _outline(heights: Mapping[int, float], scale: Scale, y: float) -> str:
    """A curve over the months: each draws it to its height, halfway to the next at the months' edges."""
    if not heights:
        return ""
    first, last = min(heights), max(heights)
    curve = f"M{number(_start(first, scale))},{number(y)}"
    for place in range(first, last + 1):
        here, after = heights.get(place, 0.0), heights.get(place + 1, 0.0)
        middle = (_start(place, scale) + _start(place + 1, scale)) / 2
        edge = f"{number(_start(place + 1, scale))},{number(y - (here + after) / 2)}"
        curve += f"Q{number(middle)},{number(y - here)} {edge}"
    return f"{curve}V{number(y)}Z"


def _start(place: int, scale: Scale) -> float:
    return scale.at(day_number(_first_of(place)))


def _first_of(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)
