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
    """The pages of one table of the record, by slug."""

    limit = MOST

    def __init__(self, name: str) -> None:
        self.name = name

    def items(self) -> QuerySet[Any, str]:
        """The slugs, in order."""
        return _slugs(self.name)

    def location(self, item: str) -> str:
        """The address of one."""
        return reverse(f"timeline:{self.name}", args=[item])


def _slugs(name: str) -> QuerySet[Any, str]:
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
}
