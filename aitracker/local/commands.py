"""Commands in our own terminal: management commands, pytest, and what a Ctrl-C means to them."""

import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from aitracker.local.processes import die_with_parent
from aitracker.local.state import CHECKOUT


class Stopped(BaseException):
    """Raised in the main thread by the first SIGINT, SIGTERM or SIGHUP; later ones are ignored."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def stop_on_signals() -> None:
    """Turn the first signal to end into Stopped, so that `with` blocks close in order."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for number in numbers:
        # `nohup make run` starts us with SIGHUP ignored and means it.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)


def manage(*arguments: str) -> list[str | Path]:
    """The command line of a Django management command."""
    return [sys.executable, CHECKOUT / "manage.py", *arguments]


def call(command: Sequence[str | Path], *, env: Mapping[str, str]) -> int:
    """Run a command in our terminal until it ends; returns its status, 128 + n after signal n.

    Ctrl-C reaches the command by itself, and what it means there is its own affair.
    """
    before = signal.signal(signal.SIGINT, _leave_to_command)
    try:
        with subprocess.Popen(command, env=dict(env), preexec_fn=die_with_parent(signal.SIGTERM)) as process:
            try:
                status = process.wait()
            except Stopped:
                process.terminate()
                raise
    finally:
        signal.signal(signal.SIGINT, before)
    return status if status >= 0 else 128 - status


def _leave_to_command(number: int, frame: FrameType | None) -> None:
    """A handler, as an ignored signal would be ignored by the command too."""
