"""Crowds at the proxy, in haste and slow ones, and a new version put in place before their eyes."""

import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import quantiles

import psycopg
import pytest

from tests.deployment.proxied import proxy_before
from tests.faults.checker import broken_laws
from tests.faults.children import children_of
from tests.faults.pages import PAGES, Seen, look, readers
from tests.faults.rig import Rig, stretched

# A short form of `make bench`, which asks with ten thousand for half a minute.
CROWD, SECONDS = 2_000, 8
SLOW = 400
NEXT_VERSION = "tests.faults.next_version.settings"
PARTS = {
    "headers": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    "bodies": b"POST /api/v1/suggestions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 8192\r\n\r\n",
    "reading": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}


@pytest.fixture
def proxy(web: int, tmp_path: Path) -> Iterator[int]:
    """The port of the proxy of production before the rig's web server."""
    with proxy_before(web, folder=tmp_path) as port:
        yield port


@pytest.mark.fault("F36")
def test_a_crowd_of_readers_gets_its_pages(rig: Rig, proxy: int) -> None:
    wrk = shutil.which("wrk")
    if wrk is None:
        pytest.skip("wrk is not installed: apt-get install wrk")
    options = ["-t2", f"-c{CROWD}", f"-d{SECONDS}s", "--timeout=10s", "--latency"]
    said = subprocess.run(
        [wrk, *options, f"http://127.0.0.1:{proxy}/"], capture_output=True, text=True, check=True
    ).stdout
    answers = int(re.findall(r"(\d+) requests in", said)[0])

    assert re.findall(r"Socket errors: .*|Non-2xx or 3xx responses: .*", said) == []
    assert answers > CROWD
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("F37")
@pytest.mark.parametrize("part", PARTS)
def test_slow_clients_keep_nobody_waiting(rig: Rig, proxy: int, part: str) -> None:
    before = milliseconds_of(proxy, seconds=3)
    with slow_clients(proxy, PARTS[part]):
        during = milliseconds_of(proxy, seconds=6)

    assert p99(during) <= max(stretched(100), 3 * p99(before))
    assert broken_laws(rig, feeds=[]) == []


@contextmanager
def slow_clients(port: int, part: bytes) -> Iterator[None]:
    """A crowd that sends a part of a request and then a byte a second, and reads nothing."""
    crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    is_over = threading.Event()

    def drip() -> None:
        while not is_over.wait(1):
            for each in crowd:
                with suppress(OSError):
                    each.send(b"X")

    for each in crowd:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        each.setblocking(False)
        each.send(part)
    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        yield
    finally:
        is_over.set()
        dripping.join()
        for each in crowd:
            each.close()


def milliseconds_of(port: int, *, seconds: float) -> list[float]:
    """What each answer to a normal reader took, one after the other; all of them good."""
    seen: list[Seen] = []
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        seen.append(look(port, PAGES[len(seen) % len(PAGES)], patience_s=10))
    assert {each.status for each in seen} == {200}
    return [each.seconds * 1000 for each in seen]


def p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]


@pytest.mark.fault("F39")
def test_a_new_version_is_put_in_place_without_a_failed_request(rig: Rig, web: int) -> None:
    """As the notes on upgrades say: the tables first, while somebody holds one of them, then SIGHUP."""
    main = rig.parts["web"].process.pid
    old = children_of(main)
    try:
        with readers(web) as seen, psycopg.connect(rig.stores.database_url) as other:
            other.execute("SELECT count(*) FROM news_item")
            with rig.command("upgrade", settings=NEXT_VERSION) as upgrade:
                time.sleep(stretched(4))
                other.rollback()
                said = upgrade.communicate()[1]
            os.kill(main, signal.SIGHUP)
            rig.wait(lambda: are_replaced(old, children_of(main)), "the processes are replaced")
        columns = rig.one("SELECT count(from_next_version) FROM news_item")
    finally:
        rig.rows("ALTER TABLE news_item DROP COLUMN IF EXISTS from_next_version")
        rig.rows("DELETE FROM django_migrations WHERE app = 'next_version'")

    assert {each.status for each in seen} == {200}, rig.logs["web"].read_text()[-1_500:]
    assert (upgrade.returncode, columns) == (0, 0)
    assert "A table is in use (1 of 15 tries)" in said
    assert len(seen) > 20
    assert broken_laws(rig, feeds=[]) == []


def are_replaced(old: list[int], today: list[int]) -> bool:
    """Whether as many other processes do the work of those that did."""
    return len(today) == len(old) and set(old).isdisjoint(today)
