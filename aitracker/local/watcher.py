"""A process of its own that ends the runner's children after a `kill -9` of the runner.

The kernel's parent-death signal reaches direct children only; pool children of a worker would stay.
Run as a plain script by path, so that it starts fast and imports nothing of the project. Standard
input carries one line for each child, `<process group> <signal>`, and `done` after an orderly stop.
The lock of the state folder is inherited: it is free only when nothing of that run is alive.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

SECONDS_TO_STOP = 1.0
SECONDS_FOR_A_DATABASE = 10.0


def living_groups() -> set[int]:
    """The process groups that anybody is left in; what is dead and not yet reaped does not count."""
    groups = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name before the bracket may hold anything, brackets too.
            state, _parent, group = stat.read_text(errors="replace").rpartition(")")[2].split()[:3]
            if state not in "ZX":
                groups.add(int(group))
    return groups


def send(groups: list[int], number: int) -> None:
    """Signal the groups that are still there."""
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, number)


def wait_gone(groups: list[int], *, seconds: float) -> None:
    """Return when all are gone, at the latest after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and living_groups().intersection(groups):
        time.sleep(0.05)


def end(children: dict[int, int]) -> None:
    """Stop everything: gently, then for good; a database gets the time to close its files."""
    databases = [group for group, number in children.items() if number == signal.SIGINT]
    others = [group for group in children if group not in databases]
    for group, number in children.items():
        send([group], number)
    wait_gone(others, seconds=SECONDS_TO_STOP)
    send(others, signal.SIGKILL)
    wait_gone(databases, seconds=SECONDS_FOR_A_DATABASE)
    send(databases, signal.SIGKILL)


def main() -> None:
    """Read until the runner is gone, however it went."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    children: dict[int, int] = {}
    for line in sys.stdin:
        if line.strip() == "done":
            return
        group, number = line.split()
        children[int(group)] = int(number)
    end(children)


if __name__ == "__main__":
    main()
