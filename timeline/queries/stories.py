"""Stories as they were known on a day, each with its items in the order in which they told of it.

An item that belongs to no story yet is a story of one, so that nothing is lost until it is put into one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import JSONObject, Left, RowNumber

from aitracker.web.selection import Selection
from news.clustering import outlet_of as host_of
from news.models import Item, Tag
from news.queries import effective_tags
from timeline.queries.asked import asked_of_items
from timeline.queries.items import known_by
from timeline.queries.kinds import Kinds, public_evidence
from timeline.queries.places import KEY, chosen_places

# As much of a text as an excerpt may need.
LEAD = 600
# As much of a story as is read at once: thousands may repeat one report.
MOST_ITEMS = 200
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Some of the chosen stories in their order, each as its items, and how many there are in all.

    `is_whole`: whether `total` is all of them; else there are more than these. `goes_on`: whether any follow.
    The items of a story are its first MOST_ITEMS, and all of them that the record cites.
    """

    shown: list[list[Item]]
    total: int
    is_whole: bool
    goes_on: bool


def stories_of(
    selection: Selection, *, kinds: Kinds, only_changing: bool = False, first: int, most: int
) -> Stories:
    """Up to `most` of the chosen stories from number `first` on, the newest being 0.

    A story is chosen where each thing asked for holds of one of its items, not of the same one at once, and
    stands where its first item stands. Each item has `lead`: how its text begins, `told`: the evidence that
    it is, `about`: the tags that hold, and `number`: how many items tell its story. Two queries, or three
    where much is chosen.
    """
    asked = asked_of_items(selection, kinds=kinds, only_changing=only_changing)
    found = chosen_places(selection.as_of, asked, first=first, most=most)
    items = items_told({place.key: place.number for place in found.places}, as_of=selection.as_of)
    return Stories(
        shown=[items[place.key] for place in found.places if place.key in items],
        total=found.total,
        is_whole=found.is_whole,
        goes_on=found.goes_on,
    )


def items_told(numbers: Mapping[int, int], *, as_of: date) -> dict[int, list[Item]]:
    """The items of each story by its key, as `stories_of` tells them; `numbers` says how many tell it.

    Items are put into stories while pages are read: one that has been since stands where it was found, and a
    story that has lost all of its items is left out.
    """
    stories, alone = [key for key in numbers if key > 0], [-key for key in numbers if key < 0]
    known = known_by(as_of).filter(Q(story__in=stories) | Q(pk__in=alone))
    found: dict[int, list[Item]] = defaultdict(list)
    for item in oldest_first(_with_all_of_it(_readable(known, as_of), as_of)):
        story = item.story_id or 0
        key = story if story in numbers else -item.pk
        setattr(item, "number", numbers[key])  # noqa: B010  as an annotation
        found[key].append(item)
    return dict(found)


def tagged_items(ids: Iterable[int]) -> dict[int, Item]:
    """Items by id, with every tag in `all_tags`; two queries."""
    return {item.pk: item for item in with_all_tags(Item.objects.filter(pk__in=list(ids)))}


def with_all_tags(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items with every tag, also those refused, prefetched into `all_tags`; one query more."""
    tags = Tag.objects.select_related("company", "product").order_by("-confidence", "pk")
    return items.prefetch_related(Prefetch("tags", tags, to_attr="all_tags"))


def oldest_first(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items of a story in the order in which they told of it; those whose day is not known last."""
    return items.order_by(F("listed_at").asc(nulls_last=True), "pk")


def _readable(items: QuerySet[Item], as_of: date) -> QuerySet[Item]:
    """The first MOST_ITEMS of each story, and those that the record cites."""
    order = (F("listed_at").asc(nulls_last=True), F("pk").asc())
    place = Window(RowNumber(), partition_by=KEY, order_by=order)
    first = items.order_by().annotate(place=place).filter(place__lte=MOST_ITEMS)
    cited = public_evidence(as_of).exclude(item=None)
    return items.filter(Q(pk__in=first.values("pk")) | Q(pk__in=cited.values("item")))


def _with_all_of_it(items: QuerySet[Item], as_of: date) -> QuerySet[Item]:
    evidence = public_evidence(as_of).filter(item=OuterRef("pk")).order_by("pk")
    tags = effective_tags().filter(item=OuterRef("pk")).order_by("-confidence", "pk")
    return (
        items.select_related("feed", "story")
        .defer("summary")
        .annotate(
            lead=Left("summary", LEAD),
            told=ArraySubquery(evidence.values(data=JSONObject(**TOLD))),
            about=ArraySubquery(tags.values(data=JSONObject(**ABOUT))),
        )
    )


def outlet_of(item: Item) -> str:
    """Who wrote it: the outlet that the feed names, else the feed."""
    return item.outlet or item.feed.name


def outlets_of(items: Iterable[Item]) -> int:
    """How many outlets tell of it: the pages of one host are of one, whatever its feeds call it."""
    return len({host_of(each.url, outlet_of(each)) for each in items})


def origins_of(items: Iterable[Item]) -> int:
    """How many outlets tell of it on their own, not repeating another."""
    return outlets_of(each for each in items if each.copy_of_id is None)


def tags_of(items: Iterable[Item]) -> list[Mapping[str, Any]]:
    """What the items are about, each once: those of most items first, then in the order they came up."""
    tags = [tag for item in items for tag in getattr(item, "about")]  # noqa: B009  an annotation
    found = {(tag["company"], tag["product"]): tag for tag in tags}
    times = Counter((tag["company"], tag["product"]) for tag in tags)
    return [found[each] for each, _ in times.most_common()]
