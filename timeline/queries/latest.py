"""The newest stories, found from the newest items on: for pages that list a few of them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, NullIf

from news.models import Item
from news.queries import newest_first
from timeline.queries.asked import about_companies, about_products
from timeline.queries.items import end_if_past, known_by
from timeline.queries.places import NEWEST, all_places, few_firsts, is_held_by_few
from timeline.queries.places_sql import sql_of

OUTLET = Coalesce(NullIf("outlet", Value("")), "feed__name")


def latest_stories(
    *,
    as_of: date,
    most: int,
    companies: Collection[int] = (),
    products: Collection[int] = (),
) -> list[Item]:
    """The first items of the newest stories known by a day, with `others`: how many outlets have it too.

    About any of the companies and products, where some are named.
    """
    known = known_by(as_of)
    asked = [about(ids) for about, ids in ((about_companies, companies), (about_products, products)) if ids]
    if asked:
        told = _told(known, few_firsts(known, asked, most=most))
        if told or is_held_by_few(asked):
            return told
    newest = all_places(as_of, asked).values("first").order_by(*NEWEST)
    if until := end_if_past(as_of):
        told = _told(known, _rows(newest.filter(since__lt=until)[:most]))
        if len(told) == most:
            return told
    return _told(known, _rows(newest[:most]))


def _rows(ids: QuerySet[Any, Any]) -> RawSQL:
    """A query as it stands, its tables called as it calls them."""
    return RawSQL(*sql_of(ids))  # noqa: S611  no word of a reader


def _told(known: QuerySet[Item], firsts: RawSQL) -> list[Item]:
    """The items with these ids, newest first, with `others`; one query."""
    same_story = known.filter(Q(story=OuterRef("story")) | Q(pk=OuterRef("pk"))).order_by()
    others = same_story.values(one=Value(1)).annotate(number=Count(OUTLET, distinct=True) - 1)
    found = Item.objects.filter(pk__in=firsts).select_related("feed", "story")
    counted = found.annotate(others=Subquery(others.values("number"), output_field=IntegerField()))
    return list(newest_first(counted))
