"""Prints what whole files cost: time, and memory beside what the process holds."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from news.models import Company
from tests.bench.seed import LAST_DAY, seed_record
from tests.bench.seed_news import seed_news

ITEMS = 100_000
COMPANIES = 40
DELIVERABLES = 10_000
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
PEAK, NOW = "VmHWM", "VmRSS"
START_PEAK_ANEW = "5"


def resident(name: str) -> int:
    """Memory of this process in KiB: the greatest since the peak was started anew, or that of the moment."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])


def lines(answer: Any) -> Iterator[bytes]:
    """The pieces of a file as a server takes them."""
    for piece in answer.streaming_content:
        yield from piece.splitlines()


@pytest.mark.django_db
def test_a_calendar_of_everything(report: Callable[..., None]) -> None:
    seed_record(DELIVERABLES)
    client = Client()
    client.get("/api/v1/deliverables")
    CLEAR.write_text(START_PEAK_ANEW)
    before, begin = resident(NOW), time.perf_counter()
    number = sum(piece.count(b"BEGIN:VEVENT") for piece in lines(client.get("/calendar.ics")))
    report(
        "calendar of 10,000 deliverables",
        events=number,
        mib=round((resident(PEAK) - before) / 1024, 1),
        ceiling_mib=64,
        seconds=round(time.perf_counter() - begin, 1),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["ndjson", "csv"])
def test_all_items_as_a_file(report: Callable[..., None], kind: str) -> None:
    owners = Company.objects.bulk_create(
        Company(slug=f"company-{each}", name=f"Company {each}", kind="company") for each in range(COMPANIES)
    )
    seed_news(ITEMS, owners, last_day=LAST_DAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.get("/api/v1/items")
    CLEAR.write_text(START_PEAK_ANEW)
    before, begin = resident(NOW), time.perf_counter()
    number = sum(1 for _ in lines(client.get(f"/api/v1/items?format={kind}")))
    taken = time.perf_counter() - begin
    assert number == ITEMS + (kind == "csv")
    report(
        f"100,000 items as {kind}",
        mib=round((resident(PEAK) - before) / 1024, 1),
        ceiling_mib=64,
        seconds=round(taken, 1),
        rows_per_second=round(ITEMS / taken),
    )
