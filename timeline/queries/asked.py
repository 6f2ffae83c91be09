"""What a selection asks of news, as conditions on items: one for each thing that is asked for."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from aitracker.web.selection import Selection
from news.models import Item
from news.models.catalog import MODEL_KINDS
from news.queries import effective_tags, text_holding
from news.wording import FEED_STANDINGS
from timeline.queries.companies import INSIDE
from timeline.queries.items import end_of
from timeline.queries.kinds import Kinds, public_evidence

# The named companies with their units and labs at any depth, as `CompanyTree.ids` tells them.
COMPANIES = """
    WITH RECURSIVE inside (id) AS (
        SELECT id FROM news_company WHERE slug = ANY(%s::text[])
        UNION SELECT below.id FROM news_company below JOIN inside ON below.parent_id = inside.id
        WHERE below.kind = ANY(%s::text[])
    ) SELECT id FROM inside
"""
# The named products, of these kinds where some are given, with every product of their family at any depth.
PRODUCTS = """
    WITH RECURSIVE inside (id) AS (
        SELECT id FROM news_product
        WHERE slug = ANY(%s::text[]) AND (%s::text[] = '{}' OR kind = ANY(%s::text[]))
        UNION SELECT below.id FROM news_product below JOIN inside ON below.family_id = inside.id
    ) SELECT id FROM inside
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for: the ids of the items of which it holds, and the same as a condition.

    of_first: what follows from it for the first item of their story.
    """

    ids: QuerySet[Any, Any]
    holds: Q
    of_first: Q = field(default_factory=Q)


def asked_of_items(selection: Selection, *, kinds: Kinds, only_changing: bool) -> list[Asked]:
    """The conditions of a selection, in no query of their own; without any, everything is chosen."""
    found = asked_about(selection)
    if selection.from_ or selection.to:
        found.append(_published(selection.from_, selection.to))
    if selection.kind:
        found.append(Asked(kinds.items_told(selection.kind), kinds.told_by_items(selection.kind)))
    if selection.standing:
        of_feeds = Item.objects.filter(feed__kind__in=_feed_kinds(selection.standing))
        found.append(_among(of_feeds.values("pk")))
    if only_changing:
        found.append(_among(public_evidence(selection.as_of).exclude(item=None).values("item")))
    return found


def asked_about(selection: Selection) -> list[Asked]:
    """What a selection asks of names and words."""
    found = []
    if selection.company:
        found.append(about_companies(_ids(COMPANIES, list(selection.company), list(INSIDE))))
    if selection.product:
        found.append(about_products(_ids(PRODUCTS, list(selection.product), [], [])))
    if selection.model:
        found.append(about_products(_ids(PRODUCTS, list(selection.model), *[list(MODEL_KINDS)] * 2)))
    if selection.q.strip():
        found.append(_among(Item.objects.filter(text_holding(selection.q)).values("pk")))
    return found


def about_companies(ids: Any) -> Asked:
    """Being about any of the companies, by id."""
    return _among(effective_tags().filter(company_id__in=ids).values("item"))


def about_products(ids: Any) -> Asked:
    """Being about any of the products, by id."""
    return _among(effective_tags().filter(product_id__in=ids).values("item"))


def _among(ids: QuerySet[Any, Any]) -> Asked:
    return Asked(ids, Q(pk__in=ids))


def _ids(sql: str, *values: list[Any]) -> RawSQL:
    return RawSQL(sql, values)  # noqa: S611  values are parameters


def _published(first: date | None, last: date | None) -> Asked:
    """Published within the days, both inclusive."""
    begin = Q(listed_at__gte=datetime.combine(first, time(), UTC)) if first else Q()
    until = Q(listed_at__lt=end_of(last)) if last else Q()
    return Asked(Item.objects.filter(begin, until).values("pk"), begin & until, until)


def _feed_kinds(standings: Collection[str]) -> list[str]:
    return [kind for each in FEED_STANDINGS if each.key in standings for kind in each.kinds]
