"""Prints what each page costs the server: queries for few and many rows, time and size at ten thousand."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.pages import LISTS, OF_ONE, served
from tests.bench.seed import seed_record
from tests.bench.seed_history import touch_everything
from tests.conftest import NOW
from timeline.models import Commitment, Deliverable

RUNS = 3
FEW, MANY, MOST = 10, 1_000, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One answer: milliseconds on the clock and of this process's own work, without the database's; size."""

    ms: float
    ms_of_processor: float
    bytes: int


@pytest.mark.django_db(transaction=True)
@time_machine.travel(NOW)
def test_queries_a_page(report: Callable[..., None]) -> None:
    few, many = (_queries_at(size) for size in (FEW, MANY))
    for name, number in few.items():
        report(
            "queries a page",
            page=name,
            **{f"at_{FEW}": number, f"at_{MANY}": many[name]},
            same=number == many[name],
            ceiling=8,
        )


def _queries_at(deliverables: int) -> dict[str, int]:
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    seed_record(deliverables)
    Client().get("/")
    return {name: _queries(address) for name, address in served(LISTS | OF_ONE).items()}


def _queries(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        Client().get(address)
    return len(queries)


@pytest.mark.django_db(transaction=True)
@time_machine.travel(NOW)
def test_pages_of_a_full_record(report: Callable[..., None]) -> None:
    """The first answer follows a change after which every fact is read anew."""
    seed_record(MOST)
    size = {"deliverables": Deliverable.objects.count(), "commitments": Commitment.objects.count()}
    for name, address in served(LISTS | OF_ONE).items():
        touch_everything()
        first, kept = _timed(address), [_timed(address) for _ in range(RUNS)]
        report(
            "page of a full record",
            page=name,
            **size,
            ms_after_a_change=round(first.ms),
            ms=round(median(each.ms for each in kept)),
            ms_of_processor=round(median(each.ms_of_processor for each in kept)),
            kb=round(first.bytes / 1000),
            ceiling_kb=600,
        )


def _timed(address: str) -> Served:
    start, used = perf_counter(), process_time()
    response = Client().get(address)
    return Served(
        ms=(perf_counter() - start) * 1000,
        ms_of_processor=(process_time() - used) * 1000,
        bytes=len(response.content),
    )
