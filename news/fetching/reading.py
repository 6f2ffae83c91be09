"""One request over one connection to one vetted address, held to a deadline."""

import functools
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import IncompleteRead, ProtocolError

from news.fetching.addresses import Target
from news.fetching.answers import FetchFailure

CONNECT_S = 5.0
DEADLINE_S = 20.0
MAX_BODY = 10 * 1024 * 1024
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The server's reply to one request; the body is empty unless the status is 200."""

    status: int
    headers: dict[str, str]
    body: bytes
    whole: bool


class Deadline:
    """A moment on the monotonic clock, `seconds` from its making."""

    def __init__(self, seconds: float) -> None:
        self.ends_at = time.monotonic() + seconds

    def is_over(self) -> bool:
        """Whether the moment has passed."""
        return time.monotonic() >= self.ends_at

    def left(self) -> float:
        """The seconds that are left; raises FetchFailure when there are none."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise FetchFailure("timeout", f"no whole answer came within {DEADLINE_S:.0f} seconds")
        return left


def ask(target: Target, headers: dict[str, str], deadline: Deadline) -> Reply:
    """Send one GET and read its reply; raises FetchFailure, and what socket, http.client and urllib3 do."""
    connection = _connection(target, min(CONNECT_S, deadline.left()))
    try:
        sock = _connected(connection)
        with _cut_at(deadline, sock):
            connection.timeout = deadline.left()
            sock.settimeout(deadline.left())
            connection.request("GET", target.path, headers=headers, preload_content=False)
            response = connection.getresponse()
            return _reply(response, sock, deadline)
    finally:
        connection.close()


def _connection(target: Target, timeout: float) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(target.address, target.port, timeout=timeout)
    return HTTPSConnection(
        target.address,
        target.port,
        timeout=timeout,
        server_hostname=target.host,
        assert_hostname=target.host,
        ssl_context=_tls_context(),
    )


@functools.cache
def _tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connected(connection: HTTPConnection) -> socket.socket:
    connection.connect()
    if connection.sock is None:
        raise FetchFailure("connect", "the connection could not be made")
    return connection.sock


@contextmanager
def _cut_at(deadline: Deadline, sock: socket.socket) -> Iterator[None]:
    """Shuts the socket down at the deadline: dripped headers renew every other time limit."""
    timer = threading.Timer(deadline.left(), _shut_down, args=(sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut_down(sock: socket.socket) -> None:
    try:
        # not SSLSocket.shutdown, which would let the reading thread go on without TLS
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        return


def _reply(response: HTTPResponse, sock: socket.socket, deadline: Deadline) -> Reply:
    headers = {name.lower(): value for name, value in response.headers.items()}
    body, whole = _read_body(response, sock, deadline) if response.status == 200 else (b"", True)
    return Reply(status=response.status, headers=headers, body=body, whole=whole)


def _read_body(response: HTTPResponse, sock: socket.socket, deadline: Deadline) -> tuple[bytes, bool]:
    """The decompressed body, and whether it came whole."""
    body = bytearray()
    try:
        while len(body) <= MAX_BODY:
            left = deadline.left()
            if sock.fileno() >= 0:  # closed already when the answer came to its end
                sock.settimeout(left)
            chunk = response.read1(CHUNK, decode_content=True)
            if not chunk:
                deadline.left()
                return bytes(body), not response.length_remaining
            body += chunk
    except (IncompleteRead, ProtocolError):
        deadline.left()
        return bytes(body), False
    raise FetchFailure("too_large", f"the document is larger than {MAX_BODY // 1024 // 1024} MiB")
