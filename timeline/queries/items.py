"""News items as they were known on a day: newest first, with the tags that hold."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

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
from timeline.queries.companies import CompanyTree, product_filters


def with_tags(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items with their feed and, prefetched into `held_tags`, the tags that hold; one query more."""
    tags = effective_tags().select_related("company", "product").order_by("-confidence", "pk")
    return items.select_related("feed").prefetch_related(Prefetch("tags", tags, to_attr="held_tags"))


def chosen_items(selection: Selection) -> QuerySet[Item]:
    """The items that a selection chooses and that were known by its day, newest first, with their tags."""
    return with_tags(items_of(selection))


def items_of(selection: Selection) -> QuerySet[Item]:
    """The items that a selection chooses and that were known by its day, newest first."""
    items = published_between(known_by(selection.as_of), earliest=selection.from_, latest=selection.to)
    if selection.company:
        items = about_companies(items, CompanyTree().ids(selection.company))
    for ids in product_filters(selection):
        items = about_products(items, ids)
    if selection.q:
        items = holding_text(items, selection.q)
    return items


def known_by(day: date) -> QuerySet[Item]:
    """One whose own day is not known is known since a feed, or the record, first showed it."""
    return listed_items().filter(was_known(day))


def was_known(day: date, *, item: str = "") -> Q:
    """Items that were known by a day; `item` leads to them where they are not what is asked for: `item__`."""
    end = end_of(day)
    dated = Q(**{f"{item}listed_at__lt": end})
    return dated | Q(**{f"{item}listed_at": None, f"{item}first_seen_at__lt": end})


def end_of(day: date) -> datetime:
    """The instant after a day."""
    return datetime.combine(day, time(), UTC) + timedelta(days=1)


def end_if_past(day: date) -> datetime | None:
    """The instant after an earlier day than today; null for today, after which nothing was listed yet."""
    return end_of(day) if day < timezone.now().date() else None
