"""gunicorn's processes as `aitracker.serving` has them: each listens with a socket of its own."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from aitracker.local.site import GUNICORN
from aitracker.local.state import CHECKOUT
from tests.deployment.production import SITE, web_server

# So many new connections that each of two sockets is all but certain to get one.
MANY = 40
PLAIN = "wsgiref.simple_server:demo_app"
LISTENING = "0A"
Web = tuple[str, subprocess.Popen[bytes]]


@pytest.fixture
def web() -> Iterator[Web]:
    """Address and leading process of two processes that answer as Python's own example does."""
    with web_server(os.environ | {"WEB_WORKERS": "2"}, application=PLAIN) as (address, server):
        _ask(address)
        yield address, server


def test_each_process_listens_with_a_socket_of_its_own(web: Web) -> None:
    address, server = web
    _ask_often(address)
    assert _number_listening(address) == 2
    _wait(lambda: len({tuple(_polled(pid)) for pid in _children(server)}) == 2)


def test_what_a_dead_process_leaves_waiting_is_answered_by_the_next(web: Web) -> None:
    address, server = web
    for _ in range(3):
        os.kill(_children(server)[-1], signal.SIGKILL)
        _ask_often(address)
    assert len(_children(server)) == 2


def test_processes_that_are_replaced_leave_no_socket_alone(web: Web) -> None:
    address, server = web
    before = set(_children(server))
    server.send_signal(signal.SIGHUP)
    _ask_often(address)
    _wait(lambda: len(_children(server)) == 2 and not before & set(_children(server)))
    os.kill(_children(server)[0], signal.SIGKILL)
    _ask_often(address)
    assert _number_listening(address) == 2


def test_no_signal_leaves_fewer_processes_than_sockets(web: Web) -> None:
    address, server = web
    for asked in (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTTIN):
        server.send_signal(asked)
    time.sleep(1)
    _ask_often(address)
    assert (len(_children(server)), _number_listening(address)) == (2, 2)


def test_two_addresses_are_shared() -> None:
    """At two ports both processes accept."""
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as one,
        closing(socket.create_server(("127.0.0.1", 0))) as other,
    ):
        numbers = [one.fileno(), other.fileno()]
        binds = [f"--bind=fd://{number}" for number in numbers]
        command = [*(PLAIN if part == SITE else part for part in GUNICORN), *binds]
        addresses = [f"http://127.0.0.1:{each.getsockname()[1]}" for each in (one, other)]
        with subprocess.Popen(command, cwd=CHECKOUT, pass_fds=numbers) as server:
            try:
                for address in addresses:
                    _ask_often(address)
                server.send_signal(signal.SIGHUP)
                for address in addresses:
                    _ask_often(address)
                _wait(lambda: [len(_polled(pid)) for pid in _children(server)] == [2, 2])
            finally:
                server.terminate()


@pytest.mark.parametrize("number", ["0", "-1", "two", "1000", "²"])
def test_a_number_of_processes_that_is_none_is_named(number: str) -> None:
    done = subprocess.run(
        GUNICORN, env=os.environ | {"WEB_WORKERS": number}, cwd=CHECKOUT, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.decode() == f"WEB_WORKERS={number} is no number from 1 to 64; leave it out for 2.\n"


def _ask_often(address: str) -> None:
    for _ in range(MANY):
        _ask(address)


def _ask(address: str) -> None:
    with urllib.request.urlopen(address, timeout=20) as answer:
        assert answer.status == 200


def _wait(holds: Callable[[], bool]) -> None:
    """Until it holds; what is gone while it is looked at is looked for again."""
    until = time.monotonic() + 20
    while True:
        with suppress(OSError):
            if holds():
                return
        assert time.monotonic() < until
        time.sleep(0.05)


def _children(server: subprocess.Popen[bytes]) -> list[int]:
    """Ids of the living processes that answer, the oldest first."""
    listed = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
    return sorted(map(int, listed.split()))


def _number_listening(address: str) -> int:
    """How many sockets listen at the address."""
    port = f":{int(address.rpartition(':')[2]):04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[1].endswith(port) and row[3] == LISTENING for row in rows)


def _polled(pid: int) -> list[str]:
    """The descriptors that the process waits at, but for pipes: its own listening socket."""
    found = []
    for each in Path(f"/proc/{pid}/fdinfo").iterdir():
        for line in each.read_text().splitlines():
            if line.startswith("tfd:"):
                number = line.split()[1]
                found.append(str(Path(f"/proc/{pid}/fd/{number}").readlink()))
    return sorted(name for name in found if name.startswith("socket:"))
