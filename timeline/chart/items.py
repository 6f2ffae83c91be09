"""One thing as an item of the chart: its marks around a base line, its label, the room both take."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from timeline.chart.arcs import arc_marks
from timeline.chart.figures import Figure, figure_of
from timeline.chart.labels import Label, place_label
from timeline.chart.marks import Box, Mark, merged
from timeline.chart.outcomes import LAUNCH_RADIUS, SHIP_RADIUS, outcome_marks
from timeline.chart.scale import Scale
from timeline.chart.windows import edges_of, said_marks, window_marks
from timeline.ledger.answers import ENDED, Fate
from timeline.ledger.standing import Standing
from timeline.terms import Basis
from timeline.wording.standings import (
    NOTHING,
    Delta,
    chart_delta_of,
    lane_sentence_of,
    sentence_of,
)

ROOM_AROUND = 4.0
RADII = {"dot": SHIP_RADIUS, "launch": LAUNCH_RADIUS}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A judged deliverable as the chart takes it: `name` is drawn, `full_name` spoken.

    What is drawn of it is worked out when it is asked for: in a crowded lane nobody asks. important: it
    takes the upper rows. added: it is marked as new to the record. With only_lane its promises of that
    lane alone are drawn, without what became of it.
    """

    standing: Standing
    name: str
    full_name: str
    company: str
    href: str
    important: bool = False
    added: bool = False
    only_lane: Basis | None = None

    @property
    def slug(self) -> str:
        """The deliverable's slug."""
        return self.standing.slug

    @property
    def span(self) -> tuple[date, date] | None:
        """The days it takes up, which decide whether it falls into the plot."""
        return self.standing.span

    @property
    def is_low(self) -> bool:
        """True for what came without any promise: it stands in the low rows, with a smaller mark."""
        return self.standing.fate == Fate.DELIVERED_UNSCORED and not self.standing.counted

    @cached_property
    def figure(self) -> Figure:
        """What is drawn, in days."""
        return figure_of(self.standing, only_lane=self.only_lane)

    @property
    def delta(self) -> Delta:
        """The few words on lateness behind the name."""
        return NOTHING if self.is_low or self.only_lane else chart_delta_of(self.standing)

    @property
    def look(self) -> str:
        """The class of its label."""
        if self.is_low:
            return "label label--launch"
        return "label label--muted" if self.standing.fate in ENDED else "label"

    @property
    def sentence(self) -> str:
        """What is spoken."""
        if self.only_lane is not None:
            return lane_sentence_of(self.full_name, self.company, self.standing, self.only_lane)
        doubt = " Unconfirmed." if self.standing.is_unconfirmed else ""
        return sentence_of(self.full_name, self.company, self.standing) + doubt

    def is_within(self, first: date, last: date) -> bool:
        """Whether any of its days is one of these."""
        return self.span is not None and self.span[0] <= last and self.span[1] >= first


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Marks are relative to the base line y; left and right are pixels and include the label."""

    slug: str
    href: str
    sentence: str
    marks: tuple[Mark, ...]
    label: Label | None
    left: float
    right: float
    dot: float = 0.0
    y: float = 0.0
    row_height: float = 34.0

    @property
    def hit(self) -> Box:
        """The area that answers to the pointer."""
        height = self.row_height - 6
        return Box(
            "hit", round(self.left, 1), -height / 2, round(max(24.0, self.right - self.left), 1), height
        )


def build_item(row: Row, scale: Scale) -> Item | None:
    """The item, or None where nothing of it falls into the plot."""
    if not row.is_within(scale.first, scale.last):
        return None
    figure = row.figure
    arcs, outcomes = arc_marks(figure.windows, scale), outcome_marks(figure, scale)
    marks = merged([*said_marks(figure, scale), *window_marks(figure.windows, scale), *arcs, *outcomes])
    left, right = extent(figure, scale)
    label = place_label(row.name, row.delta, scale, left=left, right=right, look=row.look, added=row.added)
    return Item(
        slug=row.slug,
        href=row.href,
        sentence=row.sentence,
        marks=marks,
        label=label,
        left=min(max(left, scale.left), label.x) - ROOM_AROUND,
        right=max(min(right, scale.right), label.x + label.width) + ROOM_AROUND,
        dot=scale.at(figure.ends[0].at) if figure.ends else left,
    )


def extent(figure: Figure, scale: Scale) -> tuple[float, float]:
    """The leftmost and rightmost pixel of the marks; they may leave the plot."""
    edges = [scale.at(point) for point in (*(figure.lead or ()), *figure.said)]
    edges += [edge for window in figure.windows for edge in edges_of(window, scale)]
    edges += [scale.at(tail.until) for tail in figure.tails if figure.windows]
    for end in figure.ends:
        x, radius = scale.at(end.at), RADII.get(end.shape, 5.0)
        edges += [x - radius, x + radius]
    return min(edges, default=0.0), max(edges, default=0.0)
