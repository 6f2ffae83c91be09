"""Prints what every page and list costs with a million items, what the tables weigh, what queries go by.

Before each answer an item changes: nothing that was kept for the answer before serves it.
"""

import json
import os
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.models import Item
from tests.bench.addresses import CONTINUED, addresses
from tests.bench.seed import seed_record
from tests.bench.seed_rare import seed_rare
from tests.bench.seed_stories import seed_stories
from tests.browser.committed import committed
from tests.browser.serving import committed_record
from tests.deployment.production import FROM_PROXY, production_site

ITEMS = int(os.environ.get("BENCH_ITEMS", "1000000"))
DELIVERABLES = 2_000
RUNS, CEILING_MS = 20, 300
# Until each worker has answered.
WARM = 4
SIZES = """
    SELECT relname, round(pg_relation_size(oid) / 1048576.0), round(pg_indexes_size(oid) / 1048576.0)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    ORDER BY pg_total_relation_size(oid) DESC LIMIT 5
"""
# Addresses whose slowest query is told with its indexes.
EXPLAINED = {
    "choices of the news": "/news/",
    "news, page 250": "/news/?page=250",
    "stories of many": "/api/v1/stories?company=company-7",
    "stories of few": "/api/v1/stories?company=rare",
    "search for two words": "/search/?q=thing+777777",
    "sources": "/sources/",
}


@pytest.fixture(scope="module")
def site(
    test_database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a production site over a million items."""
    with (
        django_db_blocker.unblock(),
        committed_record(_seed),
        production_site(tmp_path_factory.mktemp("production")) as url,
    ):
        yield url


def _seed() -> None:
    seed_record(DELIVERABLES, items=ITEMS)
    seed_stories()
    seed_rare()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@pytest.mark.django_db
def test_pages_and_lists_of_a_million_items(report: Callable[..., None], site: str) -> None:
    """A line for each address, then for each group one of the table of docs/scale.md."""
    rows = []
    for group, among in (addresses() | {"API: second pages": _second_pages(site)}).items():
        figures = {name: _figures(site + address) for name, address in among.items()}
        for name, found in figures.items():
            report(f"{group}: {name}", **found, ceiling_ms=CEILING_MS)
        slowest = max(figures, key=lambda name: figures[name]["p95_ms"])
        usual = round(median(found["p50_ms"] for found in figures.values()))
        rows.append(f"| {group} | {len(figures)} | {usual} | {slowest} | {figures[slowest]['p95_ms']} |")
    report(
        "table", items=Item.objects.count(), columns="asked | addresses | p50 | slowest | its p95", rows=rows
    )


def _second_pages(site: str) -> dict[str, str]:
    lists = {name: address for among in addresses().values() for name, address in among.items()}
    found = {}
    for name in CONTINUED:
        _, body = _read(site + lists[name])
        if where := json.loads(body)["page"]["next"]:
            found[name] = where
    return found


def _figures(address: str) -> dict[str, int]:
    for _ in range(WARM):
        _read(address)
    times = [_read_anew(address) for _ in range(RUNS)]
    cuts = quantiles(times, n=20)
    return {"p50_ms": round(cuts[9]), "p95_ms": round(cuts[18])}


def _read_anew(address: str) -> float:
    """Milliseconds to a whole answer for which nothing was kept by proxy or site."""
    committed(lambda: Item.objects.filter(pk=Item.objects.latest("pk").pk).update(changed_at=Now()))
    return _read(address)[0]


def _read(address: str) -> tuple[float, bytes]:
    begin = perf_counter()
    with urlopen(Request(address, headers=FROM_PROXY)) as answer:
        body = answer.read()
    return (perf_counter() - begin) * 1000, body


@pytest.mark.django_db
def test_what_a_million_items_weigh(report: Callable[..., None], site: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        sizes = {name: f"{int(own)} + {int(indexes)} MiB" for name, own, indexes in cursor}
    report("tables and their indexes", items=Item.objects.count(), **sizes)


@pytest.mark.django_db
def test_what_the_slowest_queries_go_by(report: Callable[..., None], site: str) -> None:
    for name, address in EXPLAINED.items():
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        slowest = max(queries, key=lambda query: float(query["time"]))
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {slowest['sql']}")
            (plan,) = cursor.fetchone()[0]
        report(
            f"slowest query of {name}",
            ms=round(plan["Execution Time"]),
            pages_read=plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"],
            indexes=sorted({*_indexes(plan["Plan"])}),
        )


def _indexes(plan: dict[str, Any]) -> Iterator[str]:
    if "Index Name" in plan:
        yield plan["Index Name"]
    for below in plan.get("Plans", ()):
        yield from _indexes(below)
