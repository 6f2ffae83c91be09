"""The row that a public page shows, by the kind of page and what its address calls it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from news.models import Company, Product, Story
from timeline.models import Deliverable, Event

Found = tuple[str, Mapping[str, Any]]


def find_subject(page: str, key: str) -> Found | None:
    """What the page is called, and the rows that a report of it is about; None where there is no such row."""
    find = BY_PAGE.get(page)
    return find(key) if find else None


def _deliverable(slug: str) -> Found | None:
    found = Deliverable.objects.select_related("product__company").filter(slug=slug).first()
    if found is None:
        return None
    product = found.product
    return found.name, {"deliverable": found, "product": product, "company": product.company}


def _product(slug: str) -> Found | None:
    found = Product.objects.select_related("company").filter(slug=slug).first()
    return (found.name, {"product": found, "company": found.company}) if found else None


def _company(slug: str) -> Found | None:
    found = Company.objects.filter(slug=slug).first()
    return (found.name, {"company": found}) if found else None


def _event(slug: str) -> Found | None:
    found = Event.objects.filter(slug=slug).first()
    return (found.title, {"event": found}) if found else None


def _story(number: str) -> Found | None:
    found = Story.objects.filter(pk=int(number)).first()
    return (found.headline, {"story": found}) if found else None


BY_PAGE: Mapping[str, Callable[[str], Found | None]] = MappingProxyType(
    {
        "deliverable": _deliverable,
        "product": _product,
        "company": _company,
        "event": _event,
        "story": _story,
    }
)
