"""What a reader calls the kinds of things that a search finds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class KindWords(NamedTuple):
    """One of a kind, and many of it."""

    one: str
    many: str


FOUND_KINDS: Mapping[str, KindWords] = MappingProxyType(
    {
        "company": KindWords("Company", "Companies"),
        "product": KindWords("Product", "Products"),
        "deliverable": KindWords("Deliverable", "Deliverables"),
        "event": KindWords("Event", "Events"),
        "commitment": KindWords("Promise", "Promises"),
        "story": KindWords("News", "News"),
    }
)
