"""The items of stories with what they are evidence of and the names they are about."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from news.queries import HOLDS
from timeline.queries.answered.items import INSTANT
from timeline.queries.answered.reading import ASKED, IN_ORDER, Answer, read
from timeline.queries.kinds import IS_PUBLIC
from timeline.queries.stories import LEAD, item_ids_told

TOLD = f"""(
    SELECT coalesce(json_agg(json_build_object(
        'role', source.role,
        'commitment', commitment.slug,
        'deliverable', deliverable.slug,
        'event', event.slug
    ) ORDER BY source.id), '[]')
    FROM timeline_evidence source
    LEFT JOIN timeline_event event ON event.id = source.event_id
    LEFT JOIN timeline_commitment commitment ON commitment.id = source.commitment_id
    LEFT JOIN timeline_deliverable deliverable ON deliverable.id = commitment.deliverable_id
    WHERE source.item_id = item.id AND {IS_PUBLIC}
)"""  # noqa: S608  no word of a reader
ABOUT = f"""(
    SELECT coalesce(json_agg(json_build_object(
        'company', company.slug, 'product', product.slug
    ) ORDER BY tag.confidence DESC, tag.id), '[]')
    FROM news_tag tag
    LEFT JOIN news_company company ON company.id = tag.company_id
    LEFT JOIN news_product product ON product.id = tag.product_id
    WHERE tag.item_id = item.id AND {HOLDS}
)"""  # noqa: S608  no word of a reader
ITEMS = f"""
    SELECT json_build_object(
        'id', item.id,
        'title', item.title,
        'url', item.url,
        'outlet', coalesce(nullif(item.outlet, ''), feed.name),
        'published_on', (item.published_at AT TIME ZONE 'UTC')::date,
        'published_at', CASE WHEN item.date_source <> 'record' THEN {INSTANT.format("item.published_at")} END,
        'excerpt', left(item.summary, {LEAD}),
        'repeats', item.copy_of_id,
        'story', item.story_id,
        'headline', story.headline,
        'told', {TOLD},
        'about', {ABOUT}
    )::text
    FROM {ASKED} JOIN news_item item ON item.id = asked.id
    JOIN news_feed feed ON feed.id = item.feed_id
    LEFT JOIN news_story story ON story.id = item.story_id
    {IN_ORDER}
"""  # noqa: S608  no word of a reader


def stories_answered(keys: Collection[int], *, as_of: date) -> dict[int, list[Answer]]:
    """The items of each story by its key, as `item_ids_told` finds them; see told_items_answered."""
    told = item_ids_told(keys, as_of=as_of)
    keys_of = {pk: key for key, ids in told.items() for pk in ids}
    found: dict[int, list[Answer]] = defaultdict(list)
    for item in told_items_answered(keys_of, as_of=as_of):
        found[keys_of[item["id"]]].append(item)
    return dict(found)


def told_items_answered(ids: Iterable[int], *, as_of: date) -> list[Answer]:
    """The items in the order of the ids; their excerpts are still to be cut.

    Beside what is answered of each: `story` and its `headline`, `told`: the evidence that it is, and `about`:
    the tags that hold.
    """
    return read(ITEMS, ids=ids, as_of=as_of)
