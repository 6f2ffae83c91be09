"""Feeds that change while servers restart and workers die: every link becomes one item, none twice."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.utils import timezone
from pytest_django import Settings

from aitracker.celery import app
from news.ingest import sweep
from news.models import Feed, Fetch, Host, Item, Revision
from news.parsing import parse_feed

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = 30
WINDOW = 12
PATIENCE_S = 60.0
Version = dict[str, str]
Streams = Mapping[str, Sequence[bytes]]
RECORDED = os.environ.get("RECORDED_FEEDS", "")


def stream(name: str, *, per_version: int) -> list[Version]:
    """The versions of one feed, link to title: a window over its entries, some of which are retitled."""
    versions = []
    for number in range(VERSIONS):
        newest = WINDOW + number // 2 * per_version
        places = range(max(newest - WINDOW, 0), newest)
        versions.append({_link(name, place): _title(place, number) for place in reversed(places)})
    return versions


def _link(name: str, place: int) -> str:
    return f"https://{name}.example/letters/{place}"


def _title(place: int, number: int) -> str:
    """Every fifth letter gets another title at the tenth version, and its first one back at the twentieth."""
    retitled = place % 5 == 0 and 10 <= number < 20
    return f"Letter {place} from the river, corrected" if retitled else f"Letter {place} from the river"


def document(version: Version) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{link}</guid></item>"
        for link, title in version.items()
    )
    return f"<rss version='2.0'><channel><title>River</title>{items}</channel></rss>".encode()


class StreamServer(ThreadingHTTPServer):
    """Serves the next document of a stream at each request, the last one for good, unless it hangs."""

    daemon_threads = True
    allow_reuse_address = True
    allow_reuse_port = True

    def __init__(self, port: int, streams: Streams) -> None:
        super().__init__(("127.0.0.1", port), StreamHandler)
        self.streams = streams
        self.turns = dict.fromkeys(streams, 0)
        self.hanging = False
        self.asked, self.released = threading.Event(), threading.Event()

    def next_document(self, path: str) -> bytes:
        name = path.strip("/")
        turn = min(self.turns[name], len(self.streams[name]) - 1)
        self.turns[name] += 1
        return self.streams[name][turn]


class StreamHandler(BaseHTTPRequestHandler):
    """One request for the present version."""

    protocol_version = "HTTP/1.1"
    server: StreamServer

    def do_GET(self) -> None:
        if self.server.hanging:
            self.server.asked.set()
            self.server.released.wait(PATIENCE_S)
            self.close_connection = True
            return
        body = self.server.next_document(self.path)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        known = self.headers.get("If-None-Match") == etag
        self.send_response(304 if known else 200)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", "0" if known else str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if known else body)

    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def served(port: int, streams: Streams) -> Iterator[StreamServer]:
    """The server, started afresh."""
    server = StreamServer(port, streams)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def environment(allowed: str) -> dict[str, str]:
    """The environment of a process of ours that works on this test's database."""
    facts = connection.settings_dict
    login = f"{facts['USER']}:{facts['PASSWORD']}" if facts["PASSWORD"] else facts["USER"]
    place = "&".join(f"{key.lower()}={facts[key]}" for key in ("HOST", "PORT") if facts[key])
    return os.environ | {
        "DATABASE_URL": f"postgresql://{login}@/{facts['NAME']}?{place}",
        "REDIS_URL": site.REDIS_URL,
        "AITRACKER_STATE": str(site.STATE),
        "FEED_ALLOW_HOSTS": allowed,
        "FEED_HOST_SPACING": "0",
    }


WORKER = ["-m", "celery", "-A", "aitracker", "worker", "-Q", "fetch", "-c", "1", "-l", "warning"]


@contextmanager
def process_of(kind: str, urls: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that gets one nudge, or the command, in a group of its own."""
    words = WORKER if kind == "worker" else ["manage.py", "fetch_feeds", "--force", *urls]
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=env, start_new_session=True)
    try:
        if kind == "worker":
            app.send_task("news.tasks.fetch_due", queue="fetch", expires=PATIENCE_S)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def kill_between_claim_and_commit(kind: str, server: StreamServer, urls: list[str], allowed: str) -> None:
    """Kill -9 a process while the server holds the answer that it waits for."""
    Feed.objects.update(next_check_at=timezone.now())
    Host.objects.update(next_allowed_at=None)
    server.asked.clear()
    server.released.clear()
    server.hanging = True
    with process_of(kind, urls, environment(allowed)):
        assert server.asked.wait(PATIENCE_S), f"the {kind} never asked"
    server.hanging = False
    server.released.set()


def let_the_leases_run_out() -> list[str | None]:
    """End what the dead left behind; returns how the last attempt at each feed ended."""
    Feed.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep()
    last = Fetch.objects.order_by("feed_id", "-started_at", "-id").distinct("feed_id")
    return [fetch.outcome for fetch in last]


def retitled_links(streams: dict[str, list[Version]]) -> set[str]:
    """The links that stood under more than one title."""
    said = {pair for versions in streams.values() for version in versions for pair in version.items()}
    counted = Counter(link for link, _ in said)
    return {link for link, titles in counted.items() if titles > 1}


@pytest.fixture
def streams() -> dict[str, list[Version]]:
    return {"river": stream("river", per_version=2), "pond": stream("pond", per_version=3)}


def follow(streams: Streams, kinds: Sequence[str], settings: Settings) -> None:
    """Read every document in its turn, once for each kind of process that is killed at the eighth one."""
    with held_port() as port:
        allowed = f"127.0.0.1:{port}"
        settings.FEED_ALLOW_HOSTS = frozenset({allowed})
        urls = [f"http://{allowed}/{name}" for name in streams]
        for url in urls:
            call_command("add_feed", url)
        for kind in kinds:
            with served(port, streams) as server:
                for number in range(max(len(documents) for documents in streams.values())):
                    if number == 7:
                        kill_between_claim_and_commit(kind, server, urls, allowed)
                        assert let_the_leases_run_out() == ["lost"] * len(streams)
                    call_command("fetch_feeds", "--force", *urls)


@contextmanager
def held_port() -> Iterator[int]:
    """A port that nobody else takes while the server is away: bound, though nothing listens here."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def nothing_is_left_behind() -> bool:
    """Whether every attempt ended, every document was read, and every feed is well."""
    return not (
        Fetch.objects.filter(outcome=None).exists()
        or Fetch.objects.filter(body__isnull=False).exists()
        or Feed.objects.exclude(lease_token=None, state="ok").exists()
    )


@pytest.mark.django_db(transaction=True)
def test_every_link_becomes_one_item_through_restarts_and_killed_workers(
    streams: dict[str, list[Version]], settings: Settings
) -> None:
    documents = {name: [document(version) for version in versions] for name, versions in streams.items()}
    follow(documents, ("worker", "command", "worker"), settings)
    last_titles = {
        link: title
        for versions in streams.values()
        for version in versions
        for link, title in version.items()
    }
    former = {(revision.item.url, revision.title) for revision in Revision.objects.select_related("item")}

    assert dict(Item.objects.values_list("url", "title")) == last_titles
    assert Item.objects.count() == len(last_titles)
    assert {link for link, _ in former} == retitled_links(streams)
    assert {title.endswith(", corrected") for _, title in former} == {True, False}
    assert nothing_is_left_behind()


def recorded_streams() -> dict[str, list[bytes]]:
    """The recorded versions of each feed, oldest first."""
    folders = sorted((Path(RECORDED) / "stream").iterdir())
    return {folder.name: [path.read_bytes() for path in sorted(folder.glob("*.xml"))] for folder in folders}


@pytest.mark.skipif(not RECORDED, reason="RECORDED_FEEDS names no folder of recorded feeds")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_shuffled", [False, True], ids=["in order", "shuffled"])
def test_recorded_streams_give_each_entry_once(is_shuffled: bool, settings: Settings) -> None:
    streams = recorded_streams()
    for documents in streams.values() if is_shuffled else ():
        Random(7).shuffle(documents)
    follow(streams, ("worker",), settings)
    number = dict(Feed.objects.annotate(number=Count("items")).values_list("url", "number"))
    revised = set(Revision.objects.values_list("item__url", flat=True))

    assert sorted(number.values()) == [50, 57]
    assert revised == retitled_entries(streams)
    assert nothing_is_left_behind()


def retitled_entries(streams: Streams) -> set[str]:
    """The links of recorded entries that stood under more than one title."""
    titles: dict[str, set[str]] = defaultdict(set)
    for body in (body for documents in streams.values() for body in documents):
        feed = parse_feed(body, base_url="http://127.0.0.1/", content_type="", now=timezone.now())
        for entry in feed.entries:
            titles[entry.url].add(entry.title)
    return {url for url, said in titles.items() if len(said) > 1}
