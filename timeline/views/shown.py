"""What the timeline shows of a selection: its days, its lanes, the rows in them, and the chart of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aitracker.web.selection import Selection
from timeline.chart.layout import Chart, Frame, build_chart
from timeline.drawing import lane_inputs
from timeline.queries.boards import Board, board
from timeline.queries.deliverables import Row, takes_up
from timeline.queries.groups import COMPANY, FAMILY, GroupLane, grouped
from timeline.views.ranges import Range, usual
from timeline.wording.days import counted
from timeline.wording.terms import Look

MOST_LANES = 12
ALL_LANES = "all"
LANE_WORDS = {COMPANY: ("company", "companies"), FAMILY: ("family", "families")}
LEGEND = (
    Look("Promised window; ends fade when the wording is vague", "promise", "promise"),
    Look("Window since replaced", "replaced", "promise"),
    Look("Date moved, in days", "slip", "slip"),
    Look("Overdue and still open", "overdue", "slip"),
    Look("Window passed, not checked", "unverified", "promise"),
    Look("Shipped", "ship", "ship"),
    Look("Shipped without a promise", "launch", "ship"),
    Look("Cancelled", "cancel", "cancel"),
    Look("Restructuring", "reorg", "reorg"),
)
RIDGE_LEGEND = (
    Look("Launches, above the line", "ship", "ship"),
    Look("Dates moved, below the line", "slip", "slip"),
    Look("Restructuring", "reorg", "reorg"),
    Look("A shorter range shows single promises", "promise", "promise"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The lanes in their order, how many are left out for room, and the rows that take up any of the days."""

    selection: Selection
    span: Range
    board: Board
    lanes: list[GroupLane]
    others: int

    @property
    def group(self) -> str:
        """What makes a lane."""
        return self.selection.group or COMPANY

    @property
    def rows(self) -> list[Row]:
        """The rows of all lanes, lane by lane."""
        span = self.span
        return [row for lane in self.lanes for row in lane.rows if takes_up(row, span.first, span.last)]

    @property
    def lane_count(self) -> str:
        """12 companies; nothing where all rows are in one lane."""
        return lane_count(len(self.lanes), self.group)

    def chart(
        self, *, keep: str, since: date | None = None, key: str = "timeline", width: float = 1328.0
    ) -> Chart:
        """The lanes drawn so wide (pixels); `keep` is the query that links carry along."""
        first, last, as_of = self.span.first, self.span.last, self.selection.as_of
        drawn = lane_inputs(self.lanes, keep=keep, since=since)
        return build_chart(drawn, Frame(key=key, width=width, first=first, last=last, as_of=as_of))


def shown_of(selection: Selection, *, most: int | None) -> Shown:
    """What is shown in at most so many lanes.

    The lanes are those of any day: they must not change under a reader who moves through time.
    """
    found = board(replace(selection, from_=None, to=None))
    lanes, others = grouped(found, selection.group or COMPANY, most=most)
    return Shown(selection=selection, span=_days(selection), board=found, lanes=lanes, others=others)


def lanes_asked(selection: Selection, query: Mapping[str, str]) -> int | None:
    """How many lanes a page shows at most, by its own parameter; None for all."""
    return None if query.get("lanes") == ALL_LANES else usual_lanes(selection)


def usual_lanes(selection: Selection) -> int | None:
    """How many lanes there is room for: of companies that are named all are shown."""
    return None if selection.company else MOST_LANES


def lane_count(number: int, group: str) -> str:
    """12 companies; nothing where all rows are in one lane."""
    return counted(number, *LANE_WORDS[group]) if group in LANE_WORDS else ""


def counts_of(lanes: str, rows: Sequence[Row]) -> str:
    """12 companies · 84 deliverables · 61 dated promises; lanes are in words already."""
    dated = sum(1 for row in rows for promise in row.standing.counted if promise.latest)
    parts = (lanes, counted(len(rows), "deliverable"), counted(dated, "dated promise"))
    return " · ".join(filter(None, parts))


def _days(asked: Selection) -> Range:
    """The days asked for, the usual ones at an end that was left open."""
    span = usual(asked.as_of)
    first = asked.from_ or min(span.first, asked.to or span.first)
    return Range("", first, asked.to or max(span.last, first))
