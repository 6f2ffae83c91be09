"""Models: every one with something on the record, newest first, by company."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Product
from timeline.queries.lineup import ModelLine, families_of, lineup
from timeline.views.addresses import address
from timeline.views.frame import page, visit_of

PAGE_SIZE = 200
MOST_LINKS = 6


@require_safe
def models(request: HttpRequest) -> HttpResponse:
    """A page of models."""
    visit = visit_of(request)
    found = lineup(visit.selection)
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise Http404("There is no such page of models.")
    try:
        shown = Paginator(found.lines, PAGE_SIZE).page(int(number))
    except EmptyPage as missing:
        raise Http404("There is no such page of models.") from missing
    families = families_of(shown)
    context = {
        "groups": _by_company(list(shown), families),
        "shown": shown,
        "companies": found.companies,
        "selection": visit.selection,
        "older": address(visit, page=str(shown.next_page_number())) if shown.has_next() else "",
        "newer": address(visit, page=str(shown.previous_page_number())) if shown.has_previous() else "",
        "links": {"clear": reverse("timeline:models") + visit.keep},
    }
    return page(visit, "timeline/models.html", context, section="models", number=shown.number)


def _by_company(lines: list[ModelLine], families: Mapping[int, Product]) -> list[dict[str, Any]]:
    return [
        {"company": company, "lines": [_line(each, families) for each in of_company]}
        for company, of_company in groupby(lines, key=lambda line: line.company)
    ]


def _line(line: ModelLine, families: Mapping[int, Product]) -> dict[str, Any]:
    headlines_first = sorted(line.rows, key=lambda row: (not row.deliverable.headline, row.facts.slug))
    return {
        "product": line.product,
        "family": families.get(line.product.family_id or 0),
        "main": line.main,
        "rows": headlines_first[:MOST_LINKS],
        "more": len(line.rows) - MOST_LINKS if len(line.rows) > MOST_LINKS else 0,
    }
