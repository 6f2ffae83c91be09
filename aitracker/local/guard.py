"""The watcher process seen from the runner: every started child is announced to it."""

import contextlib
import subprocess
import sys
from pathlib import Path

from aitracker.local import watcher
from aitracker.local.processes import Child


class Guard:
    """Starts the watcher with the state folder's lock; it acts when this process is killed."""

    def __init__(self, *, lock: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", Path(watcher.__file__)],
            stdin=subprocess.PIPE,
            cwd="/",
            env={},
            pass_fds=[lock],
            start_new_session=True,
        )

    def add(self, child: Child) -> Child:
        """Announce a child; returns it."""
        self._say(f"{child.process.pid} {int(child.stop_signals[-1])}")
        return child

    def dismiss(self) -> None:
        """Everything has stopped in order: the watcher has nothing to do."""
        self._say("done")
        self._process.communicate()

    def _say(self, line: str) -> None:
        stream = self._process.stdin
        with contextlib.suppress(BrokenPipeError):  # somebody killed it
            if stream is not None and self._process.poll() is None:
                stream.write(f"{line}\n".encode())
                stream.flush()
