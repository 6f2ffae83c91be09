"""Companies: all of them with their records, and one with its lane, promises, restructurings and news."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from aitracker.web.selection import Selection
from news.models import Company
from timeline.chart.layout import Chart
from timeline.queries.boards import CompanyBoard, board, company_board
from timeline.queries.deliverables import sort_rows
from timeline.queries.items import latest_items
from timeline.queries.marked import notes_of
from timeline.views.frame import page, visit_of
from timeline.views.missing import elsewhere
from timeline.views.ranges import usual
from timeline.views.strips import strip_charts
from timeline.wording.records import share_text

MOST_NEWS = 8


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Every company with something recorded, by name."""
    visit = visit_of(request)
    found = board(Selection(as_of=visit.as_of))
    lanes = sorted(found.lanes, key=lambda lane: (lane.company.name.casefold(), lane.company.slug))
    context = {"lanes": lanes, "links": {"today": reverse("timeline:companies")}}
    return page(visit, "timeline/companies.html", context, section="companies")


@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """One company with its units and labs, as known on a day."""
    visit = visit_of(request)
    try:
        found = company_board(slug, as_of=visit.as_of)
    except Company.DoesNotExist:
        return elsewhere(visit, "company", slug)
    lane = found.lane
    unconfirmed = notes_of(lane.rows).unconfirmed(lane.rows)
    promised = [row for row in sort_rows(list(lane.rows), "-slip") if row.standing.counted]
    context = {
        "company": lane.company,
        "lane": lane,
        "record": lane.record,
        "share": share_text(lane.record.first),
        "promised": promised,
        "launched": len(lane.rows) - len(promised),
        "unconfirmed": unconfirmed,
        "charts": _charts(found, unconfirmed=unconfirmed, keep=visit.keep),
        "items": latest_items(companies=found.inside, as_of=visit.as_of, most=MOST_NEWS),
        "links": {"today": reverse("timeline:company", args=[slug])},
    }
    return page(visit, "timeline/company.html", context, section="companies")


def _charts(found: CompanyBoard, *, unconfirmed: frozenset[str], keep: str) -> list[Chart]:
    lane, as_of = found.lane, found.lane.record.as_of
    span = usual(as_of)
    return strip_charts(
        lane.rows,
        lane.restructurings,
        lane.company,
        as_of=as_of,
        keep=keep,
        span=(span.first, span.last),
        unconfirmed=unconfirmed,
    )
