"""What a story says of itself, out of its items."""

from collections.abc import Collection

from django.db.models import Case, Exists, F, Min, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from news.models import Item, Story


def sum_up(story_ids: Collection[int]) -> None:
    """Bring headline and first instant of these stories up to their items: those of the report told first.

    A page whose title nobody knows goes by its address, which is a headline only where there is no other.
    """
    items = Item.objects.filter(story=OuterRef("pk"))
    nameless = Case(When(title=F("url"), then=Value(1)), default=Value(0))
    first = items.order_by(nameless, F("listed_at").asc(nulls_last=True), "id")
    since = items.order_by().values("story").annotate(at=Min(Coalesce("listed_at", "first_seen_at")))
    Story.objects.filter(Exists(items), id__in=story_ids).update(
        headline=Subquery(first.values("title")[:1]), first_seen_at=Subquery(since.values("at"))
    )
