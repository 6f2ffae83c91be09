"""News items as they were known on a day: newest first, with the tags that hold."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import JSONObject

from aitracker.web.selection import Selection
from news.models import Item
from news.queries import (
    about_companies,
    about_products,
    effective_tags,
    holding_text,
    listed_items,
    published_between,
)
from timeline.models import Evidence
from timeline.queries.companies import CompanyTree, product_filters

TOLD = {
    "role": "role",
    "commitment": "commitment__slug",
    "deliverable": "commitment__deliverable__slug",
    "promise_verified": "commitment__verified",
    "event": "event__slug",
    "title": "event__title",
    "kind": "event__kind",
    "latest": "event__latest",
    "event_verified": "event__verified",
}
ABOUT = {
    "company": "company__slug",
    "company_name": "company__name",
    "product": "product__slug",
    "product_name": "product__name",
}


def with_tags(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items with their feed and, prefetched into `held_tags`, the tags that hold; one query more."""
    tags = effective_tags().select_related("company", "product").order_by("-confidence", "pk")
    return items.select_related("feed").prefetch_related(Prefetch("tags", tags, to_attr="held_tags"))


def with_told(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items with, in the same query, `told`: the evidence they are, and `about`: the tags that hold.

    `total` is how many items there are in all.
    """
    evidence = Evidence.objects.filter(item=OuterRef("pk")).order_by("pk").values(data=JSONObject(**TOLD))
    tags = effective_tags().filter(item=OuterRef("pk")).order_by("-confidence", "pk")
    return items.select_related("feed").annotate(
        told=ArraySubquery(evidence),
        about=ArraySubquery(tags.values(data=JSONObject(**ABOUT))),
        total=Window(Count("pk")),
    )


def chosen_items(selection: Selection) -> QuerySet[Item]:
    """The items that a selection chooses and that were known by its day, newest first, with their tags."""
    return with_tags(items_of(selection))


def changing(items: QuerySet[Item]) -> QuerySet[Item]:
    """Those that are evidence of something in the record."""
    return items.filter(Exists(Evidence.objects.filter(item=OuterRef("pk"))))


def items_of(selection: Selection) -> QuerySet[Item]:
    """The items that a selection chooses and that were known by its day, newest first."""
    known = _known_by(selection.as_of)
    items = published_between(known, earliest=selection.from_, latest=selection.to)
    if selection.company:
        items = about_companies(items, CompanyTree().ids(selection.company))
    for ids in product_filters(selection):
        items = about_products(items, ids)
    if selection.q:
        items = holding_text(items, selection.q)
    return items


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
