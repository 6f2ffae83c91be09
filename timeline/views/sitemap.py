"""The site map: an index, and under it the addresses of one sort of page each, 2,000 at most a file."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from news.models import Story
from timeline.queries import addressed

MOST = 2_000
FIXED = (
    "timeline:today",
    "timeline:timeline",
    "timeline:ledger",
    "timeline:companies",
    "timeline:models",
    "timeline:news",
    "timeline:corrections",
    "timeline:method",
    "news:sources",
)


class Fixed(Sitemap[str]):
    """The pages that stand at one address."""

    def items(self) -> tuple[str, ...]:
        """Names of addresses."""
        return FIXED

    def location(self, item: str) -> str:
        """The address of one."""
        return reverse(item)


class Recorded(Sitemap[str]):
    """The pages of one table, by slug or, where it has none, by id."""

    limit = MOST

    def __init__(self, name: str) -> None:
        self.name = name

    def items(self) -> QuerySet[Any, Any]:
        """What the addresses are made of, in order."""
        return _names(self.name)

    def location(self, item: str) -> str:
        """The address of one."""
        return reverse(f"timeline:{self.name}", args=[item])


class StoriesById(Paginator[Any]):
    """Stories in files of so many ids each, whatever has become of some: no file needs those before it."""

    @property
    def num_pages(self) -> int:
        """As many as reach to the newest."""
        newest = Story.objects.aggregate(pk=Max("pk"))["pk"] or 0
        return max(1, -(-newest // self.per_page))

    def page(self, number: int | str) -> Page[Any]:
        """Those of one file; raises EmptyPage beyond the last."""
        number = self.validate_number(number)
        last = number * self.per_page
        ids = addressed.found_stories(today=timezone.now().date()).values_list("pk", flat=True)
        return Page(ids.filter(pk__gt=last - self.per_page, pk__lte=last), number, self)


class Stories(Recorded):
    """The pages of stories."""

    @property
    def paginator(self) -> StoriesById:
        """By their ids."""
        return StoriesById((), self.limit)


def _names(name: str) -> QuerySet[Any, Any]:
    rows: dict[str, QuerySet[Any]] = {
        "deliverable": addressed.found_deliverables(),
        "company": addressed.found_companies(),
        "product": addressed.found_products(),
        "event": addressed.found_events(today=timezone.now().date()),
    }
    return rows[name].values_list("slug", flat=True)


SITEMAPS: dict[str, Sitemap[str]] = {
    "pages": Fixed(),
    **{name: Recorded(name) for name in ("deliverable", "company", "product", "event")},
    "story": Stories("story"),
}
