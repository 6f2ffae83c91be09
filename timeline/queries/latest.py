"""The newest stories, found from the newest items on: for pages that list a few of them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from news.models import Item
from news.queries import newest_first
from timeline.queries.asked import about_companies, about_products
from timeline.queries.items import known_by
from timeline.queries.places import chosen_places

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
    places = chosen_places(as_of, asked, first=0, most=most).places
    same_story = known.filter(Q(story=OuterRef("story")) | Q(pk=OuterRef("pk"))).order_by()
    others = same_story.values(one=Value(1)).annotate(number=Count(OUTLET, distinct=True) - 1)
    found = Item.objects.filter(pk__in=[place.first for place in places]).select_related("feed", "story")
    counted = found.annotate(others=Subquery(others.values("number"), output_field=IntegerField()))
    return list(newest_first(counted))
