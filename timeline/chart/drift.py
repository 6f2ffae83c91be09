"""Promise drift: when it was said across, the date promised upwards; each step up is a later date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from timeline.chart.marks import Box, Disc, Line, Mark, Path, Text
from timeline.ledger.facts import Promise
from timeline.ledger.standing import Standing
from timeline.wording.days import MONTHS, signed_days
from timeline.wording.standings import arrival_text, promises_in_lane, when, window_long

WIDTH, HEIGHT = 430.0, 330.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, WIDTH - 16, 22.0, HEIGHT - 36
BEFORE, AFTER = timedelta(days=20), timedelta(days=30)
MOST_TICKS = 5
STEPS = (1, 2, 3, 6, 12, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A drawn drift and its sentence."""

    marks: tuple[Mark, ...]
    sentence: str
    width: float = WIDTH
    height: float = HEIGHT


@dataclass(frozen=True, slots=True)
class _Plane:
    """Both axes count days: said from x0 to x1, promised from y0 to y1."""

    x0: date
    x1: date
    y0: date
    y1: date

    def x(self, day: date) -> float:
        return round(LEFT + (day - self.x0) / (self.x1 - self.x0) * (RIGHT - LEFT), 1)

    def y(self, day: date) -> float:
        return round(BOTTOM - (day - self.y0) / (self.y1 - self.y0) * (BOTTOM - TOP), 1)


def drift_of(standing: Standing) -> Drift | None:
    """The drift of the promises a standing is judged by; None where none was dated in time."""
    chain = [each for each in promises_in_lane(standing) if each.public_on and not each.retro_disclosed]
    if not chain:
        return None
    end = max(standing.arrived.latest if standing.arrived else standing.as_of, _said(chain[-1]))
    plane = _plane(chain, end)
    marks = [
        *_grid(plane),
        *_diagonal(plane),
        *_windows(chain, plane, end),
        *_steps(chain, plane, end),
        _finish(standing, plane),
    ]
    return Drift(marks=tuple(marks), sentence=_sentence(chain, standing))


def _said(promise: Promise) -> date:
    return promise.public_on or date.max


def _latest(promise: Promise) -> date:
    return promise.latest or date.max


def _plane(chain: Sequence[Promise], end: date) -> _Plane:
    promised = [day for each in chain for day in (each.earliest, each.latest) if day]
    return _Plane(_said(chain[0]) - BEFORE, end + AFTER, min(promised) - BEFORE, max(*promised, end) + AFTER)


def _grid(plane: _Plane) -> list[Mark]:
    marks: list[Mark] = [
        Text("axis-month", 0, 11, "date promised ↑"),
        Text("axis-month", RIGHT, HEIGHT - 3, "when it was said →", "end"),
        Line("axis-rule", LEFT, RIGHT, BOTTOM, BOTTOM),
    ]
    for day in _ticks(plane.x0, plane.x1):
        x = plane.x(day)
        marks += [Line("grid", x, x, TOP, BOTTOM), Text("axis-month", x + 3, BOTTOM + 15, _month(day))]
    for day in _ticks(plane.y0, plane.y1):
        y = plane.y(day)
        marks += [Line("grid", LEFT, RIGHT, y, y), Text("axis-month", LEFT - 6, y + 4, _month(day), "end")]
    return marks


def _ticks(first: date, last: date) -> list[date]:
    """First days of months, so far apart that few enough are left."""
    years = range(first.year, last.year + 1)
    months = [date(year, month, 1) for year in years for month in range(1, 13)]
    for step in STEPS:
        days = [day for day in months[::step] if first <= day <= last]
        if len(days) <= MOST_TICKS:
            return days
    return days


def _month(day: date) -> str:
    name = MONTHS[day.month - 1]
    return f"{name} ’{day.year % 100:02}" if day.month == 1 else name


def _diagonal(plane: _Plane) -> list[Mark]:
    """Where the day a promise is talked about is the day promised: there it falls due."""
    first, last = max(plane.x0, plane.y0), min(plane.x1, plane.y1)
    if first >= last:
        return []
    line = Line("lead", plane.x(first), plane.x(last), plane.y(first), plane.y(last))
    early = first + (last - first) * 0.06
    return [line, Text("axis-month due", plane.x(early) + 8, plane.y(early) + 4, "falls due")]


def _windows(chain: Sequence[Promise], plane: _Plane, end: date) -> list[Mark]:
    boxes: list[Mark] = []
    for promise, until in zip(chain, [*map(_said, chain[1:]), end], strict=True):
        x, top = plane.x(_said(promise)), plane.y(_latest(promise))
        height = max(3.0, plane.y(promise.earliest or _latest(promise)) - top)
        look = "window" if promise is chain[-1] else "window window--past"
        boxes.append(Box(look, x, top, round(max(0.0, plane.x(until) - x), 1), round(height, 1)))
    return boxes


def _steps(chain: Sequence[Promise], plane: _Plane, end: date) -> list[Mark]:
    d = f"M{plane.x(_said(chain[0]))},{plane.y(_latest(chain[0]))}"
    for promise in chain[1:]:
        d += f"H{plane.x(_said(promise))}V{plane.y(_latest(promise))}"
    marks: list[Mark] = [Path("step", f"{d}H{plane.x(end)}")]
    marks += [Disc("stated", plane.x(_said(each)), 3.6, plane.y(_latest(each))) for each in chain]
    return [*marks, *(mark for before, after in pairwise(chain) for mark in _shift(before, after, plane))]


def _shift(before: Promise, after: Promise, plane: _Plane) -> list[Mark]:
    days = (_latest(after) - _latest(before)).days
    if not days:
        return []
    x, y = plane.x(_said(after)) - 6, (plane.y(_latest(before)) + plane.y(_latest(after))) / 2 + 4
    return [Text(f"delta {'slip' if days > 0 else 'ship'}", x, round(y, 1), signed_days(days), "end")]


def _finish(standing: Standing, plane: _Plane) -> Mark:
    if standing.arrived is not None:
        day = standing.arrived.latest
        return Disc("dot", plane.x(day), 6, plane.y(day))
    x = plane.x(standing.as_of)
    return Line("today", x, x, TOP, BOTTOM)


def _sentence(chain: Sequence[Promise], standing: Standing) -> str:
    told = "; ".join(f"then {window_long(each)}" for each in chain[1:])
    first = f"Promised first {when(chain[0])}"
    came = f" It came {arrival_text(standing.arrived)}." if standing.arrived else ""
    return f"{first}{'; ' + told if told else ''}.{came}"
