"""What the oracle can be told to answer: whole documents, and every way of answering badly."""

import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from threading import Event

import brotli  # type: ignore[import-untyped]

from tests.faults.oracle import PATIENCE_S, Answer, Wire

ATOM = "http://www.w3.org/2005/Atom"
STEP_S = 0.5


def links_of(name: str, serials: Iterable[int]) -> tuple[str, ...]:
    """The links of these entries of a feed; each entry has its serial number for good."""
    return tuple(f"https://oracle.example/{name}/{serial}" for serial in serials)


def entry(link: str, *, title: str = "", inside: str = "") -> str:
    """One RSS item whose guid is its link."""
    name = link.rpartition("/")[2]
    title = title or f"Anthropic opens office number {name}"
    return (
        f"<item><guid isPermaLink='false'>oracle:{link}</guid><link>{link}</link>"
        f"<title>{title}</title>{inside}</item>"
    )


def rss(entries: Sequence[str], *, before: str = "") -> bytes:
    """An RSS document of these items."""
    listed = "".join(entries)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Letters</title>'
        f"<link>https://oracle.example/</link>{before}{listed}</channel></rss>"
    ).encode()


def cue(name: str) -> str:
    """A comment in a document at which a worker of the rig does what the name says, if it is armed."""
    return f"<!-- cue: {name} -->"


def head(status: int = 200, **headers: str) -> bytes:
    """Status line and headers; underscores in names stand for hyphens."""
    named = {"Connection": "close", "Content-Type": "application/rss+xml", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode("latin-1")


def whole(body: bytes, *, links: Sequence[str] = (), status: int = 200, **headers: str) -> Answer:
    """A body with its right length."""

    def answer(wire: Wire) -> None:
        wire.visit.links = tuple(links)
        wire.send(head(status, **{"Content-Length": str(len(body)), **headers}) + body)

    return answer


def letters(name: str, count: int, *, before: str = "", **headers: str) -> Answer:
    """A sound document with the entries 1 to `count` of a feed."""
    links = links_of(name, range(1, count + 1))
    return whole(rss([entry(link) for link in links], before=before), links=links, **headers)


def growing(name: str, *, step: int = 5, times: int = 40) -> list[Answer]:
    """A feed that has `step` entries more at each visit."""
    return [letters(name, step * (turn + 1)) for turn in range(times)]


def status(code: int, **headers: str) -> Answer:
    """An answer without a body."""
    return whole(b"", status=code, **headers)


def redirect(location: str, code: int = 302) -> Answer:
    """On to another address, written as it is."""
    return pieces([head(code, Content_Length="0", Location=location)])


def pieces(parts: Iterable[bytes], *, pause_s: float = 0.0, reset: bool = False) -> Answer:
    """These bytes as they are, with a pause after each; `reset` breaks the connection off at the end."""

    def answer(wire: Wire) -> None:
        for part in parts:
            wire.send(part)
            time.sleep(pause_s)
        if reset:
            wire.reset()

    return answer


def dripping(data: Callable[[], Iterable[bytes]]) -> Answer:
    """Bytes made as they go, one portion each half second, for longer than anybody should wait."""

    def answer(wire: Wire) -> None:
        ends_at = time.monotonic() + 2 * PATIENCE_S
        for part in data():
            wire.send(part)
            if time.monotonic() > ends_at:
                return
            time.sleep(STEP_S)

    return answer


def held(released: Event, then: Answer) -> Answer:
    """Nothing until released, then an answer."""

    def answer(wire: Wire) -> None:
        released.wait(2 * PATIENCE_S)
        then(wire)

    return answer


def gzip_bomb(*, gib: int) -> bytes:
    """A gzip stream of zeros, about 1 MiB for each GiB; made of one block that repeats."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(64 * 1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + block * (16 * gib)


def gzipped(data: bytes, layers: int = 1) -> bytes:
    """The data compressed so many times over."""
    for _ in range(layers):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        data = packer.compress(data) + packer.flush()
    return data


def brotli_bomb(*, mib: int) -> bytes:
    """A Brotli stream of zeros."""
    packer = brotli.Compressor(quality=1)
    parts = [packer.process(bytes(16 * 1024 * 1024)) for _ in range(mib // 16)]
    return b"".join([*parts, packer.finish()])


def zstd_bomb(*, mib: int) -> bytes:
    """A Zstandard frame of zeros: a window of 8 MiB, then blocks of 128 KiB that say one byte each."""
    block, last = (((128 * 1024) << 3 | 2 | end).to_bytes(3, "little") + b"\0" for end in (0, 1))
    return b"\x28\xb5\x2f\xfd\x00\x68" + block * (8 * mib - 1) + last
