"""Stories as they were known on a day, each by the item that told of it first.

An item that belongs to no story yet is a story of one, so that nothing is lost until it is put into one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject, NullIf

from aitracker.web.selection import Selection
from news.models import Item
from news.queries import (
    about_companies,
    about_products,
    effective_tags,
    holding_text,
    newest_first,
    published_between,
)
from news.wording import FEED_STANDINGS
from timeline.queries.companies import CompanyTree, product_filters
from timeline.queries.items import known_by
from timeline.queries.kinds import Kinds, public_evidence

# Items whose day is not known come after all others.
NEVER = Value(datetime(9999, 1, 1, tzinfo=UTC), output_field=DateTimeField())
SAME_STORY = Q(story=OuterRef("story")) | Q(pk=OuterRef("pk"))
ITEM_IN_SAME_STORY = Q(item__story=OuterRef("story")) | Q(item=OuterRef("pk"))
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
OUTLET = Coalesce(NullIf("outlet", Value("")), "feed__name")
OUTLETS = {"outlet": OUTLET, "url": "url", "title": "title", "repeats": "copy_of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Chosen stories: the item that told of each first, newest first, and how many there are."""

    firsts: QuerySet[Item]
    number: QuerySet[Any, Any]


def stories_of(selection: Selection, *, kinds: Kinds, only_changing: bool = False) -> Stories:
    """The stories that a selection chooses among what was known by its day.

    A story is chosen where each thing asked for holds of one of its items, not of the same one at once.
    """
    known = with_key(known_by(selection.as_of))
    among = known
    for items in _criteria(known, selection, kinds=kinds, only_changing=only_changing):
        among = among.filter(key__in=_keys(items))
    number = among.order_by().values(one=Value(1)).annotate(number=Count("key", distinct=True))
    return Stories(firsts=_firsts(among, known), number=number.values("number"))


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
    known = with_key(known_by(as_of))
    among = known
    if companies:
        among = among.filter(key__in=_keys(about_companies(known, companies)))
    if products:
        among = among.filter(key__in=_keys(about_products(known, products)))
    outlets = known.filter(SAME_STORY).order_by().values(one=Value(1))
    others = outlets.annotate(number=Count(OUTLET, distinct=True) - 1).values("number")
    firsts = _firsts(among, known).values("pk")[:most]
    found = Item.objects.filter(pk__in=firsts).select_related("feed", "story")
    return list(newest_first(found.annotate(others=Subquery(others, output_field=IntegerField()))))


def with_key(items: QuerySet[Item]) -> QuerySet[Any]:
    """The items with `key`, equal for those of one story: the story's id, else their own made negative."""
    return items.annotate(key=Coalesce("story_id", F("pk") * -1))


def with_all_of_it(stories: Stories, *, as_of: date, first: int, most: int) -> list[Item]:
    """Up to `most` of the stories, from number `first` on (the newest is 0), in one query.

    Each is its first item, with `told`: the evidence that its items are; `about`: the tags that hold, those
    of most items first; `outlets`: its items in their order; `total`: how many stories there are in all.
    """
    known = known_by(as_of)
    evidence = public_evidence(as_of).filter(ITEM_IN_SAME_STORY, item__in=_unordered(known))
    shown = stories.firsts.values("pk")[first : first + most]
    return list(
        newest_first(Item.objects.filter(pk__in=shown))
        .select_related("feed", "story")
        .annotate(
            told=ArraySubquery(evidence.order_by("item", "pk").values(data=JSONObject(**TOLD))),
            about=ArraySubquery(_about(known)),
            outlets=ArraySubquery(oldest_first(known.filter(SAME_STORY)).values(data=JSONObject(**OUTLETS))),
            total=Subquery(stories.number, output_field=IntegerField()),
        )
    )


def oldest_first(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items of a story in the order in which they told of it."""
    return items.order_by(F("listed_at").asc(nulls_last=True), "pk")


def _about(known: QuerySet[Item]) -> QuerySet[Any, Any]:
    tags: QuerySet[Any, Any] = effective_tags().filter(ITEM_IN_SAME_STORY, item__in=_unordered(known))
    counted: QuerySet[Any, Any] = tags.values(*ABOUT.values()).annotate(number=Count("item"))
    return counted.order_by("-number", *ABOUT.values()).values(data=JSONObject(**ABOUT))


def _keys(items: QuerySet[Any]) -> QuerySet[Any, Any]:
    return items.order_by().values("key")


def _unordered(items: QuerySet[Item]) -> QuerySet[Any, Any]:
    return items.order_by().values("pk")


def _criteria(
    known: QuerySet[Item], selection: Selection, *, kinds: Kinds, only_changing: bool
) -> list[QuerySet[Item]]:
    """For each thing asked for, the items of which it holds."""
    found = []
    if selection.from_ or selection.to:
        found.append(published_between(known, earliest=selection.from_, latest=selection.to))
    if selection.company:
        found.append(about_companies(known, CompanyTree().ids(selection.company)))
    found += [about_products(known, ids) for ids in product_filters(selection)]
    if selection.q:
        found.append(holding_text(known, selection.q))
    if selection.kind:
        found.append(kinds.choose(known, selection.kind))
    if selection.standing:
        found.append(known.filter(feed__kind__in=_feed_kinds(selection.standing)))
    if only_changing:
        found.append(changing(known, as_of=selection.as_of))
    return found


def changing(items: QuerySet[Item], *, as_of: date) -> QuerySet[Item]:
    """Those that are evidence of something in the record that was public by a day."""
    return items.filter(Exists(public_evidence(as_of).filter(item=OuterRef("pk"))))


def _feed_kinds(standings: Collection[str]) -> list[str]:
    return [kind for each in FEED_STANDINGS if each.key in standings for kind in each.kinds]


def _firsts(among: QuerySet[Item], known: QuerySet[Item]) -> QuerySet[Item]:
    """Those among them that no other item of their story comes before."""
    placed = known.order_by().annotate(place=Coalesce("listed_at", NEVER))
    sooner = Q(place__lt=OuterRef("place")) | Q(place=OuterRef("place"), pk__lt=OuterRef("pk"))
    before = placed.filter(sooner, story=OuterRef("story"))
    return newest_first(among.annotate(place=Coalesce("listed_at", NEVER)).filter(~Exists(before)))
