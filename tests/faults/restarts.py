"""Broker and database taken away and brought back, and what client libraries say of it meanwhile."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.rig import Rig

# What client libraries say of a broker or a database that has gone; none of it ends a process.
BROKER_AWAY = ("kombu", "redis", "Redis", "consumer: Cannot connect", "broker lost", "beat: Connection error")
DATABASE_AWAY = (
    "OperationalError",
    "InterfaceError",
    "AdminShutdown",
    "database does not answer",
    "Service Unavailable",
    " failed",
)


@contextmanager
def broker_away(rig: Rig, *, seconds: float) -> Iterator[None]:
    """The broker killed; after the block and so many seconds it is started on its data."""
    os.kill(rig.stores.valkey.child.process.pid, signal.SIGKILL)
    rig.stores.valkey.child.process.wait()
    yield
    time.sleep(seconds)
    rig.stores.start_valkey()


@contextmanager
def database_away(rig: Rig, number: signal.Signals, *, seconds: float = 0) -> Iterator[None]:
    """The database stopped, at once with SIGQUIT, orderly with SIGINT; started again as the broker is."""
    process = rig.stores.postgres.child.process
    process.send_signal(number)
    process.wait(30)
    yield
    time.sleep(seconds)
    rig.stores.start_postgres()
