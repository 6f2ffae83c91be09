"""The newest stories, found from the newest items on: for pages that list a few of them."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, NullIf

from news.models import Item
from news.queries import about_companies, about_products, newest_first
from timeline.queries.items import known_by

# Items whose day is not known come after all others of their story.
NEVER = Value(datetime(9999, 1, 1, tzinfo=UTC), output_field=DateTimeField())
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
    among = _firsts(known)
    if companies:
        among = among.filter(_in_story_of(about_companies(known, companies)))
    if products:
        among = among.filter(_in_story_of(about_products(known, products)))
    same_story = known.filter(Q(story=OuterRef("story")) | Q(pk=OuterRef("pk"))).order_by()
    others = same_story.values(one=Value(1)).annotate(number=Count(OUTLET, distinct=True) - 1)
    found = Item.objects.filter(pk__in=among.values("pk")[:most]).select_related("feed", "story")
    counted = found.annotate(others=Subquery(others.values("number"), output_field=IntegerField()))
    return list(newest_first(counted))


def _in_story_of(items: QuerySet[Item]) -> Q:
    items = items.order_by()
    return Q(story__in=items.values("story")) | Q(pk__in=items.values("pk"))


def _firsts(known: QuerySet[Item]) -> QuerySet[Item]:
    """Those that no other item of their story comes before."""
    placed = known.order_by().annotate(place=Coalesce("listed_at", NEVER))
    sooner = Q(place__lt=OuterRef("place")) | Q(place=OuterRef("place"), pk__lt=OuterRef("pk"))
    before = placed.filter(sooner, story=OuterRef("story"))
    return newest_first(known.annotate(place=Coalesce("listed_at", NEVER)).filter(~Exists(before)))
