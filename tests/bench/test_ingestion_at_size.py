"""The figures of ingestion at size: memory after thousands of documents, claims and tables of many feeds."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from statistics import median
from time import monotonic

import pytest
from django.db import connection
from django.utils import timezone

from news.ingest import claim_due, copy_rows
from news.models import Feed, Fetch, Host
from tests.flows.test_streams import ROOT

PARSES = 5_000
RUNS = 5
CLAIMED = 500
HISTORY = 3
PARSER = """
import re, sys
from pathlib import Path
from datetime import UTC, datetime
import django
django.setup()
import news.tasks
from news.parsing import bounded_time, parse_feed
from tests.bench.publishers import VARIANTS, variant
now = datetime(2026, 11, 29, tzinfo=UTC)
for number in range(int(sys.argv[1])):
    with bounded_time():
        parse_feed(variant(number % VARIANTS), base_url="https://lab.example/", content_type="", now=now)
# Of this program alone: what getrusage tells also counts the process that it was started from.
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def test_the_memory_of_a_worker_after_5_000_documents(report: Callable[..., None]) -> None:
    """A process that holds what a worker's child does."""
    peaks = [peak_mebibytes(number) for number in (PARSES // 100, PARSES)]
    report(
        "memory of a worker after 5,000 documents",
        mebibytes=peaks[1],
        more_than_after_50=peaks[1] - peaks[0],
        ceiling=200,
    )


def peak_mebibytes(documents: int) -> int:
    """The greatest memory of a process that reads so many documents."""
    command = [sys.executable, "-c", PARSER, str(documents)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [1_000, 10_000, 100_000])
def test_claims_and_tables_of_many_feeds(number: int, report: Callable[..., None]) -> None:
    add_feeds(number)
    seconds = [claim_seconds() for _ in range(min(RUNS, number // CLAIMED))]
    report(
        f"claims among {number:,} due feeds",
        ms_to_claim_500=round(median(seconds) * 1_000, 1),
        feeds_mebibytes=mebibytes("news_feed"),
        fetches_mebibytes=mebibytes("news_fetch"),
        hosts_mebibytes=mebibytes("news_host"),
    )


def add_feeds(number: int) -> None:
    """Due feeds, each on a host of its own, with three attempts behind them."""
    began = timezone.now() - timedelta(hours=1)
    names = [f"h{place}.example" for place in range(number)]
    Host.objects.bulk_create((Host(host_key=name) for name in names), batch_size=5_000)
    copy_rows([_feed(name, began) for name in names])
    ids = Feed.objects.values_list("id", flat=True)
    copy_rows([_attempt(feed_id, began) for feed_id in ids for _ in range(HISTORY)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE news_feed, news_host, news_fetch")


def _feed(host: str, due_at: datetime) -> Feed:
    return Feed(url=f"https://{host}/feed", name=host, host_key=host, next_check_at=due_at)


def _attempt(feed_id: int, at: datetime) -> Fetch:
    return Fetch(
        feed_id=feed_id, started_at=at, outcome=Fetch.Outcome.NOT_MODIFIED, http_status=304, duration_ms=80
    )


def claim_seconds() -> float:
    """The seconds that a claim of 500 takes, with their leases and attempts."""
    began = monotonic()
    claims = claim_due(limit=CLAIMED)
    seconds = monotonic() - began
    assert len(claims) == CLAIMED
    return seconds


def mebibytes(table: str) -> float:
    """The size of a table with its indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [table])
        size: int = cursor.fetchone()[0]
    return round(size / 2**20, 1)
