"""News items as they were known on a day: newest first, with the tags that hold."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from aitracker.web.selection import Selection
from news.models import Company, Item, Product
from news.models.catalog import MODEL_KINDS
from news.queries import (
    about_companies,
    about_products,
    effective_tags,
    holding_text,
    listed_items,
    published_between,
)
from timeline.queries.companies import CompanyTree, product_filters


def with_tags(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items with their feed and, prefetched into `held_tags`, the tags that hold; one query more."""
    tags = effective_tags().select_related("company", "product").order_by("-confidence", "pk")
    return items.select_related("feed").prefetch_related(Prefetch("tags", tags, to_attr="held_tags"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChoices:
    """What the news can be filtered by, by name."""

    companies: tuple[Company, ...]
    models: tuple[Product, ...]


def chosen_items(selection: Selection) -> QuerySet[Item]:
    """The items that a selection chooses and that were known by its day, newest first, with their tags."""
    known = _known_by(selection.as_of)
    items = published_between(known, earliest=selection.from_, latest=selection.to)
    if selection.company:
        items = about_companies(items, CompanyTree().ids(selection.company))
    for ids in product_filters(selection):
        items = about_products(items, ids)
    if selection.q:
        items = holding_text(items, selection.q)
    return with_tags(items)


def tag_choices() -> TagChoices:
    """Companies and models that items are about."""
    held = effective_tags().values("company_id", "product_id")
    companies = Company.objects.filter(pk__in=held.filter(company__isnull=False).values("company_id"))
    models = Product.objects.filter(
        kind__in=MODEL_KINDS, pk__in=held.filter(product__isnull=False).values("product_id")
    )
    return TagChoices(
        companies=tuple(companies.order_by("name", "slug")), models=tuple(models.order_by("name", "slug"))
    )


def latest_items(
    *,
    as_of: date,
    most: int,
    companies: Collection[int] = (),
    products: Collection[int] = (),
) -> list[Item]:
    """The newest items known by a day, about any of the companies and products where some are named."""
    items = _known_by(as_of)
    if companies:
        items = about_companies(items, companies)
    if products:
        items = about_products(items, products)
    return list(items[:most])


def _known_by(day: date) -> QuerySet[Item]:
    """One whose own day is not known is known since a feed, or the record, first showed it."""
    end = datetime.combine(day, time(), UTC) + timedelta(days=1)
    return listed_items().filter(Q(listed_at__lt=end) | Q(listed_at=None, first_seen_at__lt=end))
