"""The timeline and the ledger: one view at two addresses, the chart first or the list first."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.chart.layout import Frame, build_chart
from timeline.chart.lollipop import Lollipop, lollipop_of
from timeline.ledger import FATE_GROUPS
from timeline.queries.boards import Board, board
from timeline.queries.deliverables import Row
from timeline.queries.marked import Notes, notes_of
from timeline.views.addresses import address, kept, query_of
from timeline.views.frame import Visit, fate_group, page, visit_of
from timeline.views.lanes import lane_inputs
from timeline.views.ranges import Range, choices, usual
from timeline.wording.days import counted
from timeline.wording.terms import FATE_GROUPS as GROUP_WORDS
from timeline.wording.terms import Look

MOST_LANES = 12
USUAL_SORT = "-slip"
ALL_LANES = "all"
FORM_FIELDS = frozenset({"company", "as_of"})
ANY_TIME = {"from": "", "to": ""}
CAPTIONS = {
    "-slip": "Sorted by days late, most first; the track runs from the first promised date.",
    "name": "Sorted by name; the track runs from the first promised date.",
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


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The chart, and the same rows as a list below it."""
    return _board_page(visit_of(request), section="timeline")


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The list; the chart is a link away."""
    return _board_page(visit_of(request), section="ledger")


def _board_page(visit: Visit, *, section: str) -> HttpResponse:
    selection, span = visit.selection, _shown_days(visit)
    lanes = None if visit.request.GET.get("lanes") == ALL_LANES else MOST_LANES
    found = board(selection, most_lanes=lanes)
    frame = Frame(key="timeline", first=span.first, last=span.last, as_of=visit.as_of)
    notes = notes_of(found.rows)
    unconfirmed = notes.unconfirmed(found.rows)
    chart = build_chart(lane_inputs(found, unconfirmed=unconfirmed, keep=visit.keep), frame)
    rows = found.sorted_rows(selection.sort or USUAL_SORT)
    context = {
        "chart": chart,
        "listed": [_listed(row, notes) for row in rows],
        "counts": _counts(found, rows),
        "board": found,
        "selection": selection,
        "sort": selection.sort or USUAL_SORT,
        "caption": CAPTIONS.get(selection.sort or USUAL_SORT, ""),
        "asked_for_chart": visit.selection.view == "chart",
        "span": span,
        "legend": LEGEND,
        "choices": _choices(visit, found, span),
        "links": _links(visit),
        "hidden": [(name, value) for name, value in kept(visit).items() if name not in FORM_FIELDS],
    }
    return page(visit, f"timeline/{section}.html", context, section=section)


def _shown_days(visit: Visit) -> Range:
    """What the chart shows: the days asked for, the usual ones at an end that was left open."""
    span, asked = usual(visit.as_of), visit.selection
    first = asked.from_ or min(span.first, asked.to or span.first)
    return Range("", first, asked.to or max(span.last, first))


def _listed(row: Row, notes: Notes) -> dict[str, Any]:
    first = row.standing.first_promise
    track: Lollipop | None = lollipop_of(row.standing)
    return {
        "row": row,
        "words": notes.words(first),
        "track": track,
        "unconfirmed": notes.is_unconfirmed(row),
    }


def _counts(found: Board, rows: list[Row]) -> str:
    dated = sum(1 for row in rows for promise in row.standing.counted if promise.latest)
    parts = (
        counted(len(found.lanes), "company", "companies"),
        counted(len(rows), "deliverable"),
        counted(dated, "dated promise"),
    )
    return " · ".join(parts)


def _choices(visit: Visit, found: Board, shown: Range) -> dict[str, list[dict[str, Any]]]:
    chosen = fate_group(visit.selection)
    fates = [{"label": "All", "href": address(visit, fate=""), "current": not visit.selection.fate}]
    fates += [
        {
            "label": GROUP_WORDS[group],
            "href": address(visit, fate=",".join(sorted(values))),
            "current": chosen == group,
        }
        for group, values in FATE_GROUPS.items()
    ]
    spans = choices(visit.as_of, record_from=found.first_day)
    return {"fates": fates, "ranges": [_range_choice(visit, span, shown) for span in spans]}


def _range_choice(visit: Visit, span: Range, shown: Range) -> dict[str, Any]:
    """The usual days are shown to who asks for none: their address names none and leaves no row out."""
    days = {"from": span.first.isoformat(), "to": span.last.isoformat()}
    return {
        "label": span.label,
        "href": address(visit, **(ANY_TIME if span == usual(visit.as_of) else days)),
        "current": (span.first, span.last) == (shown.first, shown.last),
    }


def _links(visit: Visit) -> Mapping[str, str]:
    query = query_of(visit)
    return {
        "chart": reverse("timeline:timeline") + query_of(visit, view="chart"),
        "list": reverse("timeline:ledger") + query,
        "all_lanes": address(visit, lanes=ALL_LANES),
        "clear": visit.request.path + visit.keep,
        "any_time": address(visit, **ANY_TIME),
        "sort_name": address(visit, sort="name"),
        "sort_slip": address(visit, sort="-slip"),
        "sort_arrived": address(visit, sort="-arrived"),
    }
