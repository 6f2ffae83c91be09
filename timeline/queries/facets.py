"""How many items there are to choose from: in all, of those that changed the ledger, by company and model."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection

# A company counts with its units and labs, a model with every product of its family, as the filters choose.
COUNTS = """
    WITH RECURSIVE held AS (
        SELECT item_id, company_id, product_id FROM news_tag
        WHERE decision = 'add' OR (decision IS NULL AND machine = 'accepted')
    ), shown AS (
        SELECT item.id FROM news_item item JOIN news_feed feed ON feed.id = item.feed_id
        WHERE (item.listed_at < %(end)s OR (item.listed_at IS NULL AND item.first_seen_at < %(end)s))
          AND (feed.scope <> 'general' OR item.id IN (SELECT item_id FROM held))
    ), unit (lane, member) AS (
        SELECT id, id FROM news_company WHERE kind NOT IN ('unit', 'lab') OR parent_id IS NULL
        UNION SELECT unit.lane, inside.id FROM news_company inside JOIN unit ON inside.parent_id = unit.member
        WHERE inside.kind IN ('unit', 'lab')
    ), part (model, member) AS (
        SELECT id, id FROM news_product WHERE kind IN ('family', 'model')
        UNION SELECT part.model, inside.id
        FROM news_product inside JOIN part ON inside.family_id = part.member
    )
    SELECT 'company', company.slug, company.name, count(DISTINCT shown.id)
    FROM news_company company JOIN unit ON unit.lane = company.id
    JOIN held ON held.company_id = unit.member JOIN shown ON shown.id = held.item_id
    GROUP BY company.id
    UNION ALL
    SELECT 'model', product.slug, product.name, count(DISTINCT shown.id)
    FROM news_product product JOIN part ON part.model = product.id
    JOIN held ON held.product_id = part.member JOIN shown ON shown.id = held.item_id
    GROUP BY product.id
    UNION ALL
    SELECT 'all', '', '', count(*) FROM shown
    UNION ALL
    SELECT 'ledger', '', '', count(*) FROM shown
    WHERE id IN (SELECT item_id FROM timeline_evidence)
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice and how many items it holds."""

    slug: str
    name: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Every choice among the items known on a day; those with most items first, by name where equal."""

    companies: tuple[Facet, ...]
    models: tuple[Facet, ...]
    all_items: int
    changing: int


def facets(*, as_of: date) -> Facets:
    """The choices on a day, in one query."""
    end = datetime.combine(as_of, time(), UTC) + timedelta(days=1)
    found: dict[str, list[Facet]] = {"company": [], "model": [], "all": [], "ledger": []}
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"end": end})
        for sort, slug, name, items in cursor.fetchall():
            found[sort].append(Facet(slug, name, items))
    return Facets(
        companies=_most_first(found["company"]),
        models=_most_first(found["model"]),
        all_items=found["all"][0].items,
        changing=found["ledger"][0].items,
    )


def _most_first(choices: list[Facet]) -> tuple[Facet, ...]:
    return tuple(sorted(choices, key=lambda each: (-each.items, each.name.casefold(), each.slug)))
