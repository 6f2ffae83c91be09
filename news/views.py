"""The pages of feeds: all of them and their health, one with its readings, and the list for other readers."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aitracker.web.selection import read_selection
from news.exchange import exported_opml
from news.health import Condition, Overview, attempt_told, conditions, overview
from news.queries import attempts_at, feeds_with_health, newest_of_feed
from news.wording import FEED_GROUPS, FeedGroup

LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Of one group that was asked for: how many there are, the feeds on this page, and where it begins."""

    group: FeedGroup
    number: int
    feeds: list[Condition]
    address: str


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every feed: what it is, how it answered last, when it is asked again; failing ones first, in pages."""
    now = timezone.now()
    selection, _ = read_selection(request.GET, today=now.date(), terms={})
    number = _page_number(request)
    seen = overview(selection.q.casefold().split(), page=number, now=now)
    if number > seen.last_page:
        raise Http404("There is no such page of feeds.")
    context = {
        "groups": _groups(request, seen),
        "seen": seen,
        "q": selection.q,
        "page": number,
        "before": _address(request, number - 1) if number > 1 else "",
        "after": _address(request, number + 1) if number < seen.last_page else "",
        "section": "sources",
    }
    return render(request, "news/sources.html", context)


def _groups(request: HttpRequest, seen: Overview) -> list[Lines]:
    """The groups by name; those of which no feed was asked for are left out."""
    return [
        Lines(
            group=group,
            number=seen.counts[group.key],
            feeds=[each for each in seen.conditions if each.group == group.key],
            address=f"{_address(request, seen.page_of(group.key))}#{group.key}",
        )
        for group in FEED_GROUPS
        if group.key in seen.counts
    ]


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdecimal() and 0 < len(text) <= LONGEST_NUMBER and int(text) > 0):
        raise Http404("There is no such page of feeds.")
    return int(text)


def _address(request: HttpRequest, number: int) -> str:
    """Of another page of the same feeds."""
    query = request.GET.copy()
    query["page"] = str(number)
    if number == 1:
        del query["page"]
    return f"{request.path}?{query.urlencode()}" if query else request.path


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One feed: how it does, what might be done, its last readings and its newest items."""
    now = timezone.now()
    feed = feeds_with_health(now=now).filter(pk=pk).first()
    if feed is None:
        raise Http404("There is no such feed.")
    (condition,) = conditions([feed], now=now)
    attempts = [(fetch, attempt_told(fetch)) for fetch in attempts_at(feed)]
    context = {
        "condition": condition,
        "feed": feed,
        "attempts": attempts,
        "items": newest_of_feed(feed),
        "section": "sources",
    }
    return render(request, "news/source.html", context)


@require_safe
def sources_opml(request: HttpRequest) -> HttpResponse:
    """Every feed as OPML, for another reader."""
    document = exported_opml()
    name = {"Content-Disposition": 'attachment; filename="ai-tracker-feeds.opml"'}
    return HttpResponse(document, content_type="text/x-opml; charset=utf-8", headers=name)
