"""As many requests as a server answers: readers on kept connections, each asking again once answered."""

import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from os import sysconf
from pathlib import Path
from time import monotonic, perf_counter
from urllib.parse import urlsplit

READERS = 8
SECONDS = 4.0
TICKS = sysconf("SC_CLK_TCK")
PIECE = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Answers a second, the slowest of a hundred, and the processor time of one in the server."""

    per_second: int
    p99_ms: float
    ms_of_processor: float


def load(url: str, *, status: int, headers: Sequence[str] = (), seconds: float = SECONDS) -> Load:
    """Ask for so long; every answer must have the status."""
    until, begin, used = monotonic() + seconds, perf_counter(), _processor_seconds()
    with ThreadPoolExecutor(READERS) as readers:
        asked = [readers.submit(_read, url, headers, status, until) for _ in range(READERS)]
        took = sorted(chain.from_iterable(each.result() for each in asked))
    return Load(
        per_second=round(len(took) / (perf_counter() - begin)),
        p99_ms=round(took[len(took) * 99 // 100] * 1000, 1),
        ms_of_processor=round((_processor_seconds() - used) / len(took) * 1000, 2),
    )


def _read(url: str, headers: Sequence[str], status: int, until: float) -> list[float]:
    """The seconds of each answer to one reader."""
    parts = urlsplit(url)
    path = url.removeprefix(f"{parts.scheme}://{parts.netloc}") or "/"
    lines = [f"GET {path} HTTP/1.1", f"Host: {parts.netloc}"]
    request = "\r\n".join([*lines, *headers, "", ""]).encode()
    took: list[float] = []
    with _connected(parts.hostname or "", parts.port or 80) as connection:
        while not took or monotonic() < until:
            begin = perf_counter()
            connection.sendall(request)
            _answer(connection, status)
            took.append(perf_counter() - begin)
    return took


@contextmanager
def _connected(host: str, port: int) -> Iterator[socket.socket]:
    with socket.create_connection((host, port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield connection


def _answer(connection: socket.socket, status: int) -> None:
    """Read one whole answer with a length; raises RuntimeError where it has another status."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(PIECE)
        if not piece:
            raise RuntimeError("The server closed the connection.")
        head += piece
    head, _, body = head.partition(b"\r\n\r\n")
    if int(head.split(None, 2)[1]) != status:
        raise RuntimeError(head.decode("latin-1"))
    left = _length(head) - len(body)
    while left > 0:
        left -= len(connection.recv(min(left, PIECE)))


def _length(head: bytes) -> int:
    lines = [
        line.split(b":", 1)[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
    ]
    return int(lines[0]) if lines else 0


def _processor_seconds() -> float:
    """Of all workers of gunicorn on this machine."""
    return sum(_ticks(folder) for folder in Path("/proc").glob("[0-9]*")) / TICKS


def _ticks(folder: Path) -> int:
    try:
        if b"gunicorn" not in (folder / "cmdline").read_bytes():
            return 0
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
