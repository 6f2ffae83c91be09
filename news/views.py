"""The page of feeds and their health."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aitracker.web.selection import read_selection
from news.models import Feed
from news.queries import feeds_with_health
from news.wording import FEED_GROUPS, FeedGroup, answer_words, group_of, seems_offline, state_words


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One feed as the page shows it."""

    name: str
    address: str
    kind: str
    group: str
    state: str
    last_answer: str
    last_answer_at: datetime | None
    last_ok_at: datetime | None
    next_try_at: datetime | None
    items: int
    new_items: int

    def holds(self, words: Iterable[str]) -> bool:
        """Whether its name, kind, state or answer holds every word."""
        text = f"{self.name} {self.kind} {self.state} {self.last_answer}".casefold()
        return all(word in text for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The feeds of one group that were asked for."""

    group: FeedGroup
    feeds: list[FeedLine]


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every feed: what it is, how it answered last, when it is asked again; failing ones first."""
    now = timezone.now()
    selection, _ = read_selection(request.GET, today=now.date(), terms={})
    feeds = list(feeds_with_health(now=now))
    asked = [feed.last_error_code for feed in feeds if feed.last_checked_at]
    lines = [line for feed in feeds if (line := _line(feed)).holds(selection.q.casefold().split())]
    context = {
        "groups": _groups(lines),
        "number": len(feeds),
        "shown": len(lines),
        "q": selection.q,
        "offline": seems_offline(asked),
        "never_read": not asked,
        "section": "sources",
    }
    return render(request, "news/sources.html", context)


def _groups(lines: Iterable[FeedLine]) -> list[Lines]:
    """The lines by group, by name inside; groups without any are left out."""
    held: dict[str, list[FeedLine]] = {group.key: [] for group in FEED_GROUPS}
    for line in lines:
        held[line.group].append(line)
    return [Lines(group=group, feeds=held[group.key]) for group in FEED_GROUPS if held[group.key]]


def _line(feed: Feed) -> FeedLine:
    has_been_read = feed.last_checked_at is not None
    return FeedLine(
        name=feed.name,
        address=feed.homepage if feed.homepage.startswith(("http://", "https://")) else feed.url,
        kind=feed.get_kind_display(),
        group=group_of(
            feed.state, enabled=feed.enabled, has_been_read=has_been_read, errors=feed.consecutive_errors
        ),
        state=state_words(feed.state, enabled=feed.enabled, has_been_read=has_been_read),
        last_answer=answer_words(error=feed.last_error_text, errors=feed.consecutive_errors),
        last_answer_at=feed.last_checked_at,
        last_ok_at=feed.last_ok_at,
        next_try_at=feed.next_check_at if feed.enabled else None,
        items=getattr(feed, "item_count", 0),
        new_items=getattr(feed, "new_item_count", 0),
    )
