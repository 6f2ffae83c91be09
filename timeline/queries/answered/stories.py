"""The items of stories with what they are evidence of and the names they are about."""

from collections.abc import Iterable, Sequence
from datetime import date

from news.queries import TAG_HOLDS
from timeline.queries.answered.items import INSTANT, SLUG
from timeline.queries.answered.reading import ASKED, IN_ORDER, Answer, read
from timeline.queries.items import known_sql
from timeline.queries.kinds import IS_PUBLIC
from timeline.queries.stories import LEAD, MOST_ITEMS

TOLD = f"""(
    SELECT coalesce(json_agg(json_build_object(
        'role', source.role,
        'commitment', commitment.slug,
        'deliverable', (SELECT slug FROM timeline_deliverable WHERE id = commitment.deliverable_id),
        'event', event.slug
    ) ORDER BY source.id), '[]')
    FROM timeline_evidence source
    LEFT JOIN timeline_event event ON event.id = source.event_id
    LEFT JOIN timeline_commitment commitment ON commitment.id = source.commitment_id
    WHERE source.item_id = item.id AND {IS_PUBLIC}
)"""  # noqa: S608  no word of a reader
ABOUT = f"""(
    SELECT coalesce(json_agg(json_build_object(
        'company', {SLUG.format(name="company")}, 'product', {SLUG.format(name="product")}
    ) ORDER BY tag.confidence DESC, tag.id), '[]')
    FROM news_tag tag WHERE tag.item_id = item.id AND {TAG_HOLDS}
)"""  # noqa: S608  no word of a reader
ITEM = f"""json_build_object(
    'id', item.id,
    'title', item.title,
    'url', item.url,
    'outlet', coalesce(nullif(item.outlet, ''), feed.name),
    'published_on', (item.published_at AT TIME ZONE 'UTC')::date,
    'published_at', CASE WHEN item.date_source <> 'record' THEN {INSTANT.format("item.published_at")} END,
    'excerpt', left(item.summary, {LEAD}),
    'repeats', item.copy_of_id,
    'story', item.story_id,
    'headline', (SELECT story.headline FROM news_story story WHERE story.id = item.story_id),
    'told', {TOLD},
    'about', {ABOUT}
)"""  # noqa: S608  no word of a reader
ITEMS = f"""
    SELECT {ITEM}::text
    FROM {ASKED} JOIN news_item item ON item.id = asked.id JOIN news_feed feed ON feed.id = item.feed_id
    {IN_ORDER}
"""  # noqa: S608  no word of a reader
# An item that was put into a story since its key was found stands in that story, where it is asked for too.
STORIES = f"""
    SELECT (
        SELECT json_agg({ITEM} ORDER BY item.number) FROM (
            SELECT *, row_number() OVER (ORDER BY listed_at NULLS LAST, id) AS number
            FROM news_item member
            WHERE (member.story_id = asked.id OR member.id = -asked.id AND (
                member.story_id IS NULL OR member.story_id <> ALL(%(ids)s::bigint[])
            )) AND {{known}}
        ) item JOIN news_feed feed ON feed.id = item.feed_id
        WHERE item.number <= %(most)s OR EXISTS (
            SELECT FROM timeline_evidence source
            LEFT JOIN timeline_event event ON event.id = source.event_id
            LEFT JOIN timeline_commitment commitment ON commitment.id = source.commitment_id
            WHERE source.item_id = item.id AND {IS_PUBLIC}
        )
    )::text
    FROM {ASKED} {IN_ORDER}
"""  # noqa: S608  no word of a reader


def stories_answered(keys: Sequence[int], *, as_of: date) -> dict[int, list[Answer]]:
    """The items of each story by its key, as `items_told` tells them, in the order of the keys."""
    sql = STORIES.format(known=known_sql(as_of, "member"))
    found = read(sql, ids=keys, as_of=as_of, most=MOST_ITEMS)
    return {key: items for key, items in zip(keys, found, strict=True) if items}


def told_items_answered(ids: Iterable[int], *, as_of: date) -> list[Answer]:
    """The items in the order of the ids; their excerpts are still to be cut.

    Beside what is answered of each: `story` and its `headline`, `told`: the evidence that it is, and `about`:
    the tags that hold.
    """
    return read(ITEMS, ids=ids, as_of=as_of)
