"""The delay curve drawn: the share not there yet, by days after the promised day."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chart.marks import Line, Mark, Path, Text
from timeline.ledger.survival import Step
from timeline.wording.days import signed_days

WIDTH, HEIGHT = 430.0, 220.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, WIDTH - 12, 14.0, HEIGHT - 26
FARTHEST = 365
TICKS = (0, 90, 180, 270, 360)
ASKED = (0, 30, 180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A drawn curve and its sentence."""

    marks: tuple[Mark, ...]
    sentence: str
    width: float = WIDTH
    height: float = HEIGHT


def draw_curve(steps: Sequence[Step]) -> Curve | None:
    """The curve from the promised day to a year after it; None without steps."""
    if not steps:
        return None
    return Curve(marks=(*_grid(), Path("curve", _path(steps))), sentence=_sentence(steps))


def waiting_after(steps: Sequence[Step], day: int) -> float:
    """The share that has not come by so many days after the promised day."""
    return next((step.waiting for step in reversed(steps) if step.day <= day), 1.0)


def _x(day: float) -> float:
    return round(LEFT + day / FARTHEST * (RIGHT - LEFT), 1)


def _y(share: float) -> float:
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _grid() -> list[Mark]:
    marks: list[Mark] = [Line("axis-rule", LEFT, RIGHT, BOTTOM, BOTTOM)]
    for share in (0.0, 0.5, 1.0):
        y = _y(share)
        marks += [
            Line("grid", LEFT, RIGHT, y, y),
            Text("axis-month", LEFT - 6, y + 4, f"{share:.0%}", "end"),
        ]
    for day in TICKS:
        x = _x(day)
        marks += [
            Line("grid", x, x, TOP, BOTTOM),
            Text("axis-month", x, BOTTOM + 17, signed_days(day), "end" if day == TICKS[-1] else "middle"),
        ]
    return marks


def _path(steps: Sequence[Step]) -> str:
    d = f"M{_x(0)},{_y(1.0)}"
    for step in steps:
        if step.day <= FARTHEST:
            d += f"H{_x(max(0, step.day))}V{_y(step.waiting)}"
    return f"{d}H{_x(FARTHEST)}"


def _sentence(steps: Sequence[Step]) -> str:
    first, *later = (waiting_after(steps, day) for day in ASKED)
    after = ", ".join(f"{share:.0%} after {day} days" for share, day in zip(later, ASKED[1:], strict=True))
    return f"On the promised day {first:.0%} had not come; {after}."
