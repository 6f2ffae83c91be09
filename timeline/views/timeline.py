"""The timeline and the ledger: one view at two addresses, the chart first or the list first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.chart.layout import Frame, build_chart
from timeline.chart.lollipop import lollipop_of
from timeline.drawing import lane_inputs
from timeline.queries.boards import board
from timeline.queries.deliverables import Row, is_added, sort_rows
from timeline.queries.groups import COMPANY, FAMILY, NONE, GroupLane, grouped
from timeline.queries.marked import Notes, notes_of
from timeline.views.choices import FORMS, choices_of, hidden, links_of, permanent, source_of
from timeline.views.frame import Visit, page, visit_of
from timeline.views.ranges import Range, usual
from timeline.wording.days import counted
from timeline.wording.terms import Look

MOST_LANES = 12
MOST_ROWS = 200
USUAL_SORT = "-slip"
ALL_LANES = "all"
LANE_WORDS = {COMPANY: ("company", "companies"), FAMILY: ("family", "families"), NONE: ("lane", "lanes")}
CAPTIONS = {
    "-slip": "Sorted by days late, most first; the track runs from the first promised date.",
    "name": "Sorted by name; the track runs from the first promised date.",
    "company": "Sorted by company; the track runs from the first promised date.",
    "due": "Sorted by the day it is due, next first; the track runs from the first promised date.",
    "-arrived": "Sorted by the day it came, newest first; the track runs from the first promised date.",
}
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
    Look("Zoom in for single promises", "promise", "promise"),
)


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The chart, and below it the rows that it draws as a list."""
    visit = visit_of(request)
    span = _shown_days(visit)
    selection = replace(visit.selection, from_=span.first, to=span.last)
    found = board(selection)
    most = None if selection.company or request.GET.get("lanes") == ALL_LANES else MOST_LANES
    lanes, others = grouped(found, selection.group or COMPANY, most=most)
    rows = [row for lane in lanes for row in lane.rows]
    notes = notes_of(rows)
    frame = Frame(key="timeline", first=span.first, last=span.last, as_of=visit.as_of)
    drawn = lane_inputs(lanes, unconfirmed=notes.unconfirmed(rows), keep=visit.keep, since=visit.since)
    context = {
        "chart": build_chart(drawn, frame),
        "span": span,
        "source": source_of(visit, lanes=most),
        "permanent": permanent(visit, span),
        "other_lanes": others,
        "legend": {"marks": LEGEND, "ridges": RIDGE_LEGEND},
        "choices": choices_of(visit, found, span),
        "asked_for_chart": selection.view == "chart",
        **_list(visit, rows, lanes, notes),
    }
    return page(visit, "timeline/timeline.html", context, section="timeline")


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The list; the chart is a link away."""
    visit = visit_of(request)
    found = board(visit.selection)
    lanes, _ = grouped(found, COMPANY)
    rows = [row for lane in lanes for row in lane.rows]
    context = {"choices": choices_of(visit, found, None), **_list(visit, rows, lanes, None)}
    return page(visit, "timeline/ledger.html", context, section="ledger")


def _shown_days(visit: Visit) -> Range:
    """What the chart shows: the days asked for, the usual ones at an end that was left open."""
    span, asked = usual(visit.as_of), visit.selection
    first = asked.from_ or min(span.first, asked.to or span.first)
    return Range("", first, asked.to or max(span.last, first))


def _list(visit: Visit, rows: list[Row], lanes: Sequence[GroupLane], notes: Notes | None) -> dict[str, Any]:
    """The list in pages; notes on its rows where they are not at hand."""
    sort = visit.selection.sort or USUAL_SORT
    shown = Paginator(sort_rows(rows, sort), MOST_ROWS).get_page(visit.request.GET.get("page"))
    known = notes or notes_of(list(shown))
    return {
        "listed": [_listed(row, known, visit) for row in shown],
        "shown": shown,
        "counts": _counts(visit, lanes, rows),
        "selection": visit.selection,
        "sort": sort,
        "caption": CAPTIONS.get(sort, ""),
        "links": links_of(visit, shown),
        "hidden": {form: hidden(visit, but=names) for form, names in FORMS.items()},
    }


def _listed(row: Row, notes: Notes, visit: Visit) -> dict[str, Any]:
    return {
        "row": row,
        "words": notes.words(row.standing.first_promise),
        "track": lollipop_of(row.standing),
        "unconfirmed": notes.is_unconfirmed(row),
        "added": is_added(row, visit.since),
    }


def _counts(visit: Visit, lanes: Sequence[GroupLane], rows: list[Row]) -> str:
    dated = sum(1 for row in rows for promise in row.standing.counted if promise.latest)
    parts = (
        counted(len(lanes), *LANE_WORDS[visit.selection.group or COMPANY]),
        counted(len(rows), "deliverable"),
        counted(dated, "dated promise"),
    )
    return " · ".join(parts)
