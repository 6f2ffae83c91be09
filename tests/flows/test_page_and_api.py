"""Whatever is asked for, the ledger page and the API give the same rows in the same order."""

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from news.models import Company, Product
from tests.conftest import NOW
from timeline.curation import Act
from timeline.ledger import Fate
from timeline.queries.deliverables import SORTS
from timeline.seeding import load_catalogue
from timeline.terms import Basis, Channel, Precision

EXAMPLES = 200
TODAY = NOW.date()
ROW = re.compile(r'<th class="record-name" scope="row">\s*<a class="item-name"\s+href="/d/([a-z0-9-]+)/')
NEXT = re.compile(r'rel="next"')
Query = dict[str, str]


def lists(values: Any, *, most: int = 3) -> st.SearchStrategy[str]:
    """A comma list of some of the values."""
    chosen = st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=most, unique=True)
    return chosen.map(lambda words: ",".join(map(str, words)))


def days(first: date = date(2022, 6, 1), last: date = date(2027, 12, 31)) -> st.SearchStrategy[str]:
    """A day as an address writes it."""
    return st.dates(first, last).map(date.isoformat)


def queries() -> st.SearchStrategy[Query]:
    """A filter with an order, and up to five choices of any kind."""
    choices = {
        # Units and labs, and companies that have some, are in the list as well.
        "company": st.sampled_from(
            ["meta", "msl", "fair", "tbd-lab", "reality-labs", "google", "google-deepmind"]
        )
        | lists({"meta", "apple", "openai", "google", "xai", "tesla", "microsoft", "anthropic", "amazon"}),
        "product": lists({"gpt", "siri", "muse-spark", "grok", "gemini", "claude", "chatgpt"}),
        "model": lists({"gpt", "llama", "muse-spark", "grok", "gemini", "claude"}),
        "channel": lists(Channel),
        "basis": lists(Basis),
        "fate": lists(Fate, most=6) | st.just("announced"),
        "precision": lists(Precision, most=5) | st.sampled_from(["vague", "floor"]),
        "overdue": st.just("true"),
        "min_slip": st.integers(1, 400).map(str),
        "region": st.sampled_from(["EU", "US", "CN"]),
        "q": st.sampled_from(["a", "API", "gpt", "siri", "model", "%", "_", "zzz"]),
        "from": days(),
        "to": days(),
        "due_after": days(),
        "due_before": days(),
        "said_after": days(),
        "updated_since": days(TODAY - timedelta(days=3), TODAY + timedelta(days=1)),
        "as_of": days(date(2022, 11, 1), TODAY) | st.sampled_from(["2026-06-20", "2025-06-30"]),
    }
    orders = st.sampled_from([sign + name for name in sorted(SORTS) for sign in ("", "-")])
    names = st.lists(st.sampled_from(sorted(choices)), max_size=4, unique=True)
    some = names.flatmap(lambda chosen: st.fixed_dictionaries({name: choices[name] for name in chosen}))
    return st.builds(lambda query, sort: {**query, "sort": sort}, some, orders).filter(_is_in_order)


def _is_in_order(query: Query) -> bool:
    pairs = (("from", "to"), ("due_after", "due_before"))
    return all(query.get(first, "") <= query.get(last, "9") for first, last in pairs)


@dataclass
class Seen:
    """What the examples showed, so that a test of nothing does not pass for one."""

    examples: int = 0
    rows: int = 0
    fates: set[str] = field(default_factory=set)
    units: int = 0


def on_the_page(client: Client, query: Query) -> list[str]:
    """The slugs of the rows on all pages of the ledger."""
    slugs: list[str] = []
    for number in range(1, 100):
        html = client.get("/ledger/?" + urlencode({**query, "page": str(number)})).content.decode()
        slugs += ROW.findall(html)
        if not NEXT.search(html):
            return slugs
    raise AssertionError("The ledger has no last page.")


def in_the_api(client: Client, query: Query) -> list[dict[str, Any]]:
    """The rows on all pages of the list."""
    address = "/api/v1/deliverables?" + urlencode({**query, "limit": "200"})
    rows: list[dict[str, Any]] = []
    while address:
        response = client.get(address)
        body = json.loads(response.content)
        assert response.status_code == 200, body["detail"]
        rows += body["data"]
        address = body["page"]["next"]
    return rows


@pytest.mark.django_db(transaction=True)
@time_machine.travel(NOW)
def test_page_and_api_give_the_same_rows_in_the_same_order() -> None:
    """Outside of a transaction, as visitors are served: there the facts are kept between requests."""
    load_catalogue(Act(actor="shipped record", at=NOW))
    client, seen = Client(), Seen()
    units = set(Company.objects.filter(kind__in=["unit", "lab"]).values_list("slug", flat=True))
    assert Product.objects.filter(company__slug__in=units).exists()

    @seed(20261122)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(query=queries())
    @example(query={"sort": "-slip"})
    @example(query={"company": "meta", "sort": "due"})
    @example(query={"fate": "announced", "sort": "said"})
    @example(query={"company": "msl", "as_of": "2026-06-20", "sort": "-due"})
    def same(query: Query) -> None:
        rows = in_the_api(client, query)
        assert on_the_page(client, query) == [row["slug"] for row in rows]
        seen.examples += 1
        seen.rows += len(rows)
        seen.fates |= {row["fate"] for row in rows}
        if not units & set(query.get("company", "").split(",")):
            seen.units += sum(row["company"] in units for row in rows)

    same()
    assert seen.examples >= EXAMPLES
    assert seen.rows > 10 * EXAMPLES
    assert seen.fates >= {"announced", "pending", "overdue", "delivered_late"}
    assert seen.units > 0
