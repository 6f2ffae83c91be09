"""The page of feeds and their health."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models import Feed
from news.queries import feeds_with_health
from news.wording import answer_words, seems_offline, state_words


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One feed as the page shows it."""

    name: str
    address: str
    kind: str
    state: str
    last_answer: str
    last_answer_at: datetime | None
    next_try_at: datetime | None
    last_new_item_at: datetime | None
    items: int
    new_items: int


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every feed: what it is, how it answered last, when it is asked again."""
    feeds = list(feeds_with_health(now=timezone.now()))
    asked = [feed.last_error_code for feed in feeds if feed.last_checked_at]
    context = {
        "lines": [_line(feed) for feed in feeds],
        "offline": seems_offline(asked),
        "never_read": not asked,
        "section": "sources",
    }
    return render(request, "news/sources.html", context)


def _line(feed: Feed) -> FeedLine:
    return FeedLine(
        name=feed.name,
        address=feed.homepage if feed.homepage.startswith(("http://", "https://")) else feed.url,
        kind=feed.get_kind_display(),
        state=state_words(feed.state, enabled=feed.enabled, has_been_read=feed.last_checked_at is not None),
        last_answer=answer_words(error=feed.last_error_text, errors=feed.consecutive_errors),
        last_answer_at=feed.last_checked_at,
        next_try_at=feed.next_check_at if feed.enabled else None,
        last_new_item_at=feed.last_new_item_at,
        items=getattr(feed, "item_count", 0),
        new_items=getattr(feed, "new_item_count", 0),
    )
