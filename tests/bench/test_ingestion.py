"""The figures of ingestion: feeds a second through Celery on this machine, its memory, and claims at size."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from aitracker.celery import app
from news.models import Feed, Fetch, Host, Item
from tests.bench.publishers import ETAG, variant
from tests.bench.readers import speeds
from tests.flows.test_streams import ROOT, environment

HOSTS = 200
PATIENCE_S = 300.0
BESIDE = 200
POLL_S = 0.02
# As many processes a queue as the site starts.
WORKERS = {"fetch": 1, "work": 2}
OPTIONS = ["-lwarning", "--without-mingle", "--without-gossip"]
WORKER = [sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "-A", "aitracker", "worker", *OPTIONS]
# A share of the feeds, for a look at whether all of it works.
SHARE = float(os.environ.get("BENCH_SHARE", "1"))


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a publisher on every loopback address."""
    command = [sys.executable, "-m", "tests.bench.publishers"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def hosts(port: int) -> list[str]:
    return [f"127.0.{place // 100}.{place % 100 + 1}:{port}" for place in range(HOSTS)]


def add_due_feeds(kind: str, number: int, *, port: int, **facts: object) -> None:
    """Due feeds spread over many hosts, as they are after a first reading where facts say so."""
    names = hosts(port)
    keys = [name.partition(":")[0] for name in names]
    Host.objects.bulk_create((Host(host_key=key) for key in keys), ignore_conflicts=True)
    Feed.objects.bulk_create(
        Feed(
            url=f"http://{names[place % HOSTS]}/{kind}/{place}",
            name=f"{kind} {place}",
            host_key=keys[place % HOSTS],
            next_check_at=timezone.now() - timedelta(hours=1),
            **{name: value(place) if callable(value) else value for name, value in facts.items()},
        )
        for place in range(number)
    )


@contextmanager
def workers(port: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The workers of both queues, started and warm, with no beat: one nudge sets them going."""
    env = environment(",".join(hosts(port)))
    started = [
        subprocess.Popen([*WORKER, f"-Q{queue}", f"-c{processes}"], cwd=ROOT, env=env, start_new_session=True)
        for queue, processes in WORKERS.items()
    ]
    try:
        wait_until(lambda: len(app.control.ping(timeout=0.5)) == len(WORKERS))
        yield started
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until(is_so: Callable[[], bool]) -> float:
    """Wait until it is so; returns the seconds that took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < PATIENCE_S, "the workers never came to an end"
        time.sleep(POLL_S)
    return time.monotonic() - began


def processor_s(processes: Sequence[subprocess.Popen[bytes]]) -> float:
    """The processor time of the processes and their children so far, ended ones included."""
    groups = {process.pid for process in processes}
    ticks = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            ticks += _ticks(int(entry.name), groups)
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int, groups: set[int]) -> int:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123
            fields = stat.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(each) for each in fields[11:15]) if int(fields[2]) in groups else 0


CASES = [
    pytest.param(
        "known",
        3_000,
        {"etag": ETAG, "last_unconditional_at": timezone.now},
        Fetch.Outcome.NOT_MODIFIED,
        250,
        600,
        id="304",
    ),
    pytest.param(
        "same",
        3_000,
        {"body_sha256": lambda place: hashlib.sha256(variant(place)).digest()},
        Fetch.Outcome.UNCHANGED,
        200,
        400,
        id="unchanged",
    ),
    pytest.param("fresh", 600, {}, Fetch.Outcome.CHANGED, 45, 65, id="changed"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "number", "facts", "outcome", "floor", "aim"), CASES)
def test_feeds_a_second_from_the_nudge_to_the_last_item(
    kind: str,
    number: int,
    facts: dict[str, object],
    outcome: str,
    floor: int,
    aim: int,
    port: int,
    report: Callable[..., None],
    tmp_path: Path,
) -> None:
    number = round(number * SHARE)
    add_due_feeds(kind, number, port=port, **_of_place(facts))
    with workers(port) as started:
        warm = processor_s(started)
        app.send_task("news.tasks.fetch_due", queue="fetch")
        seconds = wait_until(lambda: _is_done(number))
        spent = processor_s(started) - warm
    ended = set(Fetch.objects.values_list("outcome", "error_code"))
    report(
        f"feeds a second, {outcome}",
        feeds=number,
        feeds_per_second=round(number / seconds),
        feeds_per_processor_second=round(number / spent),
        items_per_second=round(Item.objects.count() / seconds),
        floor=floor,
        aim=aim,
        beside=_beside(kind, number / seconds, tmp_path),
    )

    assert ended == {(outcome, "")}


def _beside(kind: str, ours: float, folder: Path) -> dict[str, object]:
    """Feeds a second of other readers on some of the same feeds, and how many times as fast we are."""
    urls = list(Feed.objects.order_by("id").values_list("url", flat=True)[:BESIDE])
    found = speeds(kind, urls, folder)
    return {
        name: {"feeds_per_second": speed, "ratio": round(ours / speed, 1)} for name, speed in found.items()
    }


def _of_place(facts: dict[str, object]) -> dict[str, object]:
    return facts | ({"last_unconditional_at": timezone.now()} if "last_unconditional_at" in facts else {})


def _is_done(number: int) -> bool:
    ended = Fetch.objects.exclude(outcome=None).filter(body=None)
    return ended.count() == number


@pytest.mark.django_db(transaction=True)
def test_a_document_of_800_entries_with_one_new(port: int, report: Callable[..., None]) -> None:
    add_due_feeds("long", 1, port=port)
    with workers(port):
        app.send_task("news.tasks.fetch_due", queue="fetch")
        wait_until(lambda: Item.objects.count() == 800)
        Feed.objects.update(next_check_at=timezone.now())
        Host.objects.update(next_allowed_at=None)
        app.send_task("news.tasks.fetch_due", queue="fetch")
        seconds = wait_until(lambda: Item.objects.count() == 801)
    report("800 entries, one new: from the nudge to the item", seconds=round(seconds, 2), floor=1.5, aim=0.7)
