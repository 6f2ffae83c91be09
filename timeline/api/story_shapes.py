"""What a story looks like in an answer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from news.clustering import outlet_of
from timeline.api.links import links_of
from timeline.api.shapes import Shape, excerpt
from timeline.queries.answered.reading import Answer

MOST_ITEMS = 20
FACT = ("role", "commitment", "deliverable", "event")
ITEM = ("id", "title", "url", "outlet", "published_on", "published_at", "excerpt", "repeats")


def story_shape(
    items: Sequence[Answer],
    *,
    number: int,
    told: Iterable[Mapping[str, Any]] | None = None,
    most: int = MOST_ITEMS,
    is_today: bool,
) -> Shape:
    """A story out of its items as `told_items_answered` reads them, of which `number` tell it.

    What on the record rests on it is `told`, without it what the items tell; `most` items are shown.
    """
    first = items[0]
    about = _about(items)
    hosts = [outlet_of(item["url"], item["outlet"]) for item in items]
    origins = {host for host, item in zip(hosts, items, strict=True) if item["repeats"] is None}
    return {
        "id": first["story"],
        "headline": _headline(first, is_today=is_today),
        "published_on": first["published_on"],
        "outlets": len(set(hosts)),
        "origins": len(origins),
        "item_count": number,
        "items": [_item_shape(item) for item in items[:most]],
        "companies": [company for company, _ in about if company],
        "products": [product for _, product in about if product],
        "record": _facts(told if told is not None else (fact for item in items for fact in item["told"])),
        "links": links_of("stories", str(first["story"])) if first["story"] else {"self": None, "html": None},
    }


def _item_shape(item: Answer) -> Shape:
    return {name: item[name] for name in ITEM} | {"excerpt": excerpt(item["excerpt"])}


def _headline(first: Answer, *, is_today: bool) -> str:
    """The story's own; on an earlier day that of its first item, for the other may be of a later."""
    own = first["headline"] if is_today else ""
    return str(own or first["title"] or first["url"])


def _facts(told: Iterable[Mapping[str, Any]]) -> list[Shape]:
    """Each once, however many items are evidence of it, in one order whoever asks."""
    found = {tuple(fact[name] or "" for name in FACT): {name: fact[name] for name in FACT} for fact in told}
    return [found[key] for key in sorted(found)]


def _about(items: Iterable[Answer]) -> list[tuple[str | None, str | None]]:
    """Company or product, those of most items first, then in the order they came up."""
    times = Counter((tag["company"], tag["product"]) for item in items for tag in item["about"])
    return [about for about, _ in times.most_common()]
