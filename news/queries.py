"""What can be asked of feeds, items and tags; every list says its order and ends it with a unique key."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from aitracker.web.lists import NOTHING
from news.models import Feed, Fetch, Item, Tag
from news.models.items import HOLDS
from news.sparklines import SHOWN, Attempt
from news.wording import FEED_GROUPS

NEW_ITEMS_DAYS = 7
NEWEST_OF_FEED = 10
# Whether a `tag` holds, as `effective_tags` has it.
TAG_HOLDS = "(tag.decision = 'add' OR tag.decision IS NULL AND tag.machine = 'accepted')"
# What ends a word for the reader of the kept lexemes, or would be read as a sign of its own.
APART = re.compile(r"[\0'\\\-‐‑–/_\s]+")
# Of words that stand everywhere nothing is kept: asked for alone they choose nothing away.
HOLDING = """
    SELECT id FROM news_item
    WHERE words_found @@ to_tsquery('english', %s) OR numnode(to_tsquery('english', %s)) = 0
"""


def database_now() -> datetime:
    """The database's clock, by which everything is due."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        instant: datetime = cursor.fetchone()[0]
    return instant


def effective_tags() -> QuerySet[Tag]:
    """The tags that hold: a curator's decision where there is one, else what the rules accepted."""
    return Tag.objects.filter(HOLDS)


def listed_items() -> QuerySet[Item]:
    """Every item that may be shown, newest first: none that a person removed, a general feed's only where
    they are about something.

    The order is `listed_at` (the publishing instant, else when a feed first showed it), those without it
    last, then the id: sources of the record whose day is not known stand at the end.
    """
    return newest_first(Item.objects.exclude(_is_untold()))


def untold_items() -> QuerySet[Item]:
    """Every item that may not be shown: removed, or of a general feed and about nothing that is tracked."""
    return Item.objects.filter(_is_untold()).order_by("id")


def _is_untold() -> Q:
    is_about_nothing = ~Q(Exists(effective_tags().filter(item=OuterRef("pk"))))
    return Q(removed_at__isnull=False) | (Q(feed__scope=Feed.Scope.GENERAL) & is_about_nothing)


def newest_first(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items in their one order."""
    return items.order_by(F("listed_at").desc(nulls_last=True), "-id")


def about_companies(items: QuerySet[Item], company_ids: Collection[int]) -> QuerySet[Item]:
    """Those about any of the companies; the caller names units and labs where it wants them."""
    return items.filter(Exists(effective_tags().filter(item=OuterRef("pk"), company_id__in=company_ids)))


def about_products(items: QuerySet[Item], product_ids: Collection[int]) -> QuerySet[Item]:
    """Those about any of the products; the caller names a family's members where it wants them."""
    return items.filter(Exists(effective_tags().filter(item=OuterRef("pk"), product_id__in=product_ids)))


def published_between(
    items: QuerySet[Item], *, earliest: date | None = None, latest: date | None = None
) -> QuerySet[Item]:
    """Those whose day (UTC, of `listed_at`) lies within the days, both inclusive; open ends allowed."""
    if earliest is not None:
        items = items.filter(listed_at__gte=datetime.combine(earliest, time(), UTC))
    if latest is not None:
        items = items.filter(listed_at__lt=datetime.combine(latest, time(), UTC) + timedelta(days=1))
    return items


def holding_text(items: QuerySet[Item], text: str) -> QuerySet[Item]:
    """Those whose title, text and outlet hold every word, in any form of it."""
    return items.filter(text_holding(text))


def text_holding(text: str) -> Q:
    """That title, text and outlet hold every word, in any form of it; read in the words kept for searches.

    Words that stand in every text ("the") and signs are passed over; signs alone are held by nothing.
    """
    words = APART.sub(" ", text).split()
    asked = [word for word in words if any(sign.isalnum() for sign in word)]
    if not asked:
        return NOTHING if words else Q()
    query = " & ".join(f"'{word}'" for word in asked)
    return Q(pk__in=RawSQL(HOLDING, [query, query]))  # noqa: S611  values are parameters


def untagged_items(*, feed_ids: Sequence[int] | None = None) -> QuerySet[Item]:
    """Items that the rules have not seen as they stand, in the order they came."""
    items = Item.objects.filter(tagged_at=None).order_by("id")
    return items if feed_ids is None else items.filter(feed_id__in=feed_ids)


def unclustered_items() -> QuerySet[Item]:
    """Tagged items whose story is to be found, in the order they were told; those without a place last.

    One that was looked at without finding a story, because it may not be shown, waits until it changes.
    """
    has_waited = Q(story=None, changed_at__gt=F("clustered_at"))
    due = Item.objects.filter(Q(clustered_at=None) | has_waited, tagged_at__isnull=False)
    return due.order_by(F("listed_at").asc(nulls_last=True), "id")


def clustered_items() -> QuerySet[Item]:
    """Items that stand in a story as they are."""
    return Item.objects.filter(story__isnull=False, clustered_at__isnull=False).order_by("id")


def feeds() -> QuerySet[Feed]:
    """Every feed that is read; not the built-in one of the record."""
    return Feed.objects.exclude(kind=Feed.Kind.RECORD).order_by("name", "id")


def feeds_by_group() -> QuerySet[Feed]:
    """Every feed that is read with its `group`, as `news.wording` tells it, in the groups' order, by name."""
    places = {group.key: place for place, group in enumerate(FEED_GROUPS)}
    group = Case(
        When(enabled=False, then=Value("off")),
        When(last_checked_at=None, then=Value("waiting")),
        When(state=Feed.State.OK, consecutive_errors=0, then=Value("answering")),
        default=Value("failing"),
    )
    place = Case(*(When(group=key, then=Value(place)) for key, place in places.items()))
    return feeds().annotate(group=group).annotate(place=place).order_by("place", "name", "id")


class FeedCount(NamedTuple):
    """How many feeds of a group had the same error last, an empty one or none; `was_asked`: ever."""

    group: str
    error_code: str
    was_asked: bool
    number: int


def feeds_counted() -> list[FeedCount]:
    """All feeds that are read, counted in the database."""
    counted = feeds_by_group().annotate(was_asked=Q(last_checked_at__isnull=False)).order_by()
    numbers = counted.values_list("group", "last_error_code", "was_asked").annotate(Count("pk"))
    return [FeedCount(*each) for each in numbers]


def feeds_with_health(*, now: datetime) -> QuerySet[Feed]:
    """Feeds with `item_count` and `new_item_count` (items first seen in the last seven days), by name."""
    recent = Q(first_seen_at__gte=now - timedelta(days=NEW_ITEMS_DAYS))
    return feeds().annotate(item_count=_number_of(Q()), new_item_count=_number_of(recent))


def _number_of(chosen: Q) -> Coalesce:
    """How many items of each feed: counted feed by feed in an index that holds no more than is asked for."""
    items = Item.objects.filter(chosen, feed=OuterRef("pk")).order_by().values("feed")
    return Coalesce(Subquery(items.annotate(number=Count("*")).values("number")), 0)


def recent_attempts(feed_ids: Collection[int]) -> Iterator[tuple[int, Attempt]]:
    """The attempts at these feeds that are kept, some thirty each, by feed, oldest first."""
    rows = Fetch.objects.filter(feed_id__in=feed_ids).order_by("feed_id", "started_at", "id")
    for feed_id, outcome, new in rows.values_list("feed_id", "outcome", "items_new"):
        yield feed_id, Attempt(outcome, new or 0)


def attempts_at(feed: Feed) -> QuerySet[Fetch]:
    """The last thirty attempts at a feed without their documents, newest first."""
    return Fetch.objects.filter(feed=feed).defer("body").order_by("-started_at", "-id")[:SHOWN]


def newest_of_feed(feed: Feed) -> QuerySet[Item]:
    """The ten newest items of a feed that may be shown."""
    return listed_items().filter(feed=feed)[:NEWEST_OF_FEED]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """How many feeds are read, how many were asked at all, who did not answer, and when one last did."""

    feeds: int
    asked: int
    failing: tuple[str, ...]
    last_ok_at: datetime | None

    @property
    def answering(self) -> int:
        """How many answered when they were asked last."""
        return self.asked - len(self.failing)

    @property
    def others(self) -> int:
        """How many fail besides the first two that a sentence names."""
        return len(self.failing) - 2


def feed_health() -> FeedHealth:
    """The health of all feeds that are switched on; the failing by name. One query."""
    failing = Q(last_checked_at__isnull=False) & (~Q(state=Feed.State.OK) | Q(consecutive_errors__gt=0))
    found = (
        feeds()
        .order_by()
        .filter(enabled=True)
        .aggregate(
            feeds=Count("pk"),
            asked=Count("last_checked_at"),
            failing=ArrayAgg("name", filter=failing, default=[], order_by="name"),
            last_ok_at=Max("last_ok_at"),
        )
    )
    return FeedHealth(**{**found, "failing": tuple(found["failing"])})


def spooled_fetches(*, feed_ids: Sequence[int] | None = None) -> QuerySet[Fetch]:
    """Fetches whose body waits to be parsed, oldest first."""
    fetches = Fetch.objects.filter(body__isnull=False, parsed_at=None).order_by("started_at", "id")
    return fetches if feed_ids is None else fetches.filter(feed_id__in=feed_ids)
