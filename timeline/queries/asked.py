"""What a selection asks of news, as conditions on items: one for each thing that is asked for."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time

from django.db.models import Q
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


def asked_of_items(selection: Selection, *, kinds: Kinds, only_changing: bool) -> list[Q]:
    """The conditions of a selection, in no query of their own; without any, everything is chosen."""
    found = [
        _published(selection.from_, selection.to),
        _about_companies(selection.company),
        _about_products(selection.product),
        _about_products(selection.model, kinds=MODEL_KINDS),
        Q(pk__in=Item.objects.filter(text_holding(selection.q)).values("pk")) if selection.q.strip() else Q(),
        kinds.told_by_items(selection.kind) if selection.kind else Q(),
        Q(feed__kind__in=_feed_kinds(selection.standing)) if selection.standing else Q(),
        Q(pk__in=public_evidence(selection.as_of).values("item")) if only_changing else Q(),
    ]
    return [each for each in found if each]


def _published(first: date | None, last: date | None) -> Q:
    """Published within the days, both inclusive."""
    begin = Q(listed_at__gte=datetime.combine(first, time(), UTC)) if first else Q()
    return begin & (Q(listed_at__lt=end_of(last)) if last else Q())


def _about_companies(slugs: Collection[str]) -> Q:
    named = RawSQL(COMPANIES, [list(slugs), list(INSIDE)])  # noqa: S611  values are parameters
    return _about(company_id__in=named) if slugs else Q()


def _about_products(slugs: Collection[str], *, kinds: Collection[str] = ()) -> Q:
    named = RawSQL(PRODUCTS, [list(slugs), list(kinds), list(kinds)])  # noqa: S611  values are parameters
    return _about(product_id__in=named) if slugs else Q()


def _about(**targets: RawSQL) -> Q:
    return Q(pk__in=effective_tags().filter(**targets).values("item"))


def _feed_kinds(standings: Collection[str]) -> list[str]:
    return [kind for each in FEED_STANDINGS if each.key in standings for kind in each.kinds]
