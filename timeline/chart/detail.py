"""How much detail a lane is drawn with: single items, or one ridge of counts where they would crowd."""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.chart.scale import Scale

# More items than one on so many pixels, and a lane becomes a ridge; zoomed far out a third as many will do.
PIXELS_AN_ITEM = 14.0
FAR_OUT = 0.62
# Elements of the drawing that an item takes, and that all items may take together.
PROMISED_NODES = 11
LOW_NODES = 4
MOST_NODES = 900


class Count(NamedTuple):
    """How many items of a lane fall into the plot: promised ones, and those of the low rows."""

    promised: int
    low: int

    @property
    def nodes(self) -> int:
        """Elements that they take."""
        return self.promised * PROMISED_NODES + self.low * LOW_NODES


def crowded(counts: Sequence[Count], scale: Scale) -> list[bool]:
    """For each lane whether it is drawn as a ridge; the fullest lanes give way until the rest has room."""
    most = (scale.right - scale.left) / PIXELS_AN_ITEM
    if scale.per_day < FAR_OUT:
        most /= 3
    ridges = [count.promised + count.low > most for count in counts]
    nodes = sum(count.nodes for count, ridge in zip(counts, ridges, strict=True) if not ridge)
    for place in sorted(range(len(counts)), key=lambda place: (-counts[place].nodes, place)):
        if nodes <= MOST_NODES:
            break
        if not ridges[place]:
            ridges[place] = True
            nodes -= counts[place].nodes
    return ridges
