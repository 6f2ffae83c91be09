"""Parses the documents that wait in Fetch rows; the attempt's number fences off a late worker."""

import hashlib
import zlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from news.canonical import publishing_host, titles_agree
from news.discovery import offered_feeds
from news.ingest.finishing import TRUNCATED
from news.ingest.moving import note_move
from news.ingest.outcomes import FEED_FIELDS, note_failure, note_success
from news.ingest.storing import Stored, store_entries, withdraw
from news.models import Feed, Fetch, Item
from news.parsing import WEB_PAGE, NotAFeedError, ParsedFeed, Wishes, bounded_time, parse_feed
from news.queries import database_now, newest_first
from news.scheduling import RECENT_ITEMS, interval_from

PARSE_LEASE_S = 180
MAX_ATTEMPTS = 3
DOCUMENT_FIELDS = [
    "interval_s",
    "last_new_item_at",
    "body_sha256",
    "name",
    "homepage",
    "document_title",
    "turned_at",
    "document_wish_s",
    "skip_hours",
    "skip_days",
]
# As many of the newest items tell on which hosts a feed's pages stand.
LATELY = 50
# The oldest waiting document of a feed comes first: a later one must not be overwritten by it.
CLAIM_SPOOLED = """
    UPDATE news_fetch
    SET parse_attempts = parse_attempts + 1,
        parse_lease_until = statement_timestamp() + %(lease_s)s * interval '1 second'
    WHERE id = (
        SELECT spooled.id FROM news_fetch spooled
        WHERE spooled.body IS NOT NULL AND spooled.parsed_at IS NULL
        AND spooled.parse_attempts < %(attempts)s
        AND (spooled.parse_lease_until IS NULL OR spooled.parse_lease_until < statement_timestamp())
        AND (%(feed_ids)s::bigint[] IS NULL OR spooled.feed_id = ANY(%(feed_ids)s))
        AND NOT EXISTS (
            SELECT FROM news_fetch older
            WHERE older.feed_id = spooled.feed_id AND older.body IS NOT NULL AND older.parsed_at IS NULL
            AND (older.started_at, older.id) < (spooled.started_at, spooled.id)
        )
        ORDER BY spooled.started_at, spooled.id LIMIT 1
        FOR UPDATE SKIP LOCKED
    )
    RETURNING id
"""


def parse_next(feed_ids: Collection[int] | None = None) -> bool:
    """Parse one waiting document, of the given feeds or of any; returns whether there was one."""
    fetch = _claim(feed_ids)
    if fetch is None:
        return False
    now = database_now()
    try:
        parsed = _parse(fetch, now)
    except NotAFeedError as error:
        finish_failed(fetch, error.code, error.text)
    except MemoryError:
        finish_failed(fetch, "too_big", "the document needs more memory than it may have")
    else:
        _store(fetch, parsed, now=now)
    return True


def _store(fetch: Fetch, parsed: ParsedFeed, *, now: datetime) -> None:
    """Store what was read; a database that cannot (full, away, deadlocked) is no fault of the document."""
    try:
        _finish_parsed(fetch, parsed, now=now)
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):  # the document itself may take too long
            _uncount(fetch)
        raise


def _uncount(fetch: Fetch) -> None:
    """Let this attempt not be one of the three, where the database can write that down; its lease goes on."""
    mine = Fetch.objects.filter(pk=fetch.pk, parsed_at=None, parse_attempts=fetch.parse_attempts)
    with suppress(DatabaseError, InterfaceError):
        mine.update(parse_attempts=fetch.parse_attempts - 1)


def _claim(feed_ids: Collection[int] | None) -> Fetch | None:
    parameters = {
        "lease_s": PARSE_LEASE_S,
        "attempts": MAX_ATTEMPTS,
        "feed_ids": None if feed_ids is None else sorted(feed_ids),
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_SPOOLED, parameters)
        row = cursor.fetchone()
    return Fetch.objects.select_related("feed").get(pk=row[0]) if row else None


def _body(fetch: Fetch) -> bytes:
    return zlib.decompress(bytes(fetch.body or b""))


def _parse(fetch: Fetch, now: datetime) -> ParsedFeed:
    with bounded_time():
        return parse_feed(
            _body(fetch),
            base_url=fetch.final_url or fetch.feed.url,
            content_type=fetch.content_type,
            now=now,
            whole=fetch.error_code != TRUNCATED,
        )


def _finish_parsed(fetch: Fetch, parsed: ParsedFeed, *, now: datetime) -> None:
    with transaction.atomic():
        feed = _locked_feed(fetch)
        if feed is None:
            return
        _note_names(feed, parsed, now=now)
        withdraw(feed, parsed.withdrawn, now=now)
        stored = store_entries(feed, parsed.entries, now=now)
        _note_document(feed, fetch, stored, now=now, is_whole=parsed.whole)
        _note_wishes(feed, parsed.wishes)
        note_success(feed, now=now, wish_s=fetch.wish_s)
        if stored.known:
            note_move(feed, fetch.moved_to, now=now)
        feed.save(update_fields=[*FEED_FIELDS, *DOCUMENT_FIELDS])
        _end(
            fetch,
            now=now,
            next_check_reason=feed.next_check_reason,
            items_seen=stored.seen,
            items_new=stored.new,
            items_changed=stored.changed,
        )


def finish_failed(fetch: Fetch, code: str, text: str) -> None:
    """End a waiting document that cannot be read; a later attempt of another worker is left alone."""
    now = database_now()
    with transaction.atomic():
        feed = _locked_feed(fetch)
        if feed is None:
            return
        note_failure(feed, code, text, now=now)
        feed.suggested_url = _suggested(fetch) if code == WEB_PAGE else ""
        feed.save(update_fields=FEED_FIELDS)
        _end(
            fetch,
            now=now,
            next_check_reason=feed.next_check_reason,
            outcome=Fetch.Outcome.FAILED,
            error_code=code,
            error_text=text,
        )


def _suggested(fetch: Fetch) -> str:
    """The likeliest feed that the web page leads to, an empty text where it names none but this one."""
    page_url = fetch.final_url or fetch.feed.url
    offers = offered_feeds(_body(fetch), page_url=page_url)
    return next((offer.url for offer in offers if offer.url != fetch.feed.url), "")


def _locked_feed(fetch: Fetch) -> Feed | None:
    """The fetch's feed, locked, or null where another worker has taken this document over."""
    feed = Feed.objects.select_for_update().get(pk=fetch.feed_id)
    mine = Fetch.objects.filter(pk=fetch.pk, parsed_at=None, parse_attempts=fetch.parse_attempts)
    return feed if mine.select_for_update().exists() else None


def _end(fetch: Fetch, *, now: datetime, **facts: object) -> None:
    Fetch.objects.filter(pk=fetch.pk).update(body=None, parsed_at=now, parse_lease_until=None, **facts)


def _note_document(feed: Feed, fetch: Fetch, stored: Stored, *, now: datetime, is_whole: bool) -> None:
    """Validators and hash are kept of a whole document only: a broken one must be asked for again."""
    if is_whole:
        feed.etag, feed.last_modified = fetch.etag, fetch.last_modified
        feed.body_sha256 = hashlib.sha256(_body(fetch)).digest()
    if stored.new:
        feed.last_new_item_at = now
        feed.interval_s = _interval(feed)


def _note_names(feed: Feed, parsed: ParsedFeed, *, now: datetime) -> None:
    """The feed's own words for itself, where nobody gave it others; called before entries are stored."""
    if _is_another_publication(feed, parsed):
        feed.turned_at = feed.turned_at or now
    feed.document_title = parsed.title[:200] or feed.document_title
    if feed.name == feed.url[:200] and parsed.title:
        feed.name = parsed.title[:200]
    feed.homepage = feed.homepage or parsed.homepage


def _is_another_publication(feed: Feed, parsed: ParsedFeed) -> bool:
    """Whether the document has another title, and no page on any host that the feed's pages stood on."""
    if not (feed.document_title and parsed.title) or titles_agree(feed.document_title, parsed.title):
        return False
    newest = newest_first(Item.objects.filter(feed=feed)).values_list("url", flat=True)[:LATELY]
    before, today = _hosts(newest), _hosts(entry.url for entry in parsed.entries)
    return bool(before and today) and before.isdisjoint(today)


def _hosts(urls: Iterable[str]) -> set[str]:
    return {publishing_host(url) for url in urls}


def _note_wishes(feed: Feed, wishes: Wishes) -> None:
    feed.document_wish_s = wishes.pause_s
    feed.skip_hours, feed.skip_days = list(wishes.skip_hours), list(wishes.skip_days)


def _interval(feed: Feed) -> int:
    newest = newest_first(Item.objects.filter(feed=feed)).values_list("listed_at", flat=True)
    return interval_from([instant for instant in newest[:RECENT_ITEMS] if instant])
