"""Tags the news items that the record cites with the companies and products they stand for."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from news.tagging import add_record_tags
from timeline.models import EventParty, Evidence

Targets = dict[int, set[int]]


def tag_cited_items(
    *, commitments: Collection[str] | None = None, events: Collection[str] | None = None
) -> None:
    """Tag the items behind the evidence of the named rows; with nothing named, of all rows."""
    evidence = Evidence.objects.filter(item__isnull=False)
    if commitments is not None or events is not None:
        named = Q(commitment__slug__in=commitments or ()) | Q(event__slug__in=events or ())
        evidence = evidence.filter(named)
    companies: Targets = defaultdict(set)
    products: Targets = defaultdict(set)
    _collect_commitments(evidence, companies, products)
    _collect_events(evidence, companies, products)
    add_record_tags(companies=companies, products=products)


def _collect_commitments(evidence: QuerySet[Evidence], companies: Targets, products: Targets) -> None:
    rows = evidence.filter(commitment__isnull=False).values_list(
        "item_id", "commitment__deliverable__product_id", "commitment__deliverable__product__company_id"
    )
    for item, product, company in rows:
        products[item].add(product)
        companies[item].add(company)


def _collect_events(evidence: QuerySet[Evidence], companies: Targets, products: Targets) -> None:
    items: dict[int, set[int]] = defaultdict(set)
    for item, event in evidence.filter(event__isnull=False).values_list("item_id", "event_id"):
        items[event].add(item)
    for event, company, product in EventParty.objects.filter(event_id__in=list(items)).values_list(
        "event_id", "company_id", "product_id"
    ):
        for item in items[event]:
            (companies if company else products)[item].add(company or product)
