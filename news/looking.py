"""One look at an address: what stands there, and what reading it as a feed would bring. Writes nothing."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from news.canonical import canonical_url_hash
from news.discovery import Offer, offered_feeds, usual_feeds
from news.fetching import FetchAnswer, FetchOutcome, FetchRequest, fetch
from news.ingest import manners
from news.ingest.storing import store_entries
from news.models import Feed, Host, Item
from news.parsing import WEB_PAGE, NotAFeedError, ParsedEntry, ParsedFeed, parse_feed
from news.queries import database_now

BUDGET_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one request found: the feed that was read, or an error's code and its plain words."""

    url: str
    final_url: str
    status: int | None
    duration_ms: int
    bytes: int
    feed: ParsedFeed | None
    error_code: str
    error_text: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an address leads to: its own look, and the feeds that were read there, the likeliest first."""

    look: Look
    feeds: tuple[Look, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What reading a feed now would do: the uids of new entries, the hashes of the pages of changed ones."""

    look: Look
    new: frozenset[bytes]
    changed: frozenset[bytes]

    def entries(self) -> list[tuple[ParsedEntry, str]]:
        """Each entry of the document with what would become of it: new, changed or known."""
        return [(entry, self._fate(entry)) for entry in (self.look.feed.entries if self.look.feed else ())]

    def _fate(self, entry: ParsedEntry) -> str:
        if entry.uid in self.new:
            return "new"
        return "changed" if canonical_url_hash(entry.url) in self.changed else "known"


def look_at(url: str, *, now: datetime) -> Look:
    """Ask an address once, without validators, and read what comes; a failure is told, not raised."""
    how = manners()
    answer = fetch(FetchRequest(url=url, user_agent=how.user_agent, allow_hosts=how.allow_hosts))
    if answer.outcome != FetchOutcome.BODY:
        return _look(url, answer, code=answer.error_code, text=answer.error_text)
    base_url, content_type = answer.final_url or url, answer.headers.get("content-type", "")
    try:
        feed = parse_feed(
            answer.body, base_url=base_url, content_type=content_type, now=now, whole=answer.whole
        )
    except NotAFeedError as error:
        offers = offered_feeds(answer.body, page_url=base_url) if error.code == WEB_PAGE else []
        return _look(url, answer, code=error.code, text=error.text, offers=offers)
    return _look(url, answer, feed=feed)


def _look(
    url: str,
    answer: FetchAnswer,
    *,
    feed: ParsedFeed | None = None,
    code: str = "",
    text: str = "",
    offers: Sequence[Offer] = (),
) -> Look:
    return Look(
        url=url,
        final_url=answer.final_url or url,
        status=answer.status,
        duration_ms=answer.duration_ms,
        bytes=len(answer.body),
        feed=feed,
        error_code=code,
        error_text=text,
        offers=tuple(offers),
    )


def find_feeds(url: str, *, now: datetime) -> Found:
    """The feeds at an address or on the page there; no request begins later than 20 s after the first.

    What a page offers is asked like any other address. Where nothing of it is a feed, the usual places are
    tried until one is.
    """
    ends_at = time.monotonic() + BUDGET_S
    look = look_at(url, now=now)
    if look.feed or look.error_code != WEB_PAGE:
        return Found(look=look, feeds=(look,) if look.feed else ())
    feeds = tuple(_readable(look.offers, now=now, ends_at=ends_at))
    if feeds:
        return Found(look=look, feeds=feeds)
    usual = _readable(usual_feeds(look.final_url), now=now, ends_at=ends_at)
    return Found(look=look, feeds=tuple(islice(usual, 1)))


def _readable(offers: Sequence[Offer], *, now: datetime, ends_at: float) -> Iterator[Look]:
    for offer in offers:
        if time.monotonic() >= ends_at:
            return
        look = look_at(offer.url, now=now)
        if look.feed:
            yield look


def rehearse(feed: Feed, *, now: datetime) -> Rehearsal:
    """Read a feed as the workers would, in a transaction that is taken back."""
    look = _resting(feed, now) or look_at(feed.url, now=now)
    if look.feed is None:
        return Rehearsal(look=look, new=frozenset(), changed=frozenset())
    with transaction.atomic():
        locked = Feed.objects.select_for_update().get(pk=feed.pk)
        began_at = database_now()
        store_entries(locked, look.feed.entries, now=now)
        touched = Item.objects.filter(feed=feed, changed_at__gte=began_at)
        rows = list(touched.values_list("canonical_url_hash", "uid", "revision"))
        transaction.set_rollback(True)
    return Rehearsal(
        look=look,
        new=frozenset(bytes(uid) for _, uid, revision in rows if revision == 1),
        changed=frozenset(bytes(page) for page, _, revision in rows if revision > 1),
    )


def _resting(feed: Feed, now: datetime) -> Look | None:
    """A look that asks nothing, where the feed's host wants to be left in peace."""
    host = Host.objects.filter(host_key=feed.host_key, blocked_until__gt=now).first()
    if host is None:
        return None
    text = f"{host} is left in peace until {host.blocked_until:%Y-%m-%d %H:%M} UTC: {host.reason}"
    return _look(feed.url, FetchAnswer(outcome=FetchOutcome.FAILED), code="host_rests", text=text)
