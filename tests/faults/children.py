"""The children of a process, and what processes hold in memory, as the kernel tells it."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def children_of(pid: int) -> list[int]:
    """The living children of a process, the oldest first."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[:2]
            if int(parent) == pid and state not in "ZX":
                found.append(int(folder.name))
    return sorted(found)


def memory_mb(pids: Sequence[int]) -> float:
    """What these processes hold in memory together, those that are still there."""
    kilobytes = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            kilobytes += next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
    return kilobytes / 1024


@contextmanager
def growth_of(pids: Sequence[int]) -> Iterator[list[float]]:
    """MiB by which these processes have grown since, looked at twenty times a second."""
    before, is_over = memory_mb(pids), threading.Event()
    grown = [0.0]

    def watch() -> None:
        while not is_over.wait(0.05):
            grown.append(memory_mb(pids) - before)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield grown
    finally:
        is_over.set()
        watcher.join()
