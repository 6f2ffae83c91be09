"""The timeline and the ledger: one view at two addresses, the chart first or the list first."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.chart.lollipop import lollipop_of
from timeline.queries.boards import board
from timeline.queries.deliverables import Row, is_added, sort_rows
from timeline.queries.groups import COMPANY
from timeline.views.choices import FORMS, choices_of, hidden, links_of, permanent, source_of
from timeline.views.embedding import discovery
from timeline.views.exports import export_ledger, export_timeline
from timeline.views.follow import follow_record
from timeline.views.frame import Visit, page, visit_of
from timeline.views.nothing import nothing_of
from timeline.views.ranges import choices
from timeline.views.shown import LEGEND, RIDGE_LEGEND, counts_of, lane_count, lanes_asked, shown_of

MOST_ROWS = 200
USUAL_SORT = "-slip"
CAPTIONS = {
    "-slip": "Sorted by days late, most first; the track runs from the first promised date.",
    "name": "Sorted by name; the track runs from the first promised date.",
    "company": "Sorted by company; the track runs from the first promised date.",
    "due": "Sorted by the day it is due, next first; the track runs from the first promised date.",
    "-arrived": "Sorted by the day it came, newest first; the track runs from the first promised date.",
}


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The chart, and below it the rows that it draws as a list."""
    visit = visit_of(request)
    most = lanes_asked(visit.selection, request.GET)
    shown = shown_of(visit.selection, most=most)
    span, rows, chart = shown.span, shown.rows, shown.chart(keep=visit.keep, since=visit.since)
    every = choices(visit.as_of, record_from=shown.board.first_day)[-1]
    context = {
        "chart": chart,
        "span": span,
        "source": source_of(visit, lanes=most),
        "permanent": permanent(visit, span),
        "other_lanes": shown.others,
        "legend": {"marks": LEGEND, "ridges": RIDGE_LEGEND},
        "choices": choices_of(visit, shown.board, span),
        "asked_for_chart": visit.selection.view == "chart",
        "nothing": None if rows else nothing_of(visit, shown.board.tree, shown=span, every=every),
        "follow": follow_record(visit),
        "exports": export_timeline(
            visit, shown, chart, sort=_sort(visit), every_lane=not most and not visit.selection.company
        )
        if rows
        else None,
        "oembed": discovery(request),
        **_list(visit, rows, lanes=shown.lane_count),
    }
    return page(visit, "timeline/timeline.html", context, section="timeline")


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The list; the chart is a link away."""
    visit = visit_of(request)
    found = board(visit.selection)
    companies = lane_count(len(found.lanes), COMPANY)
    context = {
        "choices": choices_of(visit, found, None),
        "nothing": None if found.rows else nothing_of(visit, found.tree),
        "follow": follow_record(visit),
        "exports": export_ledger(visit, sort=_sort(visit)) if found.rows else None,
        **_list(visit, found.rows, lanes=companies),
    }
    return page(visit, "timeline/ledger.html", context, section="ledger", number=context["shown"].number)


def _list(visit: Visit, rows: list[Row], *, lanes: str) -> dict[str, Any]:
    """The list in pages; lanes: how many of what the rows belong to, in words."""
    sort = _sort(visit)
    shown = Paginator(sort_rows(rows, sort), MOST_ROWS).get_page(visit.request.GET.get("page"))
    return {
        "listed": [_listed(row, visit) for row in shown],
        "shown": shown,
        "counts": counts_of(lanes, rows),
        "selection": visit.selection,
        "sort": sort,
        "caption": CAPTIONS.get(sort, ""),
        "links": links_of(visit, shown),
        "hidden": {form: hidden(visit, but=names) for form, names in FORMS.items()},
    }


def _sort(visit: Visit) -> str:
    return visit.selection.sort or USUAL_SORT


def _listed(row: Row, visit: Visit) -> dict[str, Any]:
    first = row.standing.first_promise
    return {
        "row": row,
        "words": first.words if first else "",
        "track": lollipop_of(row.standing),
        "added": is_added(row, visit.since),
    }
