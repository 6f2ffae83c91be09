"""A product: its deliverables, its events, its news."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Product
from timeline.queries.dossiers import events_of_line, line_of, rows_of_line
from timeline.queries.items import latest_items
from timeline.queries.marked import notes_of
from timeline.views.frame import page, visit_of
from timeline.views.missing import elsewhere

MOST_EVENTS = 20
MOST_NEWS = 8


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product and those whose family it is, as known on a day."""
    visit = visit_of(request)
    try:
        line = line_of(slug)
    except Product.DoesNotExist:
        return elsewhere(visit, "product", slug)
    rows = rows_of_line(line, as_of=visit.as_of)
    context = {
        "product": line.product,
        "rows": rows,
        "unconfirmed": notes_of(rows).unconfirmed(rows),
        "events": events_of_line(line, as_of=visit.as_of, most=MOST_EVENTS),
        "items": latest_items(products=line.ids, as_of=visit.as_of, most=MOST_NEWS),
        "links": {"today": reverse("timeline:product", args=[slug])},
    }
    return page(visit, "timeline/product.html", context, section="companies")
