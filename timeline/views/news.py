"""The news: stories by day, with what each changed in the record."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Item
from timeline.models import Deliverable
from timeline.queries.deliverables import public_rows
from timeline.queries.facets import facets
from timeline.queries.kinds import kinds_told
from timeline.queries.marked import restructurings_by_company
from timeline.queries.moved import Moved
from timeline.queries.stories import Stories, stories_of
from timeline.views.addresses import address
from timeline.views.boxes import CHANGING, FORM_FIELDS, choices_of, chosen_in, hidden_in, nothing_found
from timeline.views.exports import export_news
from timeline.views.follow import follow_news
from timeline.views.frame import Visit, page, visit_of
from timeline.views.stories import StoryLine, story_line
from timeline.views.told import Telling
from timeline.views.week import week_of

PAGE_SIZE = 40


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """A page of stories, newest first."""
    visit = visit_of(request)
    number = _page_number(visit)
    rows = public_rows(Deliverable.objects.all(), as_of=visit.as_of)
    kinds = kinds_told(rows, as_of=visit.as_of)
    only_changing = visit.readable.get("show") == CHANGING
    first = (number - 1) * PAGE_SIZE
    found = stories_of(visit.selection, kinds=kinds, only_changing=only_changing, first=first, most=PAGE_SIZE)
    if number > 1 and not found.shown:
        raise Http404("There is no such page of news.")
    happened = [Moved(day=each.latest, restructuring=each) for each in restructurings_by_company(visit.as_of)]
    counted = facets(visit.selection, kinds=kinds)
    is_filtered = any(visit.readable.get(name) for name in FORM_FIELDS)
    context = {
        "days": _by_day(found.shown, Telling(rows, as_of=visit.as_of, keep=visit.keep), visit),
        "found": found,
        "pages": _pages(visit, number, found),
        "choices": choices_of(visit, counted),
        "only_changing": only_changing,
        "facets": counted,
        "nothing": nothing_found(visit, counted) if is_filtered else None,
        "is_filtered": is_filtered,
        "chosen": chosen_in(visit),
        "selection": visit.selection,
        "hidden": hidden_in(visit),
        "week": week_of(rows, happened, as_of=visit.as_of),
        "follow": follow_news(visit),
        "exports": export_news(visit, only_changing=only_changing) if found.shown else None,
        "links": {"clear": reverse("timeline:news") + visit.keep},
    }
    return page(visit, "timeline/news.html", context, section="news", number=number)


def _page_number(visit: Visit) -> int:
    number = visit.readable.get("page", "1")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 6 and int(number) > 0):
        raise Http404("There is no such page of news.")
    return int(number)


def _pages(visit: Visit, number: int, found: Stories) -> dict[str, Any]:
    """The last page is known where all stories were counted."""
    return {
        "number": number,
        "last": max(1, -(-found.total // PAGE_SIZE)) if found.is_whole else None,
        "older": address(visit, page=str(number + 1)) if found.goes_on else "",
        "newer": address(visit, page=str(number - 1) if number > 2 else "") if number > 1 else "",
    }


def _by_day(stories: Iterable[list[Item]], telling: Telling, visit: Visit) -> list[dict[str, Any]]:
    """Stories under the day on which they were told first; those whose day is not known at the end."""
    days = groupby(stories, key=lambda items: items[0].listed_at and items[0].listed_at.date())
    return [{"day": day, "stories": _lines(of_day, telling, visit)} for day, of_day in days]


def _lines(stories: Iterable[list[Item]], telling: Telling, visit: Visit) -> list[StoryLine]:
    return [story_line(items, telling, visit) for items in stories]
