"""How gunicorn serves the site, here and on a server: `gunicorn --config=python:aitracker.serving`."""

import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from aitracker.limits import WEB

workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
# How long a thread that computes may keep the others waiting.
TURN_S = 0.001
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

    At a common one chance decides who takes a connection, and one process may be left with all that stay.
    """
    if len(server.LISTENERS) == 1 and server.LISTENERS[0].FAMILY != socket.AF_UNIX:
        [first] = server.LISTENERS
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.LISTENERS += [_beside(first) for _ in range(1, server.num_workers)]


def pre_fork(server: Any, worker: Any) -> None:
    """Give a new process the socket that none of the youngest has: older ones are about to end."""
    if len(server.LISTENERS) == server.num_workers:
        by_age = sorted(server.WORKERS.values(), key=lambda each: each.age, reverse=True)
        held = [each.sockets for each in by_age[: server.num_workers - 1]]
        worker.sockets = next([each] for each in server.LISTENERS if [each] not in held)


def post_fork(server: Any, worker: Any) -> None:
    """Let threads take turns five times as often as Python does: what the database answers waits less."""
    sys.setswitchinterval(TURN_S)


def on_exit(server: object) -> None:
    """Take the folder of counts along."""
    shutil.rmtree(os.environ[COUNTS], ignore_errors=True)


def _beside(listener: Any) -> Any:
    """Another socket at the same address."""
    made = socket.socket(listener.FAMILY)
    # The first option for the listening sockets, the second for connections that came before both.
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(listener.getsockname())
    return type(listener)(listener.cfg_addr, listener.conf, listener.log, fd=made.detach())
