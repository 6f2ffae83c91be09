"""How rows that the database makes as JSON are read, and the parts that several tables have in common."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import orjson

from aitracker.postgres.base import prepared_cursor
from timeline.queries.items import end_if_past

Answer = dict[str, Any]
# The rows that are asked for by id, in that order: `FROM` this `JOIN` the table on asked.id.
ASKED = "unnest(%(ids)s::bigint[]) WITH ORDINALITY AS asked (id, place)"
IN_ORDER = "ORDER BY asked.place"
# The sources under a commitment or an event that can have been read by the day.
SOURCES = """(
    SELECT coalesce(json_agg(json_build_object(
        'url', source.url,
        'title', nullif(source.title, ''),
        'publisher', nullif(source.publisher, ''),
        'published', CASE WHEN source.published_earliest IS NOT NULL THEN json_build_object(
            'earliest', source.published_earliest, 'latest', source.published_latest
        ) END,
        'role', source.role,
        'read', source.read,
        'quote', nullif(source.quote, ''),
        'repeats', nullif(source.repeats, ''),
        'unopened', source.unopened,
        'item', source.item_id
    ) ORDER BY source.published_latest, source.url, source.role), '[]')
    FROM timeline_evidence source
    WHERE source.{owner}_id = {owner}.id
      AND (source.published_earliest IS NULL OR source.published_earliest <= %(as_of)s)
)"""
# The day from which it is retracted, as known on the day: that of the first source that says so, where dated.
RETRACTED = """CASE WHEN {owner}.retracted_on IS NOT NULL THEN (
    SELECT CASE WHEN day <= %(as_of)s THEN day END FROM (
        SELECT coalesce(min(source.published_latest), {owner}.retracted_on) AS day
        FROM timeline_evidence source WHERE source.{owner}_id = {owner}.id AND source.role = 'retracts'
    ) first
) END"""
# A curator's remark is of the day it was written, which may be later than the day that is asked for.
NOTE = "CASE WHEN NOT %(is_past)s THEN nullif({owner}.note, '') END"
# A window without its texts; its words are SQL.
WINDOW = """json_build_object(
    'earliest', {owner}.earliest, 'latest', {owner}.latest, 'precision', {owner}.precision, 'words', {words}
)"""


def read(sql: str, *, ids: Iterable[int], **values: Any) -> list[Any]:
    """What the statement makes of each id, in their order: it selects one column of JSON as text."""
    with prepared_cursor() as cursor:
        cursor.execute(f"SELECT array_to_string(ARRAY({sql}), ',', 'null')", {"ids": list(ids), **values})
        answers: list[Any] = orjson.loads(f"[{cursor.fetchone()[0]}]")
    return answers


def known(sql: str, *, ids: Iterable[int], as_of: date) -> list[Any]:
    """The same as known on a day, for a statement that tells notes."""
    return read(sql, ids=ids, as_of=as_of, is_past=end_if_past(as_of) is not None)
