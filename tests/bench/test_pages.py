"""Prints what each page costs the server: queries for few and many rows, time and size at ten thousand."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

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
        first, content = _timed(address)
        kept = median(_timed(address)[0] for _ in range(RUNS))
        report(
            "page of a full record",
            page=name,
            **size,
            ms_after_a_change=round(first * 1000),
            ms=round(kept * 1000),
            kb=round(len(content) / 1000),
            ceiling_kb=600,
        )


def _timed(address: str) -> tuple[float, bytes]:
    start = perf_counter()
    response = Client().get(address)
    return perf_counter() - start, response.content
