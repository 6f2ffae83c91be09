"""The watcher ends what a killed runner left, and only that."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from aitracker.local import watcher

STUBBORN = "trap '' TERM; sleep 60 & sleep 60; sleep 60"
CLOSING = "trap 'exit 7' INT; while true; do sleep 0.05; done"


@contextmanager
def started(script: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sh", "-c", script], start_new_session=True) as process:
        try:
            time.sleep(0.2)
            yield process
        finally:
            process.kill()


def watch(lines: str) -> None:
    subprocess.run([sys.executable, "-I", watcher.__file__], input=lines.encode(), check=True, timeout=20)


@pytest.mark.parametrize(
    ("script", "number", "status"),
    [
        pytest.param("sleep 60", signal.SIGTERM, -signal.SIGTERM, id="one that ends when asked"),
        pytest.param(STUBBORN, signal.SIGTERM, -signal.SIGKILL, id="one that does not listen"),
        pytest.param(CLOSING, signal.SIGINT, 7, id="a database that closes its files"),
    ],
)
def test_every_group_is_ended_when_the_runner_is_gone(
    script: str, number: signal.Signals, status: int
) -> None:
    with started(script) as process:
        watch(f"{process.pid} {int(number)}\n")

        assert process.wait(5) == status
        assert process.pid not in watcher.living_groups()


def test_nothing_is_touched_after_an_orderly_stop() -> None:
    with started("sleep 60") as process:
        watch(f"{process.pid} {int(signal.SIGTERM)}\ndone\n")

        assert process.poll() is None
