"""One deliverable as an item of the chart: its marks around a base line, its label, the room both take."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chart.arcs import arc_marks
from timeline.chart.labels import Label, place_label
from timeline.chart.marks import Box, Disc, Line, Mark, Path
from timeline.chart.outcomes import outcome_marks
from timeline.chart.scale import Scale
from timeline.chart.windows import open_marks, said_marks, span_of, window_marks
from timeline.ledger.answers import ENDED, Fate
from timeline.ledger.chain import order
from timeline.ledger.standing import Standing
from timeline.terms import Basis
from timeline.wording.standings import (
    NOTHING,
    chart_delta_of,
    lane_sentence_of,
    promises_in_lane,
    sentence_of,
)

ROOM_AROUND = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A judged deliverable as the chart takes it; `name` is drawn, `full_name` spoken.

    With only_lane its promises of that lane alone are drawn, without what became of it.
    """

    slug: str
    name: str
    full_name: str
    company: str
    href: str
    standing: Standing
    important: bool = False
    unconfirmed: bool = False
    only_lane: Basis | None = None

    @property
    def is_plain_launch(self) -> bool:
        """True for what came without any promise: it takes a smaller mark."""
        return self.standing.fate == Fate.DELIVERED_UNSCORED and not self.standing.counted


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
    marks = tuple(_marks(row, scale))
    left, right = _extent(marks)
    if not marks or right < scale.left or left > scale.right:
        return None
    delta = NOTHING if row.is_plain_launch or row.only_lane else chart_delta_of(row.standing)
    label = place_label(row.name, delta, scale, left=left, right=right, look=_label_look(row))
    return Item(
        slug=row.slug,
        href=row.href,
        sentence=_sentence(row),
        marks=marks,
        label=label,
        left=min(max(left, scale.left), label.x) - ROOM_AROUND,
        right=max(min(right, scale.right), label.x + label.width) + ROOM_AROUND,
    )


def _label_look(row: Row) -> str:
    if row.is_plain_launch:
        return "label label--launch"
    return "label label--muted" if row.standing.fate in ENDED else "label"


def _sentence(row: Row) -> str:
    if row.only_lane is not None:
        return lane_sentence_of(row.full_name, row.company, row.standing, row.only_lane)
    sentence = sentence_of(row.full_name, row.company, row.standing)
    return f"{sentence} Unconfirmed." if row.unconfirmed else sentence


def _marks(row: Row, scale: Scale) -> list[Mark]:
    standing, lane = row.standing, row.only_lane or row.standing.lane
    dated = promises_in_lane(standing, lane)
    if not dated:
        return _without_dates(standing, scale)
    said = sorted((each for each in standing.counted if each.basis == lane), key=order)
    promised = [*said_marks(said, scale), *window_marks(dated, scale), *arc_marks(dated, scale)]
    if row.only_lane is not None:
        return promised
    return [*promised, *outcome_marks(standing, scale, window_end=span_of(dated[-1], scale)[1])]


def _without_dates(standing: Standing, scale: Scale) -> list[Mark]:
    outcomes = standing.outcomes
    ended = outcomes.arrived or outcomes.partly or outcomes.dropped or outcomes.dormant
    until = ended.earliest if ended else standing.as_of
    waiting = open_marks(sorted(standing.counted, key=order), scale, until=until)
    return [*waiting, *outcome_marks(standing, scale, window_end=None)]


def _extent(marks: Sequence[Mark]) -> tuple[float, float]:
    edges: list[float] = []
    for mark in marks:
        match mark:
            case Line(x1=x1, x2=x2):
                edges += [x1, x2]
            case Box(x=x, width=width):
                edges += [x, x + width]
            case Disc(x=x, r=r):
                edges += [x - r, x + r]
            case Path(x=float(x)):
                edges += [x - 5, x + 5]
    return min(edges, default=0.0), max(edges, default=0.0)
