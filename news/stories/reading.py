"""Items as the clusterer reads them: the beginning of their text, and what their headlines name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.db.models.functions import Left

from news.clustering import LEAD_CHARACTERS, Named, Report, Span, named_in, outlet_of
from news.matching import Target
from news.models import Item
from news.queries import effective_tags

Tags = list[tuple[Target, Sequence[Span]]]


def with_lead(items: QuerySet[Item]) -> QuerySet[Item]:
    """The items with no more of their text than tells their story; in `lead`."""
    return items.defer("summary", "author", "uid", "content_hash", "published_raw").annotate(
        lead=Left("summary", LEAD_CHARACTERS)
    )


def read_reports(items: Iterable[Item]) -> list[Report]:
    """The reports of items that were read by `with_lead`, in their order. One query."""
    items = list(items)
    named = _named(items)
    return [_report(item, named[item.pk]) for item in items]


def _named(items: Sequence[Item]) -> dict[int, Named]:
    tags: dict[int, Tags] = defaultdict(list)
    rows = effective_tags().filter(item__in=[item.pk for item in items]).order_by("item_id", "id")
    for item_id, company, product, spans in rows.values_list("item_id", "company_id", "product_id", "spans"):
        target = Target("company", company) if company else Target("product", product or 0)
        tags[item_id].append((target, spans))
    return {item.pk: named_in(item.title, tags[item.pk]) for item in items}


def _report(item: Item, named: Named) -> Report:
    return Report(
        id=item.pk,
        title=own_title(item.title, item.url),
        text=getattr(item, "lead"),  # noqa: B009  an annotation
        at=item.listed_at,
        outlet=outlet_of(item.url, item.outlet),
        feed=str(item.feed_id),
        address=bytes(item.canonical_url_hash) if item.url else b"",
        named=named,
    )


def own_title(title: str, url: str) -> str:
    """The title, or an empty text where nobody knows it and the address stands in for it."""
    return "" if title and url.startswith(title) else title
