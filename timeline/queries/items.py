"""News items as they were known on a day: newest first."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from aitracker.web.selection import Selection
from news.models import Item
from news.queries import (
    TAG_HOLDS,
    about_companies,
    about_products,
    holding_text,
    listed_items,
    newest_first,
    published_between,
)
from timeline.queries.companies import CompanyTree, product_filters

# With its limits PostgreSQL looks at the tags of one item; without, it may read those of all items first.
KNOWN = f"""(
    {{item}}.removed_at IS NULL
    AND ({{item}}.listed_at < {{end}} OR {{item}}.listed_at IS NULL AND {{item}}.first_seen_at < {{end}})
    AND (
        EXISTS (SELECT FROM news_feed WHERE id = {{item}}.feed_id AND scope <> 'general' LIMIT 1)
        OR EXISTS (SELECT FROM news_tag tag WHERE tag.item_id = {{item}}.id AND {TAG_HOLDS} LIMIT 1)
    )
)"""  # noqa: S608  no word of a reader


def items_of(selection: Selection) -> QuerySet[Item]:
    """The items that a selection chooses and that were known by its day, newest first.

    To be asked as it is: inside of another query of items it would speak of those.
    """
    known = RawSQL(known_sql(selection.as_of, "news_item"), (), output_field=BooleanField())  # noqa: S611
    items = newest_first(Item.objects.filter(known))
    items = published_between(items, earliest=selection.from_, latest=selection.to)
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


def known_sql(day: date, item: str) -> str:
    """The same as SQL about the row called `item`."""
    return KNOWN.format(item=item, end=f"'{end_of(day).isoformat()}'::timestamptz")


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
