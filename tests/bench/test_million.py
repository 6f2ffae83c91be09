"""Prints what pages and lists cost with a million items, what the tables weigh, and what queries go by."""

import os
from collections.abc import Callable, Iterator
from statistics import quantiles
from time import perf_counter
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.db import connection

from news.models import Item
from tests.bench.pages import LISTS, OF_ONE
from tests.bench.seed import seed_record
from tests.bench.seed_stories import seed_stories
from tests.browser.serving import committed_record
from tests.deployment.production import FROM_PROXY, production_site

ITEMS = int(os.environ.get("BENCH_ITEMS", "1000000"))
DELIVERABLES = 2_000
RUNS, CEILING_MS = 20, 300
API = {
    "API: items": "/api/v1/items",
    "API: items of a company": "/api/v1/items?company=company-7",
    "API: stories": "/api/v1/stories",
    "API: stories of a company": "/api/v1/stories?company=company-7",
    "API: sources": "/api/v1/sources",
    "API: companies": "/api/v1/companies",
    "API: changes": "/api/v1/changes",
    "API: search": "/api/v1/search?q=thing+777",
    "news of a company": "/news/?company=company-7",
    "news of a word": "/news/?q=thing+777",
}
SIZES = """
    SELECT relname, round(pg_total_relation_size(oid) / 1048576.0) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    ORDER BY pg_total_relation_size(oid) DESC LIMIT 6
"""


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
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@pytest.mark.django_db
def test_pages_and_lists_of_a_million_items(report: Callable[..., None], site: str) -> None:
    for name, address in (LISTS | OF_ONE | API).items():
        _read(site + address)
        times = [_read(site + address) for _ in range(RUNS)]
        report(
            f"{name} with {Item.objects.count():,} items",
            p50_ms=round(quantiles(times, n=20)[9]),
            p95_ms=round(quantiles(times, n=20)[18]),
            ceiling_ms=CEILING_MS,
        )


@pytest.mark.django_db
def test_what_a_million_items_weigh(report: Callable[..., None], site: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        report("tables", items=Item.objects.count(), **{f"{name}_mib": int(size) for name, size in cursor})


def _read(address: str) -> float:
    """Milliseconds to a whole answer that no proxy has kept."""
    begin = perf_counter()
    with urlopen(Request(address, headers=FROM_PROXY)) as answer:
        answer.read()
    return (perf_counter() - begin) * 1000
