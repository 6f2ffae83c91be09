"""News items with the names they are about."""

from collections.abc import Iterable

from news.queries import TAG_HOLDS
from timeline.queries.answered.reading import ASKED, IN_ORDER, Answer, read
from timeline.queries.stories import LEAD

# An instant in UTC, to the second.
INSTANT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
# Slugs are looked up one by one: so few are, that PostgreSQL would take longer to plan joins.
SLUG = "(SELECT {name}.slug FROM news_{name} {name} WHERE {name}.id = tag.{name}_id)"
SLUGS = f"""coalesce(json_agg({SLUG} ORDER BY tag.confidence DESC, tag.id)
    FILTER (WHERE tag.{{name}}_id IS NOT NULL), '[]') AS {{names}}"""
ABOUT = f"""CROSS JOIN LATERAL (
    SELECT {SLUGS.format(name="company", names="companies")}, {SLUGS.format(name="product", names="products")}
    FROM news_tag tag WHERE tag.item_id = item.id AND {TAG_HOLDS}
) about"""  # noqa: S608  no word of a reader
ITEMS = f"""
    SELECT json_build_object(
        'id', item.id,
        'title', item.title,
        'url', item.url,
        'outlet', coalesce(nullif(item.outlet, ''), feed.name),
        'author', nullif(item.author, ''),
        'published_on', (item.published_at AT TIME ZONE 'UTC')::date,
        'published_at', CASE WHEN item.date_source <> 'record' THEN {INSTANT.format("item.published_at")} END,
        'first_seen_at', {INSTANT.format("item.first_seen_at")},
        'excerpt', left(item.summary, {LEAD}),
        'companies', about.companies,
        'products', about.products,
        'story', item.story_id
    )::text
    FROM {ASKED} JOIN news_item item ON item.id = asked.id JOIN news_feed feed ON feed.id = item.feed_id
    {ABOUT} {IN_ORDER}
"""  # noqa: S608  no word of a reader


def items_answered(ids: Iterable[int]) -> list[Answer]:
    """The items in the order of the ids; their excerpts are still to be cut."""
    return read(ITEMS, ids=ids)
