"""The least that can answer a list of news: one query by hand, its rows as JSON, no framework.

The answer of the API is held beside it: the same rows through the same server.
"""

import json
import os
from collections.abc import Callable, Iterable
from threading import local
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row

QUERY = """
    SELECT item.id, item.title, item.url, coalesce(nullif(item.outlet, ''), feed.name) AS outlet,
           nullif(item.author, '') AS author,
           to_char(item.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS published_on,
           to_char(item.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS published_at,
           to_char(item.first_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS first_seen_at,
           nullif(item.summary, '') AS excerpt, companies.slugs AS companies, products.slugs AS products,
           item.story_id AS story
    FROM news_item item
    JOIN news_feed feed ON feed.id = item.feed_id
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(named.slug ORDER BY tag.confidence DESC, tag.id), '{}') AS slugs
        FROM news_tag tag JOIN news_company named ON named.id = tag.company_id
        WHERE tag.item_id = item.id
          AND (tag.decision = 'add' OR tag.decision IS NULL AND tag.machine = 'accepted')
    ) companies
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(named.slug ORDER BY tag.confidence DESC, tag.id), '{}') AS slugs
        FROM news_tag tag JOIN news_product named ON named.id = tag.product_id
        WHERE tag.item_id = item.id
          AND (tag.decision = 'add' OR tag.decision IS NULL AND tag.machine = 'accepted')
    ) products
    WHERE item.listed_at < CURRENT_DATE + 1
    ORDER BY item.listed_at DESC NULLS LAST, item.id DESC LIMIT 50
"""
kept = local()


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answers every address so, as WSGI has it."""
    rows = _connection().execute(QUERY).fetchall()
    body = json.dumps({"data": rows}, ensure_ascii=False, separators=(",", ":")).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def _connection() -> psycopg.Connection[DictRow]:
    if not hasattr(kept, "connection"):
        kept.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, row_factory=dict_row)
    connection: psycopg.Connection[DictRow] = kept.connection
    return connection
