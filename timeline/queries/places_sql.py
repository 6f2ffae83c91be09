"""The statement that finds stories from the few items that hold what is asked for."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from news.models import Item
from timeline.queries.asked import Asked

# Up to `most` items of each thing that is asked for; the stories that hold everything that few items hold; of
# these, where they hold all else, where they stand. No row where nothing is held by few.
FEW = """
    WITH {asked}, held AS ({held}), few AS MATERIALIZED ({few}),
    keyed AS (SELECT place, coalesce(story_id, -id) AS key FROM held JOIN ({known}) AS known USING (id)),
    story AS MATERIALIZED (
        SELECT key FROM keyed GROUP BY key HAVING count(DISTINCT place) = (SELECT count(*) FROM few)
    )
    SELECT found.* FROM (SELECT FROM few LIMIT 1) AS any_few LEFT JOIN (
        SELECT key, number, since, least, first FROM story CROSS JOIN LATERAL (
            SELECT count(*) AS number, min(listed_at) AS since, min(id) AS least,
                   (array_agg(id ORDER BY listed_at, id))[1] AS first
            FROM ({told}) AS told
        ) AS told
        WHERE key > 0 AND number > 0 {others}
        UNION ALL
        SELECT key, 1, listed_at, id, id FROM story JOIN ({known}) AS known ON id = -key
        WHERE key < 0 AND story_id IS NULL {others_alone}
    ) AS found ON true
"""
HELD = "SELECT {} AS place, id FROM {} WHERE {}"
Part = tuple[str, Sequence[Any]]


def few_statement(known: QuerySet[Item], asked: Sequence[Asked], *, most: int) -> Part:
    """Statement and values; the columns are those of a Place, all null where no story is found."""
    known = known.order_by()
    of_story = known.filter(story_id=RawSQL("story.key", ()))
    alone = known.filter(pk=RawSQL("-story.key", ()))
    names = [f"asked_{place}" for place in range(len(asked))]
    is_few = [f"(SELECT count(*) FROM {name}) <= {most}" for name in names]  # noqa: S608  no word of a reader
    parts = {
        "asked": _joined(", ", map(_named, names, (sql_of(each.ids[: most + 1]) for each in asked))),
        "held": (" UNION ALL ".join(map(HELD.format, range(len(asked)), names, is_few)), ()),
        "few": (" UNION ALL ".join(map("SELECT '{}' WHERE {}".format, names, is_few)), ()),
        "known": sql_of(known.values("id", "story_id", "listed_at")),
        "told": sql_of(of_story.values("id", "listed_at")),
        "others": _joined("", map(_other, is_few, (_holding(of_story, each) for each in asked))),
        "others_alone": _joined("", map(_other, is_few, (_holding(alone, each) for each in asked))),
    }
    values = [parts[name][1] for name in ("asked", "known", "told", "others", "known", "others_alone")]
    return FEW.format(**{name: sql for name, (sql, _) in parts.items()}), [*chain.from_iterable(values)]


def sql_of(query: QuerySet[Any, Any]) -> Part:
    """A query's own statement and values."""
    sql, values = query.query.sql_with_params()
    return sql, values


def _named(name: str, part: Part) -> Part:
    return f"{name} (id) AS MATERIALIZED ({part[0]})", part[1]


def _holding(same: QuerySet[Item], asked: Asked) -> Part:
    return sql_of(same.filter(asked.holds).values("id"))


def _other(is_few: str, holding: Part) -> Part:
    """What many items hold is looked for among those of each story."""
    return f" AND ({is_few} OR EXISTS ({holding[0]}))", holding[1]


def _joined(between: str, parts: Iterable[Part]) -> Part:
    parts = list(parts)
    return between.join(sql for sql, _ in parts), [value for _, values in parts for value in values]
