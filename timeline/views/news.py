"""The news: items by day, with outlet, excerpt and tags; filtered by company and model."""

from itertools import groupby
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Item
from timeline.queries.items import chosen_items, tag_choices
from timeline.views.addresses import address
from timeline.views.frame import page, visit_of

PAGE_SIZE = 40


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """A page of items, newest first."""
    visit = visit_of(request)
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise Http404("There is no such page of news.")
    try:
        shown = Paginator(chosen_items(visit.selection), PAGE_SIZE).page(int(number))
    except EmptyPage as missing:
        raise Http404("There is no such page of news.") from missing
    choices = tag_choices()
    context = {
        "days": _by_day(list(shown)),
        "shown": shown,
        "selection": visit.selection,
        "companies": choices.companies,
        "models": choices.models,
        "older": address(visit, page=str(shown.next_page_number())) if shown.has_next() else "",
        "newer": address(visit, page=str(shown.previous_page_number())) if shown.has_previous() else "",
        "links": {"today": reverse("timeline:news"), "clear": reverse("timeline:news") + visit.keep},
    }
    return page(visit, "timeline/news.html", context, section="news")


def _by_day(items: list[Item]) -> list[dict[str, Any]]:
    """Items under the day they were published; those whose day is not known together at the end."""
    days = groupby(items, key=lambda item: item.listed_at.date() if item.listed_at else None)
    return [{"day": day, "items": list(of_day)} for day, of_day in days]
