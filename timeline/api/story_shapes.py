"""What a story looks like in an answer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from news.models import Item
from timeline.api.links import links_of
from timeline.api.shapes import Shape, excerpt, published_shape
from timeline.api.why_shapes import holds, why_shapes
from timeline.queries.accounts import Account
from timeline.queries.stories import origins_of, outlet_of, outlets_of, tags_of

MOST_ITEMS = 20
FACT = ("role", "commitment", "deliverable", "event")
Told = Mapping[str, Any]


def story_shape(items: Sequence[Item], *, is_today: bool, with_why: bool) -> Shape:
    """A story out of its items as `items_told` reads them."""
    told = [fact for item in items for fact in _annotated(item, "told")]
    shape = _story_shape(items, tags_of(items), told, is_today=is_today)
    texts = [str(getattr(item, "lead")) for item in items[:MOST_ITEMS]]  # noqa: B009  an annotation
    shape["item_count"] = getattr(items[0], "number")  # noqa: B009  an annotation
    shown = zip(items[:MOST_ITEMS], texts, strict=True)
    shape["items"] = [_item_shape(item, text) for item, text in shown]
    return shape | ({"why": why_shapes(items)} if with_why else {})


def account_shape(account: Account, *, is_today: bool, with_why: bool) -> Shape:
    """A story with all that its page tells."""
    shape = _story_shape(account.items, _held(account.items), account.told, is_today=is_today)
    shape["item_count"] = account.number
    shape["items"] = [_item_shape(item, item.summary) for item in account.items]
    shape["is_under_review"] = account.is_under_review
    return shape | ({"why": why_shapes(account.items)} if with_why else {})


def _story_shape(
    items: Sequence[Item], about: Sequence[Told], told: Iterable[Told], *, is_today: bool
) -> Shape:
    first = items[0]
    return {
        "id": first.story_id,
        "headline": _headline(first, is_today=is_today),
        "published_on": published_shape(first)["published_on"],
        "outlets": outlets_of(items),
        "origins": origins_of(items),
        "item_count": len(items),
        "items": [],
        "companies": [tag["company"] for tag in about if tag["company"]],
        "products": [tag["product"] for tag in about if tag["product"]],
        "record": _facts(told),
        "links": links_of("stories", str(first.story_id)) if first.story_id else {"self": None, "html": None},
    }


def _item_shape(item: Item, text: str) -> Shape:
    return {
        "id": item.pk,
        "title": item.title,
        "url": item.url,
        "outlet": outlet_of(item),
        **published_shape(item),
        "excerpt": excerpt(text),
        "repeats": item.copy_of_id,
    }


def _headline(first: Item, *, is_today: bool) -> str:
    """The story's own; on an earlier day that of its first item, for the other may be of a later."""
    own = first.story.headline if first.story and is_today else ""
    return own or first.title or first.url


def _facts(told: Iterable[Told]) -> list[Shape]:
    """Each once, however many items are evidence of it."""
    found = {tuple(fact[name] for name in FACT): {name: fact[name] for name in FACT} for fact in told}
    return list(found.values())


def _held(items: Iterable[Item]) -> list[Told]:
    """What the items are about, those of most items first, as `tags_of` has it."""
    times: dict[tuple[str | None, str | None], int] = {}
    for item in items:
        for tag in filter(holds, _annotated(item, "all_tags")):
            key = (tag.company.slug if tag.company else None, tag.product.slug if tag.product else None)
            times[key] = times.get(key, 0) + 1
    most_first = sorted(times, key=lambda key: -times[key])
    return [{"company": company, "product": product} for company, product in most_first]


def _annotated(item: Item, name: str) -> list[Any]:
    found: list[Any] = getattr(item, name)
    return found
