"""Feeds that say they have moved for good: counted, then followed where they are surely the same."""

from datetime import datetime, timedelta

from news.canonical import canonical_url, host_key
from news.models import Feed, Host

MOVED_ANSWERS, MOVED_FOR = 5, timedelta(days=3)


def note_move(feed: Feed, moved_to: str, *, now: datetime) -> None:
    """Count a good answer of the same feed, come by permanent redirects alone, or by none (an empty text).

    After five to one address, over three days at least, the feed is read there from now on.
    """
    if not moved_to:
        _forget_move(feed)
        return
    if moved_to != feed.permanent_redirect_url:
        feed.permanent_redirect_url, feed.permanent_redirect_since = moved_to, now
        feed.permanent_redirect_count = 0
    feed.permanent_redirect_count += 1
    since = feed.permanent_redirect_since or now
    if feed.permanent_redirect_count >= MOVED_ANSWERS and now - since >= MOVED_FOR:
        adopt_move(feed)


def adopt_move(feed: Feed) -> bool:
    """Read the feed where it says it has moved to; returns whether it could: no other feed is read there.

    Its row is locked by the caller; the address is stored at once, the rest of the row is the caller's.
    """
    moved_to = feed.permanent_redirect_url
    if not moved_to or _is_read_by_another(feed, moved_to):
        return False
    feed.former_urls = [*(url for url in feed.former_urls if url != moved_to), feed.url]
    feed.url, feed.host_key = moved_to, host_key(moved_to)
    Host.objects.get_or_create(host_key=feed.host_key)
    _forget_move(feed)
    feed.save(update_fields=["url", "host_key", "former_urls", *MOVE_FIELDS])
    return True


MOVE_FIELDS = ("permanent_redirect_url", "permanent_redirect_count", "permanent_redirect_since")


def _is_read_by_another(feed: Feed, url: str) -> bool:
    others = Feed.objects.filter(host_key=host_key(url)).exclude(pk=feed.pk).values_list("url", flat=True)
    return canonical_url(url) in {canonical_url(other) for other in others}


def _forget_move(feed: Feed) -> None:
    feed.permanent_redirect_url, feed.permanent_redirect_count = "", 0
    feed.permanent_redirect_since = None
