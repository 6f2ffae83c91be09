"""The pages of feeds: all of them and their health, one with its readings, and the list for other readers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aitracker.web.selection import read_selection
from news.exchange import exported_opml
from news.health import Condition, attempt_told, conditions
from news.queries import attempts_at, feeds_with_health, newest_of_feed
from news.wording import FEED_GROUPS, FeedGroup, seems_offline


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The feeds of one group that were asked for."""

    group: FeedGroup
    feeds: list[Condition]


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every feed: what it is, how it answered last, when it is asked again; failing ones first."""
    now = timezone.now()
    selection, _ = read_selection(request.GET, today=now.date(), terms={})
    every = conditions(list(feeds_with_health(now=now)), now=now)
    asked = [each.error_code for each in every if each.feed.last_checked_at]
    lines = [each for each in every if each.holds(selection.q.casefold().split())]
    context = {
        "groups": _groups(lines),
        "number": len(every),
        "shown": len(lines),
        "q": selection.q,
        "offline": seems_offline(asked),
        "never_read": not asked,
        "section": "sources",
    }
    return render(request, "news/sources.html", context)


def _groups(lines: Iterable[Condition]) -> list[Lines]:
    """The lines by group, by name inside; groups without any are left out."""
    held: dict[str, list[Condition]] = {group.key: [] for group in FEED_GROUPS}
    for line in lines:
        held[line.group].append(line)
    return [Lines(group=group, feeds=held[group.key]) for group in FEED_GROUPS if held[group.key]]


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
