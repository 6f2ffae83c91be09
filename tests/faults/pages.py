"""Readers of the rig's pages: what they were answered, when, and how long it took."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle

PAGES = ("/", "/news/", "/api/v1/deliverables?limit=5")
READERS = 4


@dataclass
class Seen:
    """One answer, when it had come (monotonic seconds); status 0 is none at all."""

    path: str
    status: int
    seconds: float
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    at: float = field(default_factory=time.monotonic)


def unwell(port: int) -> tuple[int, set[str]]:
    """The status of the site's own report on its health, and the checks that are not well."""
    answer = look(port, "/readyz")
    checks = json.loads(answer.body)["checks"]
    return answer.status, {name for name, found in checks.items() if not found["ok"]}


def look(port: int, path: str, *, patience_s: float = 60.0) -> Seen:
    """Ask the web server of the rig."""
    began = time.monotonic()
    link = HTTPConnection("127.0.0.1", port, timeout=patience_s)
    try:
        link.request("GET", path)
        answer = link.getresponse()
        body, headers = answer.read(), dict(answer.getheaders())
        return Seen(path, answer.status, time.monotonic() - began, headers, body)
    except (OSError, HTTPException):
        return Seen(path, 0, time.monotonic() - began)
    finally:
        link.close()


@contextmanager
def readers(port: int) -> Iterator[list[Seen]]:
    """Several readers who ask for pages one after the other, for as long as the block lasts."""
    seen: list[Seen] = []
    is_over = threading.Event()

    def read() -> None:
        for path in cycle(PAGES):
            if is_over.is_set():
                return
            seen.append(look(port, path))
            time.sleep(0.01)

    with ThreadPoolExecutor(READERS) as pool:
        for _ in range(READERS):
            pool.submit(read)
        try:
            yield seen
        finally:
            is_over.set()
