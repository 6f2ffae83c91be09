"""Stories as they were known on a day, each with its items in the order in which they told of it.

An item that belongs to no story yet is a story of one, so that nothing is lost until it is put into one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Window,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, JSONObject, Left, RowNumber

from aitracker.web.selection import Selection
from news.clustering import outlet_of as host_of
from news.models import Item, Tag
from news.queries import effective_tags
from timeline.queries.asked import asked_of_items
from timeline.queries.items import known_by, known_sql
from timeline.queries.kinds import Kinds, public_evidence

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
# Equal for the items of one story: the story's id, of an item without one its own made negative.
KEY = Coalesce("story_id", F("pk") * -1)
# Of an item, as SQL: whether it is the first of its story, where those without a day come last; and of its
# whole story the smallest id and the number of items. Django would write this longer than PostgreSQL reads.
OTHERS = "FROM news_item other WHERE other.story_id = news_item.story_id AND {other}"
EARLIER = """(coalesce(other.listed_at, 'infinity'), other.id)
    < (coalesce(news_item.listed_at, 'infinity'), news_item.id)"""
IS_FIRST = f"{{first}} AND NOT EXISTS (SELECT {OTHERS} AND {EARLIER})"
LEAST = f"coalesce((SELECT min(other.id) {OTHERS}), news_item.id)"
NUMBER = f"greatest((SELECT count(*) {OTHERS}), 1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Some of the chosen stories in their order, each as its items, and how many there are in all.

    The items of a story are its first MOST_ITEMS, and all of them that the record cites.
    """

    shown: list[list[Item]]
    total: int


def stories_of(
    selection: Selection, *, kinds: Kinds, only_changing: bool = False, first: int, most: int
) -> Stories:
    """Up to `most` of the chosen stories from number `first` on, the newest being 0; in two queries.

    A story is chosen where each thing asked for holds of one of its items, not of the same one at once, and
    stands where its first item stands. Each item has `lead`: how its text begins, `told`: the evidence that
    it is, `about`: the tags that hold, and `number`: how many items tell its story.
    """
    asked = asked_of_items(selection, kinds=kinds, only_changing=only_changing)
    places = list(_places(known_by(selection.as_of), asked)[first : first + most])
    items = items_told({key: number for key, number, _ in places}, as_of=selection.as_of)
    shown = [items[key] for key, *_ in places if key in items]
    return Stories(shown=shown, total=places[0][2] if places else 0)


def story_places(selection: Selection, *, kinds: Kinds) -> QuerySet[Any, Any]:
    """Where the chosen stories stand: `key`, `number` of items, `since` (its first day; may be null).

    `items_told` takes keys and numbers. `least` is the smallest id of an item of it, and so unique.
    """
    known, asked = known_by(selection.as_of), asked_of_items(selection, kinds=kinds, only_changing=False)
    return _keyed(known, asked) if asked else _by_first_item(selection.as_of)


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


def _places(known: QuerySet[Item], asked: Sequence[Q]) -> QuerySet[Any, Any]:
    """The keys of the chosen stories in order, each with the number of its items and that of all stories."""
    chosen = _keyed(known, asked).annotate(total=Window(Count("*")))
    ordered: QuerySet[Any, Any] = chosen.order_by(F("since").desc(nulls_last=True), "-least")
    return ordered.values_list("key", "number", "total")


def _keyed(known: QuerySet[Item], asked: Sequence[Q]) -> QuerySet[Any, Any]:
    """The keys of the chosen stories, in no order.

    One pass over the items whatever is asked for: looking stories up one by one is slow for some choice.
    """
    holds = {f"holds_{number}": BoolOr(each) for number, each in enumerate(asked)}
    keyed: QuerySet[Any, Any] = known.order_by().annotate(key=KEY).values("key")
    stories = keyed.annotate(since=Min("listed_at"), least=Min("pk"), number=Count("pk"), **holds)
    chosen: QuerySet[Any, Any] = stories.filter(**dict.fromkeys(holds, True))
    return chosen


def _by_first_item(day: date) -> QuerySet[Any, Any]:
    """The keys of all stories, in no order: in that of their first items a page of them is read at once."""
    told = {"first": known_sql(day, "news_item"), "other": known_sql(day, "other")}
    is_first = RawSQL(IS_FIRST.format(**told), (), output_field=BooleanField())  # noqa: S611
    least, number = (
        RawSQL(sql.format(**told), (), output_field=BigIntegerField())  # noqa: S611  no word of a reader
        for sql in (LEAST, NUMBER)
    )
    first = Item.objects.filter(is_first)
    placed = first.annotate(key=KEY, since=F("listed_at"), least=least, number=number)
    return placed.values("key", "since", "least", "number")


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
    """How many outlets tell of it."""
    return number_of_outlets((each.url, outlet_of(each)) for each in items)


def number_of_outlets(pages: Iterable[tuple[str, str]]) -> int:
    """Of pages by address and outlet: those of one host are of one, whatever its feeds call it."""
    return len({host_of(url, name) for url, name in pages})


def origins_of(items: Iterable[Item]) -> int:
    """How many outlets tell of it on their own, not repeating another."""
    return outlets_of(each for each in items if each.copy_of_id is None)


def tags_of(items: Iterable[Item]) -> list[Mapping[str, Any]]:
    """What the items are about, each once: those of most items first, then in the order they came up."""
    tags = [tag for item in items for tag in getattr(item, "about")]  # noqa: B009  an annotation
    found = {(tag["company"], tag["product"]): tag for tag in tags}
    times = Counter((tag["company"], tag["product"]) for tag in tags)
    return [found[each] for each, _ in times.most_common()]
