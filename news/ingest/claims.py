"""Claims feeds for fetching: a lease with a token in the database, so that a dead worker loses nothing."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from news.models import Feed, Fetch, Host
from news.queries import database_now, spooled_fetches
from news.scheduling import DAY, jittered

BATCH = 50
PER_HOST = 10
SCAN = 20 * BATCH
LEASE = timedelta(seconds=180)
BATCH_DEADLINE = timedelta(seconds=120)
GOLDEN = 0.618

DUE = """
    feed.enabled AND feed.next_check_at <= statement_timestamp()
    AND (feed.lease_until IS NULL OR feed.lease_until < statement_timestamp())
    AND (host.next_allowed_at IS NULL OR host.next_allowed_at <= statement_timestamp())
    AND (host.blocked_until IS NULL OR host.blocked_until <= statement_timestamp())
    AND (%(feed_ids)s::bigint[] IS NULL OR feed.id = ANY(%(feed_ids)s))
    AND NOT EXISTS (
        SELECT FROM news_fetch spooled
        WHERE spooled.feed_id = feed.id AND spooled.body IS NOT NULL AND spooled.parsed_at IS NULL
    )
"""
# A window function cannot stand beside FOR UPDATE: the rank is taken first, then the rows are locked and the
# condition is asked again. The host's row is locked too, so that two claims never share a host.
LOCK_DUE = f"""
    WITH candidate AS MATERIALIZED (
        SELECT feed.id, feed.host_key, feed.next_check_at
        FROM news_feed feed JOIN news_host host ON host.host_key = feed.host_key
        WHERE {DUE}
        ORDER BY feed.next_check_at, feed.id LIMIT %(scan)s
    ), ranked AS (
        SELECT id, row_number() OVER (PARTITION BY host_key ORDER BY next_check_at, id) AS place
        FROM candidate
    )
    SELECT feed.id
    FROM ranked
    JOIN news_feed feed ON feed.id = ranked.id
    JOIN news_host host ON host.host_key = feed.host_key
    WHERE ranked.place <= %(per_host)s AND {DUE}
    ORDER BY feed.next_check_at, feed.id LIMIT %(limit)s
    FOR UPDATE OF feed, host SKIP LOCKED
"""  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A feed held by this process until the lease ends, and the Fetch row that tells of the attempt."""

    feed_id: int
    fetch_id: int
    lease_token: uuid.UUID
    url: str
    host_key: str
    etag: str
    last_modified: str
    body_sha256: bytes | None


def claim_due(*, limit: int = BATCH, feed_ids: Collection[int] | None = None) -> list[Claim]:
    """Claim up to `limit` due feeds, of those named or of all, at most ten a host; commits at once."""
    with transaction.atomic():
        return _lease(_lock_due(limit, feed_ids))


def claim_now(feed_ids: Collection[int]) -> list[Claim]:
    """Claim enabled feeds whatever their schedule, host and lease say; another's attempt ends as lost."""
    with transaction.atomic():
        feeds = Feed.objects.select_for_update().filter(id__in=feed_ids, enabled=True).order_by("id")
        return _lease([feed.pk for feed in feeds])


def _lock_due(limit: int, feed_ids: Collection[int] | None) -> list[int]:
    parameters = {
        "feed_ids": None if feed_ids is None else sorted(feed_ids),
        "scan": SCAN,
        "per_host": PER_HOST,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(LOCK_DUE, parameters)
        return [row[0] for row in cursor.fetchall()]


def _lease(feed_ids: list[int]) -> list[Claim]:
    """Put this claim's token on the locked feeds and begin their Fetch rows."""
    now, token = database_now(), uuid.uuid4()
    feeds = list(Feed.objects.filter(id__in=feed_ids).order_by("next_check_at", "id"))
    end_as_lost(feed_ids)
    Feed.objects.filter(id__in=feed_ids).update(lease_token=token, lease_until=now + LEASE)
    hosts = sorted({feed.host_key for feed in feeds})
    Host.objects.filter(host_key__in=hosts).update(next_allowed_at=now + BATCH_DEADLINE)
    fetches = Fetch.objects.bulk_create(Fetch(feed=feed, lease_token=token, started_at=now) for feed in feeds)
    return [_claim(feed, fetch, now) for feed, fetch in zip(feeds, fetches, strict=True)]


def end_as_lost(feed_ids: Collection[int]) -> int:
    """End the running attempts at these feeds as lost; returns how many there were."""
    running = Fetch.objects.filter(feed_id__in=feed_ids, outcome=None)
    return running.update(outcome=Fetch.Outcome.LOST, error_code="lost", error_text="the attempt never ended")


def drop_attempts(feed_id: int) -> None:
    """End what was begun at a feed's former address, running or waiting to be read; its row is locked."""
    end_as_lost([feed_id])
    spooled_fetches(feed_ids=[feed_id]).update(
        outcome=Fetch.Outcome.LOST,
        body=None,
        parsed_at=database_now(),
        parse_lease_until=None,
        error_code="moved",
        error_text="the feed moved before its document was read",
    )


def _conditional_for(feed_id: int) -> timedelta:
    """About a day, another time for each feed: those that began together are not all read whole at once."""
    return timedelta(seconds=jittered(DAY, feed_id * GOLDEN % 1))


def _claim(feed: Feed, fetch: Fetch, now: datetime) -> Claim:
    """What the fetcher needs; without validators once a day, for servers that say "not modified" for ever."""
    last = feed.last_unconditional_at
    conditional = last is not None and now - last < _conditional_for(feed.pk)
    return Claim(
        feed_id=feed.pk,
        fetch_id=fetch.pk,
        lease_token=fetch.lease_token,
        url=feed.url,
        host_key=feed.host_key,
        etag=feed.etag if conditional else "",
        last_modified=feed.last_modified if conditional else "",
        body_sha256=bytes(feed.body_sha256) if feed.body_sha256 is not None else None,
    )
