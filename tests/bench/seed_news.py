"""News of a seeded record: items of a handful of feeds, each about a company and maybe a product."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection

from news.models import Company, Feed, Product

FEEDS = 5
# News of more hours than these come closer upon each other: a million fill the days of the record as well.
HOURS = 1400 * 24
ITEMS = """
    INSERT INTO news_item (
        feed_id, uid, url, canonical_url_hash, content_hash, title, author, outlet, summary, published_raw,
        published_at, listed_at, first_seen_at, tagged_at, date_source, revision, removed_by, is_placed,
        placed_by
    )
    SELECT feed.id, digest, address, digest, digest, owner.name || ' does thing ' || number, '', feed.name,
           'An invented report of what happened.', '', at, at, at, at, 'published', 1, '', false, ''
    FROM generate_series(0, %(number)s - 1) number
    JOIN news_feed feed ON feed.id = (%(feeds)s::bigint[])[1 + number %% cardinality(%(feeds)s::bigint[])]
    JOIN news_company owner
      ON owner.id = (%(owners)s::bigint[])[1 + number %% cardinality(%(owners)s::bigint[])],
    LATERAL (SELECT 'https://' || feed.host_key || '/' || number AS address) AS addressed,
    LATERAL (SELECT sha256(address::bytea) AS digest, %(noon)s::timestamptz - number * %(step)s AS at) AS told
    ORDER BY number
"""
TAGS = """
    INSERT INTO news_tag (
        item_id, {target}_id, machine, rule, confidence, spans, named, catalogue_digest, decided_by
    )
    SELECT id, (%(targets)s::bigint[])[1 + number %% cardinality(%(targets)s::bigint[])],
           'accepted', '', 1.0, '{{}}', '{{}}', '', ''
    FROM (
        SELECT id, row_number() OVER (ORDER BY id) - 1 AS number
        FROM news_item WHERE feed_id = ANY(%(feeds)s::bigint[])
    ) AS item
    ORDER BY number
"""


def seed_news(
    number: int, owners: Sequence[Company], products: Sequence[Product] = (), *, last_day: date
) -> None:
    """That many items, one an hour or sooner up to noon of the last day; written by the database itself."""
    feeds = [each.pk for each in Feed.objects.bulk_create(_feed(each) for each in range(FEEDS))]
    values = {
        "number": number,
        "feeds": feeds,
        "owners": [each.pk for each in owners],
        "noon": datetime.combine(last_day, time(12), UTC),
        "step": timedelta(hours=1) * min(1, HOURS / max(1, number)),
    }
    with connection.cursor() as cursor:
        cursor.execute(ITEMS, values)
        for target, rows in (("company", owners), ("product", products)):
            if rows:
                cursor.execute(
                    TAGS.format(target=target), {"feeds": feeds, "targets": [each.pk for each in rows]}
                )


def _feed(number: int) -> Feed:
    address = f"https://daily-{number}.example/feed"
    return Feed(url=address, name=f"Daily {number}", host_key=f"daily-{number}.example")
