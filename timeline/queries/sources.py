"""The feeds that a selection chooses, with their health, and what an answer about them depends on."""

from datetime import datetime
from functools import lru_cache

from django.db import connection

from aitracker.web.selection import Selection
from news.health import says
from news.models import Feed
from news.queries import feeds_with_health
from timeline.queries.edition import edition

# Differs whenever a feed was asked, or changed by hand.
FEEDS = "(SELECT md5(string_agg(feed::text, ' ' ORDER BY id)) FROM news_feed feed)"


def sources(selection: Selection, *, now: datetime) -> list[Feed]:
    """Feeds by name, of the kinds asked for, in whose name, kind, state or answer every word stands."""
    words = selection.q.casefold().split()
    of_kind = [feed for feed in _feeds(now) if not selection.kind or feed.kind in selection.kind]
    chosen = [feed for feed in of_kind if says(feed, words)]
    return sorted(chosen, key=lambda feed: (name_of(feed), feed.pk))


def _feeds(now: datetime) -> list[Feed]:
    """As kept for the state; a transaction may see what is never committed: it reads anew."""
    if connection.in_atomic_block:
        return list(feeds_with_health(now=now))
    return _kept(edition(FEEDS).state, now)


@lru_cache(maxsize=1)
def _kept(state: str, now: datetime) -> list[Feed]:
    """Every item is counted for it; shared, to be read only."""
    return list(feeds_with_health(now=now))


def name_of(feed: Feed) -> str:
    """What feeds are ordered by."""
    return feed.name.casefold()
