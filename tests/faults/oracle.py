"""A publisher on loopback that answers exactly as a script says and remembers every request and byte."""

import contextlib
import socket
import socketserver
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 15))
TLS_HOST = "127.0.0.15"
LONGEST_REQUEST = 64 * 1024
PATIENCE_S = 30.0
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(kw_only=True)
class Visit:
    """One request: when it came (monotonic seconds), what was sent, and the links served whole."""

    path: str
    host: str
    headers: dict[str, str]
    at: float
    sent: int = 0
    links: tuple[str, ...] = ()
    is_whole: bool = False


class Wire:
    """The connection of one visit, for an answer to write on."""

    def __init__(self, sock: socket.socket, visit: Visit) -> None:
        self.sock = sock
        self.visit = visit

    def send(self, data: bytes) -> None:
        """Send these bytes; OSError when the reader has gone."""
        self.sock.sendall(data)
        self.visit.sent += len(data)

    def reset(self) -> None:
        """Break the connection off as a crashed server does."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        self.sock.close()


Answer = Callable[[Wire], None]


@dataclass
class Oracle:
    """Scripts by path, the last answer of each repeated for good, and the visits in their order.

    It stands on several addresses of loopback with one port: each of them is a host of its own.
    """

    port: int = 0
    scripts: dict[str, list[Answer]] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    connections: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def script(self, path: str, *answers: Answer, host: int = 0) -> str:
        """Answer requests for the path so from here on; returns its address on the given host."""
        with self.lock:
            self.scripts[path] = list(answers)
        return f"http://{HOSTS[host]}:{self.port}{path}"

    def forget(self) -> None:
        """Begin anew, without scripts and visits."""
        with self.lock:
            self.scripts.clear()
            self.visits.clear()
            self.connections = 0

    def visits_of(self, path: str) -> list[Visit]:
        """The requests for the path so far."""
        with self.lock:
            return [visit for visit in self.visits if visit.path == path]

    def served(self, path: str) -> set[str]:
        """Every link that a whole answer of 200 listed under the path."""
        return {link for visit in self.visits_of(path) if visit.is_whole for link in visit.links}

    def wait_asked(self, path: str, *, times: int = 1, within_s: float = 2 * PATIENCE_S) -> None:
        """Return when the path was asked so often; fails when it is not."""
        ends_at = time.monotonic() + within_s
        while len(self.visits_of(path)) < times:
            assert time.monotonic() < ends_at, f"{path} was not asked {times} times within {within_s:.0f} s"
            time.sleep(0.05)

    def answer(self, sock: socket.socket) -> None:
        """Read one request from a connection and answer it."""
        with self.lock:
            self.connections += 1
        visit = _read_request(sock)
        if visit is None:
            return
        with self.lock:
            self.visits.append(visit)
            script = self.scripts.get(visit.path, [])
            reply = script.pop(0) if len(script) > 1 else (script or [_missing])[0]
        with contextlib.suppress(OSError):  # the reader has gone
            reply(Wire(sock, visit))
            visit.is_whole = True


class _Handler(socketserver.BaseRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self.server.oracle.answer(self.request)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, host: str, oracle: Oracle) -> None:
        self.oracle = oracle
        super().__init__((host, oracle.port), _Handler)


@contextmanager
def serving(hosts: Sequence[str] = HOSTS) -> Iterator[Oracle]:
    """An oracle on these addresses, on a port that is free on the first."""
    oracle = Oracle()
    with ExitStack() as running:
        for host in hosts:
            server = running.enter_context(_Server(host, oracle))
            oracle.port = server.server_address[1]
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            running.callback(server.shutdown)
        yield oracle


@contextmanager
def serving_tls(oracle: Oracle, certificate: Path) -> Iterator[str]:
    """The oracle over TLS too, on a host of its own and the same port; yields the address of that host."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with _Server(TLS_HOST, oracle) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"https://{TLS_HOST}:{oracle.port}"
        server.shutdown()


def make_certificate(path: Path, *, openssl: str) -> None:
    """Write a certificate for the host of TLS that nobody else has signed, its key beside it in the file."""
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=oracle"]
    names = ["-addext", f"subjectAltName=IP:{TLS_HOST}"]
    files = ["-keyout", f"{path}.key", "-out", str(path)]
    subprocess.run([openssl, *made, *names, *files], check=True, capture_output=True)
    key = Path(f"{path}.key")
    path.write_bytes(key.read_bytes() + path.read_bytes())
    key.unlink()


def _read_request(sock: socket.socket) -> Visit | None:
    sock.settimeout(PATIENCE_S)
    said = b""
    with contextlib.suppress(OSError):
        while b"\r\n\r\n" not in said and len(said) < LONGEST_REQUEST:
            piece = sock.recv(4096)
            if not piece:
                return None
            said += piece
    lines = said.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3:
        return None
    fields = (line.partition(":") for line in lines[1:] if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in fields}
    return Visit(path=words[1], host=headers.get("host", ""), headers=headers, at=time.monotonic())


def _missing(wire: Wire) -> None:
    wire.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
