"""Where the name of an item goes: right of its last mark, else left of its first, else pinned inside."""

from dataclasses import dataclass
from typing import NamedTuple

from timeline.chart.scale import Scale
from timeline.chart.widths import DELTA_SIZE, shortened, text_width
from timeline.wording.standings import NOTHING, Delta

GAP = 8.0
INSET = 4.0
NAME_ROOM = 210.0
DELTA_GAP = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The name at x and, right of it at delta_x, the few words on lateness; width is that of both."""

    x: float
    name: str
    width: float
    delta_x: float = 0.0
    delta: Delta | None = None
    look: str = "label"


class Words(NamedTuple):
    """The words of a label and their widths; that of the lateness has the gap before it."""

    name: str
    name_width: float
    delta: Delta | None
    delta_width: float


def measured(name: str, delta: Delta) -> Words:
    """The name cut to its room, and the few words on lateness where there are any."""
    name = shortened(name, NAME_ROOM)
    if delta == NOTHING:
        return Words(name, text_width(name), None, 0.0)
    delta_width = DELTA_GAP + text_width(delta.text, size=DELTA_SIZE, bold=True)
    return Words(name, text_width(name), delta, delta_width)


def place_label(
    name: str, delta: Delta, scale: Scale, *, left: float, right: float, look: str, added: bool = False
) -> Label:
    """The label of an item whose marks run from left to right (pixels, they may leave the plot)."""
    words = measured(name, delta)
    width = words.name_width + words.delta_width
    x = round(_left_edge(width, scale, left=left, right=right), 1)
    return Label(
        x=x,
        name=words.name,
        width=round(width, 1),
        delta_x=round(x + words.name_width + DELTA_GAP, 1),
        delta=words.delta,
        look=f"{look} label--added" if added else look,
    )


def _left_edge(width: float, scale: Scale, *, left: float, right: float) -> float:
    if right + GAP + width <= scale.right - INSET:
        return max(right + GAP, scale.left + INSET)
    if left - GAP - width >= scale.left + INSET:
        return left - GAP - width
    inside = max(left, scale.left) + INSET
    return max(scale.left + INSET, min(inside, scale.right - INSET - width))
