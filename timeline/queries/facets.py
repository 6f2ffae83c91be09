"""How many stories there are to choose from: in all, of those that changed the record, by each choice.

Counted are those of the newest items, as many as can be looked through while a page is made.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from aitracker.web.selection import Selection
from news.queries import TAG_HOLDS
from news.wording import FEED_STANDINGS
from timeline.queries.items import end_of
from timeline.queries.kinds import IS_PUBLIC, STANDING_PROPOSALS, Kinds
from timeline.terms import EventKind

# Those with a day, which are found by their place alone, and those without one, which stand last.
DATED = "item.listed_at < %(end)s"
UNDATED = "item.listed_at IS NULL AND item.first_seen_at < %(end)s"
SHOWN = f"""(
    SELECT item.id, item.story_id, coalesce(item.story_id, -item.id) AS key, feed.kind
    FROM news_item item JOIN news_feed feed ON feed.id = item.feed_id
    WHERE {{known}} AND item.removed_at IS NULL AND (feed.scope <> 'general' OR EXISTS (
        SELECT FROM news_tag tag WHERE tag.item_id = item.id AND {TAG_HOLDS}
    ))
    ORDER BY item.listed_at DESC NULLS LAST, item.id DESC LIMIT %(most)s
)"""  # noqa: S608  no word of a reader
# A company counts with its units and labs, a model with every product of its family, as the filters choose.
# An item without a story is one of its own: its key is its id made negative. Keys are first made different,
# then counted: that is twice as fast as counting different ones.
COUNTS = f"""
    WITH RECURSIVE shown AS MATERIALIZED (
        {{shown}} LIMIT %(most)s
    ), held AS MATERIALIZED (
        SELECT tag.* FROM shown CROSS JOIN LATERAL (
            SELECT tag.item_id, tag.company_id, tag.product_id
            FROM news_tag tag WHERE tag.item_id = shown.id AND {TAG_HOLDS} OFFSET 0
        ) AS tag
    ), told AS (
        SELECT DISTINCT shown.key, CASE
            WHEN event.id IS NOT NULL THEN event.kind
            WHEN commitment.slug = ANY(%(delays)s::text[]) THEN %(delay)s
            ELSE %(announcement)s
        END AS kind
        FROM timeline_evidence evidence JOIN shown ON shown.id = evidence.item_id
        LEFT JOIN timeline_event event ON event.id = evidence.event_id
        LEFT JOIN timeline_commitment commitment ON commitment.id = evidence.commitment_id
        WHERE {IS_PUBLIC}
    ), telling AS (
        SELECT key, kind FROM told
        UNION
        SELECT shown.key, coalesce(proposed.decision ->> 'kind', proposed.event_kind)
        FROM timeline_suggestion proposed JOIN shown ON shown.story_id = proposed.story_id
        WHERE proposed.state = ANY(%(states)s::text[]) AND proposed.created_at < %(end)s
          AND proposed.event_kind <> ''
    ), unit (lane, member) AS (
        SELECT id, id FROM news_company WHERE kind NOT IN ('unit', 'lab') OR parent_id IS NULL
        UNION SELECT unit.lane, inside.id FROM news_company inside JOIN unit ON inside.parent_id = unit.member
        WHERE inside.kind IN ('unit', 'lab')
    ), part (model, member) AS (
        SELECT id, id FROM news_product WHERE kind IN ('family', 'model')
        UNION SELECT part.model, inside.id
        FROM news_product inside JOIN part ON inside.family_id = part.member
    )
    SELECT 'company', company.slug, company.name, found.stories FROM news_company company JOIN (
        SELECT lane, count(*) AS stories FROM (
            SELECT DISTINCT unit.lane, shown.key FROM unit
            JOIN held ON held.company_id = unit.member JOIN shown ON shown.id = held.item_id
        ) once GROUP BY lane
    ) found ON found.lane = company.id
    UNION ALL
    SELECT 'model', product.slug, product.name, found.stories FROM news_product product JOIN (
        SELECT model, count(*) AS stories FROM (
            SELECT DISTINCT part.model, shown.key FROM part
            JOIN held ON held.product_id = part.member JOIN shown ON shown.id = held.item_id
        ) once GROUP BY model
    ) found ON found.model = product.id
    UNION ALL
    SELECT 'kind', kind, '', count(*) FROM telling GROUP BY kind
    UNION ALL
    SELECT 'standing', name, '', count(*) FROM (
        SELECT DISTINCT standing.name, shown.key
        FROM unnest(%(standings)s::text[], %(feed_kinds)s::text[]) AS standing (name, kind)
        JOIN shown ON shown.kind = standing.kind
    ) once GROUP BY name
    UNION ALL
    SELECT 'all', '', '', count(*) FROM (SELECT DISTINCT key FROM shown) once
    UNION ALL
    SELECT 'record', '', '', count(DISTINCT key) FROM told
    UNION ALL
    SELECT 'items', '', '', count(*) FROM shown
    UNION ALL
    SELECT 'named', slug, name, 0 FROM news_company WHERE slug = ANY(%(companies)s::text[])
    UNION ALL
    SELECT 'called', slug, name, 0 FROM news_product
    WHERE slug = ANY(%(models)s::text[]) AND kind IN ('family', 'model')
"""  # noqa: S608  no word of a reader
# So many items are looked through.
MOST_ITEMS = 5_000


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice and how many stories it holds; name: empty for a value of an enumeration."""

    slug: str
    name: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Every choice among the stories known on a day; those with most stories first, by name where equal.

    items: of so many of the newest items the stories are counted. is_whole: whether there are no others.
    """

    items: int
    is_whole: bool
    companies: tuple[Facet, ...]
    models: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    standings: tuple[Facet, ...]
    all_stories: int
    changing: int


@dataclass(slots=True)
class _Counted:
    """The rows of the query by what they count."""

    rows: dict[str, list[Facet]] = field(default_factory=dict)

    def most_first(self, sort: str) -> tuple[Facet, ...]:
        found = self.rows.get(sort, [])
        return tuple(sorted(found, key=lambda each: (-each.stories, each.name.casefold(), each.slug)))

    def with_chosen(self, sort: str, chosen: str) -> tuple[Facet, ...]:
        """What is chosen stands among the choices, also where only older items are about it."""
        counted = self.most_first(sort)
        slugs = {each.slug for each in counted}
        return counted + tuple(each for each in self.most_first(chosen) if each.slug not in slugs)

    def one(self, sort: str) -> int:
        return self.rows[sort][0].stories


def facets(selection: Selection, *, kinds: Kinds) -> Facets:
    """The choices on a day, with those that the selection makes, in one query."""
    counted = _Counted()
    with connection.cursor() as cursor:
        shown = " UNION ALL ".join(SHOWN.format(known=known) for known in (DATED, UNDATED))
        cursor.execute(COUNTS.format(shown=shown), _parameters(selection, kinds))
        for sort, slug, name, stories in cursor.fetchall():
            counted.rows.setdefault(sort, []).append(Facet(slug, name, stories))
    items = counted.one("items")
    is_whole = items < MOST_ITEMS
    return Facets(
        items=items,
        is_whole=is_whole,
        companies=counted.most_first("company") if is_whole else counted.with_chosen("company", "named"),
        models=counted.most_first("model") if is_whole else counted.with_chosen("model", "called"),
        kinds=counted.most_first("kind"),
        standings=counted.most_first("standing"),
        all_stories=counted.one("all"),
        changing=counted.one("record"),
    )


def _parameters(selection: Selection, kinds: Kinds) -> dict[str, Any]:
    standings = [(each.key, kind) for each in FEED_STANDINGS for kind in each.kinds]
    return {
        "as_of": kinds.as_of,
        "end": end_of(kinds.as_of),
        "most": MOST_ITEMS,
        "companies": list(selection.company),
        "models": list(selection.model),
        "delays": sorted(kinds.delays),
        "delay": EventKind.DELAY.value,
        "announcement": EventKind.ANNOUNCEMENT.value,
        "states": [state.value for state in STANDING_PROPOSALS],
        "standings": [key for key, _ in standings],
        "feed_kinds": [kind for _, kind in standings],
    }
