"""Prints the figures of `make bench`, one JSON object a line, each with what it is compared with."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench import claims, ledger, windows
from tests.bench.seed import seed_record
from timeline.curation import Act
from timeline.ledger import judge
from timeline.models import Deliverable
from timeline.queries.deliverables import judge_all
from timeline.seeding import load_catalogue
from timeline.seeding.files import catalogue_files

DAY = date(2026, 11, 22)
RUNS = 3


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_words_are_read(report: Callable[..., None]) -> None:
    report("read_window", **windows.measure(), floor=20_000)


def test_claims_are_read(report: Callable[..., None]) -> None:
    report("read_claim", **claims.measure(), floor=2_000)


def test_facts_are_judged(report: Callable[..., None]) -> None:
    for row in ledger.measure():
        report(**({"figure": row.pop("name")} | row))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("size", "runs"),
    [
        pytest.param(1_000, RUNS, id="1k"),
        pytest.param(10_000, RUNS, id="10k"),
        pytest.param(50_000, 1, id="50k"),
    ],
)
def test_all_fates_on_one_day(report: Callable[..., None], size: int, runs: int) -> None:
    seed_record(size)
    with CaptureQueriesContext(connection) as queries:
        facts = [row.facts for row in judge_all(Deliverable.objects.all(), as_of=DAY)]
    read = median(seconds(lambda: judge_all(Deliverable.objects.all(), as_of=DAY)) for _ in range(runs))
    kept = median(seconds(lambda: [judge(each, as_of=DAY) for each in facts]) for _ in range(RUNS))
    report(
        "fates on one day",
        deliverables=size,
        commitments=size * 5,
        ms_facts_kept=round(kept * 1000),
        ms_facts_read=round(read * 1000),
        read_to_kept=round(read / kept, 1),
        queries=len(queries),
        ceiling_ms_at_10000=300,
        ceiling_queries=8,
    )


@pytest.mark.django_db
def test_ten_thousand_events_load(report: Callable[..., None], act: Act, tmp_path: Path) -> None:
    """The first run cannot be repeated on one record: its figure is of one run."""
    files = write_catalogue(tmp_path, events=10_000)
    first = seconds(lambda: load_catalogue(act, files))
    second = median(seconds(lambda: load_catalogue(act, files)) for _ in range(RUNS))
    report(
        "load of 10,000 events",
        seconds=round(first, 1),
        ceiling=20,
        seconds_second_run=round(second, 1),
        ceiling_second_run=5,
        first_to_second=round(first / second, 1),
    )


def write_catalogue(folder: Path, *, events: int) -> dict[str, Path]:
    """A catalogue of one company whose product does something every few hours."""
    rows: dict[str, list[dict[str, Any]]] = {
        "companies": [{"slug": "acme", "name": "Acme", "kind": "company", "country": "US"}],
        "products": [{"slug": "phone", "name": "Phone", "company": "acme", "kind": "device"}],
        "deliverables": [],
        "commitments": [],
        "events": [event_row(number) for number in range(events)],
    }
    for name, content in rows.items():
        (folder / f"{name}.yaml").write_text(yaml.dump(content, Dumper=yaml.CSafeDumper), encoding="utf-8")
    return catalogue_files(folder)


def event_row(number: int) -> dict[str, Any]:
    day = (date(2023, 1, 1) + timedelta(days=number % 1400)).isoformat()
    source = {"url": f"https://daily.example/{number}", "publisher": "The Daily Example", "published": day}
    return {
        "slug": f"event-{number}",
        "kind": "announcement",
        "date": day,
        "title": f"Acme does thing {number}",
        "summary": "An invented event.",
        "basis": "official",
        "significance": 1,
        "parties": [{"company": "acme", "role": "subject"}, {"product": "phone", "role": "subject"}],
        "evidence": [source | {"role": "states"}],
    }
