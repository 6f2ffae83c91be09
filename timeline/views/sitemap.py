"""The site map: an index, and under it the addresses of one sort of page each, 10,000 at most a file."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from timeline.queries import addressed

MOST = 10_000
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


def _names(name: str) -> QuerySet[Any, Any]:
    rows: dict[str, QuerySet[Any]] = {
        "deliverable": addressed.found_deliverables(),
        "company": addressed.found_companies(),
        "product": addressed.found_products(),
        "event": addressed.found_events(today=timezone.now().date()),
    }
    if name == "story":
        return addressed.found_stories(today=timezone.now().date()).values_list("pk", flat=True)
    return rows[name].values_list("slug", flat=True)


SITEMAPS: dict[str, Sitemap[str]] = {
    "pages": Fixed(),
    **{name: Recorded(name) for name in ("deliverable", "company", "product", "event", "story")},
}
