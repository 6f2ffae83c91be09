"""Lanes and rows of the timeline as they are answered: numbers for days, one column for each field."""

from typing import Any

from aitracker.web.answers import Shape
from timeline.chart.figures import day_number
from timeline.chart.items import Row
from timeline.chart.labels import measured
from timeline.chart.lanes import LaneInput, short_name
from timeline.chart.widths import DELTA_SIZE, text_width
from timeline.wording.days import span_text

COLUMNS = [
    "lane",
    "slug",
    "label",
    "width",
    "delta",
    "delta_width",
    "tone",
    "sentence",
    "look",
    "is_low",
    "is_important",
    "is_added",
    "begin",
    "end",
    "lead",
    "said",
    "windows",
    "tails",
    "ends",
]


def lane_shape(lane: LaneInput, *, crowded: bool) -> Shape:
    """A lane with its restructurings and the counts of its months; crowded: its rows are not answered."""
    return {
        "slug": lane.slug,
        "name": short_name(lane.name),
        "href": lane.href,
        "note": lane.note,
        "restructurings": [
            {
                "slug": each.slug,
                "title": each.title,
                "width": round(text_width(each.title, size=DELTA_SIZE), 1),
                "when": span_text(each.earliest, each.latest),
                "begin": day_number(each.earliest),
                "end": day_number(each.latest) + 1,
                "is_unconfirmed": each.unconfirmed,
            }
            for each in lane.happened
        ],
        "is_crowded": crowded,
        "months": [list(month) for month in lane.months],
    }


def label_texts(row: Row) -> list[Any]:
    """The words of the label and the pixels that they take."""
    label = measured(row.name, row.delta)
    delta = label.delta
    return [
        label.name,
        round(label.name_width, 1),
        delta.text if delta else "",
        round(label.delta_width, 1),
        delta.tone if delta else "",
    ]


def row_shape(row: Row, lane: int) -> list[Any]:
    """A row in the order of the columns."""
    figure = row.figure
    begin, end = row.span or (None, None)
    return [
        lane,
        row.slug,
        *label_texts(row),
        row.sentence,
        row.look,
        int(row.low),
        int(row.important),
        int(row.added),
        begin and day_number(begin),
        end and day_number(end) + 1,
        figure.lead,
        figure.said,
        [[window.begin, window.end, int(window.vague)] for window in figure.windows],
        figure.tails,
        figure.ends,
    ]
