"""What the chart draws, for programs that draw it themselves."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from aitracker.web.answers import Edition, Shape, meta_of
from aitracker.web.selection import Selection
from timeline.api.envelopes import one_of
from timeline.api.resources import RecordView, declared_view
from timeline.api.timeline_schemas import Timeline
from timeline.api.timeline_shapes import COLUMNS, lane_shape, row_shape
from timeline.api.views.record import ABOUT, DUE, SPAN
from timeline.chart.items import Row
from timeline.chart.lanes import LaneInput
from timeline.drawing import lane_inputs
from timeline.queries.boards import board
from timeline.queries.groups import COMPANY, GROUPS, grouped
from timeline.queries.terms import COMMON

# So many rows are answered at most, and those of all days where there are no more: none needs a second look.
MOST_ROWS = 1000
# In a lane with more rows than these in the days asked for, nobody could tell one from another.
MOST_IN_LANE = 400


@declared_view(one_of(Timeline), operation="timeline_read", summary="What the timeline draws")
class TimelineData(RecordView):
    """Lanes with the counts of every month, and rows as columns of day numbers.

    Rows are those that take up any of the days `from` to `to`; lanes and months are those of any day.
    `limit` is the number of lanes.
    """

    parameters = frozenset(
        ABOUT | SPAN | DUE | {"channel", "basis", "fate", "precision", "overdue", "min_slip", "region"}
    ) | {"as_of", "since", "group", "limit"}
    terms = COMMON | {"group": GROUPS}

    def answer(self, request: Request, selection: Selection, edition: Edition, **names: str) -> HttpResponse:
        """One object."""
        found = board(replace(selection, from_=None, to=None))
        lanes, others = grouped(found, selection.group or COMPANY, most=selection.limit)
        drawn = lane_inputs(lanes, keep="", since=selection.since)
        shown = _shown(drawn, selection)
        data: Shape = {
            "lanes": [
                lane_shape(lane, crowded=found is None) for lane, found in zip(drawn, shown, strict=True)
            ],
            "other_lanes": others,
            "columns": COLUMNS,
            "rows": [row_shape(row, place) for place, found in enumerate(shown) for row in found or ()],
            "is_whole": all(
                each is not None and len(each) == len(lane.rows)
                for each, lane in zip(shown, drawn, strict=True)
            ),
            "first_day": found.first_day,
        }
        return Response({"data": data, "meta": meta_of(selection, edition)})


def _shown(lanes: Sequence[LaneInput], selection: Selection) -> list[Sequence[Row] | None]:
    """The rows of each lane in the days asked for; None where they are too many: the fullest give way."""
    if sum(len(lane.rows) for lane in lanes) <= MOST_ROWS:
        return [lane.rows for lane in lanes]
    first, last = selection.from_ or selection.as_of.min, selection.to or selection.as_of.max
    within = [[row for row in lane.rows if row.is_within(first, last)] for lane in lanes]
    shown: list[Sequence[Row] | None] = [None] * len(lanes)
    room = MOST_ROWS
    for place in sorted(range(len(lanes)), key=lambda place: len(within[place])):
        room -= len(within[place])
        if room < 0 or len(within[place]) > MOST_IN_LANE:
            break
        shown[place] = within[place]
    return shown
