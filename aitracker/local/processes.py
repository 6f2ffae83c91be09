"""Child processes that never outlive the runner: own session, told of its death by the kernel."""

import ctypes
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from aitracker.local.account import Account
from aitracker.local.refusal import Refusal

PR_SET_PDEATHSIG = 1
# Loaded before any fork: dlopen in a forked child can deadlock.
LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Child:
    """A running server: its process leads a session and process group of its own."""

    name: str
    process: subprocess.Popen[bytes]
    stop_signals: tuple[signal.Signals, ...]  # the gentlest first; SIGKILL follows by itself
    grace: float  # seconds that each signal gets

    def ask_to_stop(self) -> None:
        """Send the gentlest signal and return at once."""
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signals[0])

    def wait_stopped(self) -> None:
        """Wait for the end, more firmly after each `grace`; nothing of its group is left."""
        for harder in (*self.stop_signals[1:], signal.SIGKILL):
            try:
                self.process.wait(self.grace)
                break
            except subprocess.TimeoutExpired:
                self.process.send_signal(harder)
        self.process.wait()
        kill_group(self.process.pid)


@dataclass(frozen=True)
class Server:
    """A started child with the address others reach it at and the way to see that it answers."""

    child: Child
    address: str
    log: Path
    answers: Callable[[], bool]

    def wait_ready(self, *, seconds: float = 60) -> None:
        """Return when it answers; Refusal with its last words when it ends or says nothing."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            if self.child.process.poll() is not None:
                words = last_words(self.log.read_text(errors="replace"))
                raise Refusal(f"{self.child.name} did not start: {words} ({self.log})")
            if time.monotonic() > deadline:
                raise Refusal(f"{self.child.name} did not answer within {seconds:.0f} s; see {self.log}.")
            time.sleep(0.03)


def last_words(said: str) -> str:
    """The last line of a program's output that names an error, else the last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if re.search("FATAL|PANIC|error:", line)]
    return (telling or lines or ["it said nothing"])[-1]


def start_child(
    name: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    cwd: Path,
    account: Account | None = None,
    output: IO[bytes] | None = None,
    pass_fds: Sequence[int] = (),
    stop_signals: tuple[signal.Signals, ...] = (signal.SIGTERM,),
    grace: float = 10,
) -> Child:
    """Start a server; `output` None lets it write to our terminal."""
    process = subprocess.Popen(
        command,
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        pass_fds=pass_fds,
        start_new_session=True,
        preexec_fn=die_with_parent(stop_signals[-1]),
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )
    return Child(name=name, process=process, stop_signals=stop_signals, grace=grace)


def die_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """A preexec_fn after which the kernel sends `death_signal` when the calling thread's process dies."""
    parent = os.getpid()

    def arm() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return arm


def kill_group(group: int) -> None:
    """Kill what a session leader left behind."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
