"""Clears up behind workers that died, and keeps the history of fetches short."""

from django.conf import settings
from django.db import connection, transaction

from news.ingest.claims import end_as_lost
from news.ingest.outcomes import FEED_FIELDS, note_failure
from news.ingest.spool import MAX_ATTEMPTS, finish_failed
from news.ingest.updating import update_rows
from news.models import Feed, Fetch, Host
from news.queries import database_now, spooled_fetches

LOST_IN_A_ROW = 3
BATCH = 500
PRUNE = """
    DELETE FROM news_fetch WHERE id IN (
        SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY feed_id ORDER BY started_at DESC, id DESC) AS place
            FROM news_fetch WHERE outcome IS NOT NULL AND (body IS NULL OR parsed_at IS NOT NULL)
        ) ranked WHERE place > %(kept)s
    )
"""
ADD_HOSTS = """
    INSERT INTO news_host (host_key, reason)
    SELECT DISTINCT host_key, '' FROM news_feed feed
    WHERE enabled AND NOT EXISTS (SELECT FROM news_host host WHERE host.host_key = feed.host_key)
    ON CONFLICT DO NOTHING
"""


def sweep() -> None:
    """Free feeds of dead workers, set aside what kills workers, add missing hosts, drop old fetches."""
    _free_expired()
    _give_up_unparsable()
    with connection.cursor() as cursor:
        cursor.execute(ADD_HOSTS)
        cursor.execute(PRUNE, {"kept": settings.KEEP_FETCHES})
    Host.objects.filter(blocked_until__lt=database_now()).update(blocked_until=None, reason="")


def _free_expired() -> None:
    """End the attempts of leases that ran out; a feed that was lost three times in a row waits a week."""
    now = database_now()
    with transaction.atomic():
        expired = Feed.objects.select_for_update(skip_locked=True).filter(lease_until__lt=now).order_by("id")
        feeds = list(expired[:BATCH])
        end_as_lost([feed.pk for feed in feeds])
        for feed in feeds:
            feed.lease_token = feed.lease_until = None
            if _is_deadly(feed):
                note_failure(feed, "quarantined", "three attempts began and never ended", now=now)
        update_rows(feeds, [*FEED_FIELDS, "lease_token", "lease_until"])


def _is_deadly(feed: Feed) -> bool:
    last = Fetch.objects.filter(feed=feed).order_by("-started_at", "-id")[:LOST_IN_A_ROW]
    outcomes = [fetch.outcome for fetch in last]
    return outcomes == [Fetch.Outcome.LOST] * LOST_IN_A_ROW


def _give_up_unparsable() -> None:
    """End documents whose reading began three times and never ended, so that the feed can be read again."""
    stuck = spooled_fetches().filter(parse_attempts__gte=MAX_ATTEMPTS, parse_lease_until__lt=database_now())
    for fetch in stuck[:BATCH]:
        finish_failed(fetch, "quarantined", "reading the document began three times and never ended")
