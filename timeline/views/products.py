"""A product: its deliverables, its events, its news."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from news.models import Product
from timeline.ledger import Happening
from timeline.models import Event
from timeline.queries.deliverables import Row
from timeline.queries.dossiers import Line, events_of_line, line_of, rows_of_line
from timeline.queries.latest import latest_stories
from timeline.terms import EventKind
from timeline.views.follow import follow_row
from timeline.views.frame import Visit, page, visit_of
from timeline.views.missing import elsewhere
from timeline.views.stories import headlines
from timeline.views.strips import company_span, rows_that_matter, strip_charts
from timeline.views.untold import untold_product

MOST_EVENTS = 40
MOST_NEWS = 8
MOST_ROWS = 100
MOST_MEMBERS = 40


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product and those whose family it is, as known on a day."""
    visit = visit_of(request)
    try:
        line = line_of(slug)
    except Product.DoesNotExist:
        return elsewhere(visit, "product", slug)
    if not line.is_told:
        return untold_product(visit, line.product)
    rows = sorted(rows_of_line(line, as_of=visit.as_of), key=_promised_first)
    events = events_of_line(line, as_of=visit.as_of, most=MOST_EVENTS)
    context = {
        "product": line.product,
        "follow": follow_row(visit, product=slug),
        "members": line.members[:MOST_MEMBERS],
        "more_members": max(0, len(line.members) - MOST_MEMBERS),
        "first": _first_arrival(rows),
        "events": [each for each in events if each.kind != EventKind.RESTRUCTURING],
        "restructurings": [each for each in reversed(events) if each.kind == EventKind.RESTRUCTURING],
        "stories": headlines(latest_stories(products=line.ids, as_of=visit.as_of, most=MOST_NEWS), visit),
    }
    context |= _rows(rows, line, events, visit)
    return page(visit, "timeline/product.html", context, section="models")


def _first_arrival(rows: list[Row]) -> Happening | None:
    came = [row.standing.arrived for row in rows if row.standing.arrived]
    return min(came, key=lambda each: (each.latest, each.event), default=None)


def _promised_first(row: Row) -> tuple[bool, bool, str]:
    return (not row.standing.counted, not row.deliverable.headline, row.facts.slug)


def _rows(rows: list[Row], line: Line, events: list[Event], visit: Visit) -> dict[str, Any]:
    """The table of deliverables and the strip, both with as much as can be read."""
    span = company_span(rows, as_of=visit.as_of)
    drawn = rows_that_matter(rows, span, as_of=visit.as_of)
    listed = rows[:MOST_ROWS]
    charts = strip_charts(
        drawn,
        [each for each in events if each.kind == EventKind.RESTRUCTURING],
        line.product.company,
        as_of=visit.as_of,
        keep=visit.keep,
        span=span,
    )
    return {
        "rows": listed,
        "all": len(rows),
        "more": len(rows) - len(listed),
        "charts": charts,
    }
