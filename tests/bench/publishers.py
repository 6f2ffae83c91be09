"""A server of feeds that costs next to nothing, in a process of its own: `python -m tests.bench.publishers`.

`/known/N` answers 304 to whoever has its validator, `/same/N` and `/fresh/N` a document of 55 KB with 44
entries, `/long/N` one of 800 entries, and one entry more at each request. It prints its port.
"""

import asyncio
import sys
from collections import Counter
from functools import cache

from tests.bench.documents import feed_document

ETAG = '"1"'
ENTRIES, SIZE = 44, 55_000
LONG_ENTRIES = 800
VARIANTS = 20
NOT_MODIFIED = f"HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\nContent-Length: 0\r\n\r\n".encode()


@cache
def variant(number: int) -> bytes:
    """One of a few documents: making them is no part of what is measured."""
    return feed_document(name=f"heron{number % VARIANTS}", entries=ENTRIES, size=SIZE)


@cache
def long_document(newest: int) -> bytes:
    """A document of 800 entries with so many new ones above."""
    return feed_document(name="long", entries=LONG_ENTRIES, size=400_000, newest=newest)


class Publisher(asyncio.Protocol):
    """One connection: every request is answered at once and the connection kept."""

    asked: Counter[str] = Counter()
    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer a request, which comes in one piece on loopback."""
        path = data.split(b" ", 2)[1].decode()
        kind, number = path.strip("/").split("/")
        if kind == "known" and b"if-none-match" in data.lower():
            self.transport.write(NOT_MODIFIED)
            return
        self.asked[path] += 1
        body = long_document(self.asked[path] - 1) if kind == "long" else variant(int(number))
        head = f"HTTP/1.1 200 OK\r\nETag: {ETAG}\r\nContent-Type: application/rss+xml\r\n"
        self.transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


async def serve() -> None:
    """Serve on every loopback address until the process ends."""
    for number in range(VARIANTS):
        variant(number)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Publisher, "0.0.0.0", 0, backlog=1_024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
