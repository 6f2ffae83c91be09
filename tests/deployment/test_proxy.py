"""The site as on a server: gunicorn in production mode behind the proxy's own configuration."""

import gzip
import json
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any

import pytest

from tests.browser.addresses import PAGES
from tests.browser.serving import committed_record, load_shipped, test_database
from tests.deployment.observatory import score
from tests.deployment.production import production_web
from tests.deployment.proxied import proxy_before, require_nginx
from tests.faults.oracle import make_certificate

__all__ = ["test_database"]
TLS = {"X-Forwarded-Proto": "https"}


@dataclass(frozen=True)
class Behind:
    """A proxy's port, the process that leads the web server behind it, and the proxy's log."""

    port: int
    web: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, *, source: str = "127.0.0.1", **headers: str) -> tuple[HTTPResponse, bytes]:
        """An answer and its body, asked for from an address of this machine."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=20, source_address=(source, 0))
        try:
            link.request("GET", path, headers={"Host": "127.0.0.1", **headers})
            answer = link.getresponse()
            return answer, answer.read()
        finally:
            link.close()


@pytest.fixture(scope="module")
def site(
    test_database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Port and process of a web server in production mode with the shipped record."""
    require_nginx()
    with (
        django_db_blocker.unblock(),
        committed_record(load_shipped),
        production_web(tmp_path_factory.mktemp("state")) as (address, web),
    ):
        yield int(address.rpartition(":")[2]), web


@pytest.fixture(scope="module")
def behind(
    site: tuple[int, subprocess.Popen[bytes]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Behind]:
    """The proxy before the site; this test stands where another proxy ends TLS."""
    folder, (port, web) = tmp_path_factory.mktemp("proxy"), site
    with proxy_before(port, folder=folder) as own:
        yield Behind(own, web, folder / "access.log")


def test_pages_files_and_the_api_come_through(behind: Behind) -> None:
    page, body = behind.get("/d/muse-spark-api/", **TLS, **{"Accept-Encoding": "gzip"})
    assert (page.status, page.getheader("Content-Encoding"), body[:2]) == (200, "gzip", b"\x1f\x8b")
    assert page.getheader("Strict-Transport-Security") == "max-age=31536000; includeSubDomains; preload"
    [style] = re.findall(r"/static/css/site\.[0-9a-f]+\.css", gzip.decompress(body).decode())
    file, _ = behind.get(style, **TLS)
    assert (file.status, file.getheader("Cache-Control")) == (200, "max-age=315360000, public, immutable")
    _, body = behind.get("/api/v1/deliverables/muse-spark-api", **TLS)
    assert json.loads(body)["data"]["slug"] == "muse-spark-api"


def test_a_plain_request_is_sent_to_tls(behind: Behind) -> None:
    answer, _ = behind.get("/timeline/")
    assert (answer.status, answer.getheader("Location")) == (301, "https://127.0.0.1/timeline/")


def test_the_number_of_a_request_stands_in_its_answer_and_in_the_log(behind: Behind) -> None:
    answer, _ = behind.get("/method/", **TLS)
    number = answer.getheader("X-Request-ID")
    until = time.monotonic() + 10
    # The line is written once the answer is sent.
    while not (paths := _logged(behind, number)) and time.monotonic() < until:
        time.sleep(0.05)
    assert paths == ["/method/"]


def _logged(behind: Behind, number: str | None) -> list[str]:
    """The paths of the requests that had this number."""
    lines = [json.loads(line) for line in behind.log.read_text(encoding="utf-8").splitlines()]
    return [line["path"] for line in lines if line["request_id"] == number]


def test_a_public_answer_is_kept_for_strangers_only(behind: Behind) -> None:
    # Kept for two seconds, which a busy machine may take between two requests: another address, then.
    for day in range(1, 6):
        first, body = behind.get(f"/ledger/?as_of=2026-06-{day:02}", **TLS)
        again, kept = behind.get(f"/ledger/?as_of=2026-06-{day:02}", **TLS)
        if again.getheader("X-Cache") == "HIT":
            break
    known, _ = behind.get("/corrections/", **TLS, Cookie="__Host-sessionid=x")
    shown, _ = behind.get("/api/v1/corrections", **TLS, Authorization="Bearer x")

    assert (first.getheader("X-Cache"), again.getheader("X-Cache"), kept) == ("MISS", "HIT", body)
    assert (known.getheader("X-Cache"), shown.getheader("X-Cache")) == ("BYPASS", "BYPASS")


def test_no_header_of_a_request_gets_into_what_others_are_told(behind: Behind) -> None:
    spoofed = {"X-Forwarded-Host": "evil.example", "X-Original-URL": "/admin/", "X-Forwarded-For": "1.2.3.4"}
    first, body = behind.get("/companies-of-nobody/?q=1", **TLS, **spoofed)
    _, kept = behind.get("/companies-of-nobody/?q=1", **TLS)
    assert first.status == 404
    assert b"evil.example" not in body + kept


@pytest.fixture
def ending_tls(site: tuple[int, subprocess.Popen[bytes]], tmp_path: Path) -> Iterator[tuple[Behind, int]]:
    """A proxy that ends TLS itself: as it is reached plainly, and its port for TLS."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, and nothing else here makes a certificate")
    kept, (port, web) = tmp_path / "tls", site
    kept.mkdir()
    make_certificate(kept / "fullchain.pem", openssl=openssl)
    shutil.copy(kept / "fullchain.pem", kept / "privkey.pem")
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as tls,
        proxy_before(port, folder=tmp_path, tls=tls) as own,
    ):
        yield Behind(own, web, tmp_path / "access.log"), tls.getsockname()[1]


def test_the_proxy_ends_tls_itself(ending_tls: tuple[Behind, int], tmp_path: Path) -> None:
    plainly, tls_port = ending_tls
    context = ssl.create_default_context(cafile=str(tmp_path / "tls" / "fullchain.pem"))
    context.check_hostname = False
    link = HTTPSConnection("127.0.0.1", tls_port, context=context, timeout=20)
    with closing(link):
        link.request("GET", "/timeline/", headers={"Host": "127.0.0.1"})
        secure = link.getresponse()
        body = secure.read()
    sent_on = [plainly.get("/timeline/", **headers)[0] for headers in ({}, TLS)]

    assert (secure.status, secure.getheader("Strict-Transport-Security") is not None) == (200, True)
    assert b"<h1" in body
    # Whoever says that TLS was ended before is not believed.
    assert [(each.status, each.getheader("Location")) for each in sent_on] == [
        (301, "https://127.0.0.1/timeline/")
    ] * 2


def test_behind_another_proxy_a_caller_is_whom_that_names_last(behind: Behind) -> None:
    def status(path: str, told: str) -> int:
        return behind.get(path, **{"X-Forwarded-For": told})[0].status

    assert status("/metrics", "10.0.0.1, 203.0.113.9") == 403
    assert status("/metrics", "203.0.113.9, 10.0.0.1") == 200
    tries = [status("/admin/login/", "203.0.113.9") for _ in range(14)]
    assert (tries[0], tries[-1], status("/admin/login/", "203.0.113.10")) == (301, 429, 301)


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_watchers_read_is_closed_to_strangers(behind: Behind, path: str) -> None:
    own, _ = behind.get(path)
    assert own.status in (200, 503)
    stranger, _ = behind.get(path, source="127.0.0.2", **TLS)
    assert stranger.status == 403


def test_who_tries_to_sign_in_too_often_is_held_back(behind: Behind) -> None:
    found = [behind.get("/admin/login/", source="127.0.0.3")[0].status for _ in range(14)]
    assert (found[0], found[-1]) == (301, 429)


@pytest.mark.parametrize("path", sorted(PAGES.values()))
def test_every_public_page_is_worth_115_points_of_the_observatory(behind: Behind, path: str) -> None:
    answer, _ = behind.get(path, **TLS)
    found = score({name.lower(): value for name, value in answer.getheaders()})
    assert answer.status == 200
    assert found["total"] >= 115, found


def test_a_reload_fails_no_request(behind: Behind) -> None:
    statuses: list[int] = []
    stop = threading.Event()

    def read() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            path = f"/api/v1/companies/meta?as_of=2025-01-{number % 28 + 1:02}"
            statuses.append(behind.get(path, **TLS, Authorization="")[0].status)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for _ in range(2):
        time.sleep(1)
        behind.web.send_signal(signal.SIGHUP)
    time.sleep(4)
    stop.set()
    for reader in readers:
        reader.join()

    assert set(statuses) == {200}
    assert len(statuses) > 8


def test_while_the_site_is_away_old_answers_serve_and_new_ones_say_so(behind: Behind) -> None:
    _, before = behind.get("/ledger/", **TLS)
    behind.web.terminate()
    behind.web.wait(20)
    time.sleep(2.1)

    page, kept = behind.get("/ledger/", **TLS)
    program, told = behind.get("/api/v1/companies?limit=7", **TLS)
    reader, words = behind.get("/p/gpt/", **TLS)

    assert (page.status, page.getheader("X-Cache"), kept) == (200, "STALE", before)
    assert (program.status, program.getheader("Retry-After")) == (503, "10")
    assert json.loads(told)["title"] == "Not now"
    assert (reader.status, words) == (503, b"AI Tracker is away for a moment: try again in ten seconds.\n")
