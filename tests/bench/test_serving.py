"""Prints how the site behind its proxy stands a crowd of readers and a crowd of slow ones."""

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest

from tests.bench.load import load, program
from tests.browser.serving import committed_record, load_shipped
from tests.deployment.production import FROM_PROXY, production_web
from tests.deployment.proxied import proxy_before

READERS, SECONDS, CEILING_MS = 10_000, 30, 1_500
SLOW, SLOW_CEILING_MS = 1_000, 100
PAGES = {"front page": "/", "a deliverable of the API": "/api/v1/deliverables/muse-spark-api"}
ATTACKS = {
    "headers": ["-H", "-x", "24"],
    "bodies": ["-B", "-s", "8192"],
    "reading": ["-X", "-w", "512", "-y", "1024"],
}


@pytest.fixture(scope="module")
def port(
    test_database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """The proxy's port, before a production site with the shipped record."""
    folder: Path = tmp_path_factory.mktemp("proxy")
    with (
        django_db_blocker.unblock(),
        committed_record(load_shipped),
        production_web(tmp_path_factory.mktemp("state")) as (address, _),
        proxy_before(int(address.rpartition(":")[2]), folder=folder) as port,
    ):
        yield port


@pytest.mark.parametrize("page", PAGES)
def test_a_crowd_of_readers(report: Callable[..., None], port: int, page: str) -> None:
    found = load(
        f"http://127.0.0.1:{port}{PAGES[page]}",
        status=200,
        headers=["X-Forwarded-Proto: https", "Accept-Encoding: gzip"],
        readers=READERS,
        threads=2,
        seconds=SECONDS,
        rounds=1,
    )
    report(
        "open readers",
        page=page,
        readers=READERS,
        seconds=SECONDS,
        **asdict(found),
        ceiling_ms=CEILING_MS,
        ceiling_errors=0,
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_crowd_of_slow_readers(report: Callable[..., None], port: int, attack: str) -> None:
    slow = [program("slowhttptest"), *ATTACKS[attack], f"-c{SLOW}", "-r500", "-i5", f"-l{SECONDS}", "-p10"]
    before = _asked(port, seconds=3)
    with subprocess.Popen([*slow, "-u", f"http://127.0.0.1:{port}/"], stdout=subprocess.DEVNULL) as crowd:
        time.sleep(4)
        during = _asked(port, seconds=12)
        crowd.terminate()
    report(
        "slow readers",
        attack=attack,
        slow=SLOW,
        normal_requests=len(during),
        p50_ms=_share(during, 50),
        p99_ms=_share(during, 99),
        p99_ms_without_them=_share(before, 99),
        ceiling_ms=SLOW_CEILING_MS,
    )


def _asked(port: int, *, seconds: float) -> list[float]:
    """Milliseconds of each answer to a normal reader, one after the other on new connections."""
    found, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.perf_counter()
        link = HTTPConnection("127.0.0.1", port, timeout=10)
        link.request("GET", "/d/muse-spark-api/", headers=FROM_PROXY)
        answer = link.getresponse()
        answer.read()
        link.close()
        assert answer.status == 200
        found.append((time.perf_counter() - began) * 1000)
    return found


def _share(values: list[float], percent: int) -> float:
    return round(quantiles(values, n=100)[percent - 1], 1)
