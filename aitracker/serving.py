"""How gunicorn serves the site, here and on a server: `gunicorn --config=python:aitracker.serving`."""

import gc
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from aitracker.limits import WEB

MOST_PROCESSES = 64


def _wanted_processes() -> int:
    text = os.environ.get("WEB_WORKERS") or "2"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_PROCESSES):
        raise SystemExit(f"WEB_WORKERS={text} is no number from 1 to {MOST_PROCESSES}; leave it out for 2.")
    return int(text)


workers = _wanted_processes()
worker_class = "gthread"
threads = 4
# How long a thread that computes may keep the others waiting.
TURN_S = 0.001
# A look for garbage in all that the ledger keeps holds a process up for 0.3 s and finds next to nothing.
GARBAGE = (2_000, 20, 100)
# The sockets at the address, one for each process; none where they share what they listen at.
OWN: list[Any] = []
# What an answer may still take when the processes are replaced (SIGHUP) or stopped.
graceful_timeout = 20
timeout = 30
loglevel = "warning"
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108  a heartbeat file on a slow disk makes a worker look dead
    worker_tmp_dir = "/dev/shm"  # noqa: S108
os.environ.setdefault("PGOPTIONS", WEB)
# Read by prometheus_client when it is imported, which is why nothing here imports it.
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
os.environ.setdefault(COUNTS, tempfile.mkdtemp(prefix="aitracker-metrics-"))


def when_ready(server: Any) -> None:
    """Let every process listen with a socket of its own; the leading process keeps all of them open.

    The kernel deals connections out among sockets. At a common one whoever is quicker takes them, and one
    process may be left with all that stay. A process that hangs keeps its share until it is replaced.
    """
    if len(server.LISTENERS) == 1 and server.LISTENERS[0].FAMILY != socket.AF_UNIX:
        try:
            server.LISTENERS += _beside(server.LISTENERS[0], number=server.num_workers - 1)
        except OSError as error:
            server.log.warning("All processes listen with one socket: %s", error)
        else:
            OWN[:] = server.LISTENERS


def nworkers_changed(server: Any, new: int, old: int | None) -> None:
    """Keep as many as there are sockets: where nobody accepts from one, readers would wait for good."""
    if OWN and new != len(OWN):
        server.num_workers = len(OWN)


def pre_fork(server: Any, worker: Any) -> None:
    """Give a new process the socket that none of the youngest has: older ones are about to end."""
    if OWN:
        by_age = sorted(server.WORKERS.values(), key=lambda each: each.age, reverse=True)
        held = [each.sockets for each in by_age[: len(OWN) - 1]]
        worker.sockets = next([each] for each in OWN if [each] not in held)


def post_fork(server: Any, worker: Any) -> None:
    """Let threads take turns five times as often as Python does, and garbage be looked for less often."""
    sys.setswitchinterval(TURN_S)
    gc.set_threshold(*GARBAGE)


def on_exit(server: object) -> None:
    """Take the folder of counts along."""
    shutil.rmtree(os.environ[COUNTS], ignore_errors=True)


def _beside(first: Any, *, number: int) -> list[Any]:
    """So many more sockets at the same address; raises OSError."""
    first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made = [socket.socket(first.FAMILY) for _ in range(number)]
    for each in made:
        # The first option for the sockets that listen, the second for connections older than they are.
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        each.bind(first.getsockname())
    return [type(first)(first.cfg_addr, first.conf, first.log, fd=each.detach()) for each in made]
