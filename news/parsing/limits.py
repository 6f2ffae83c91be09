"""How much of a machine one document may take: processor time a document, memory a process."""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from news.parsing.entries import NotAFeedError

DOCUMENT_CPU_S = 10.0
# What is still running then is deaf to signals, and ends with its process.
DEAF_AFTER_S = 20
CHILD_MEMORY = 512 * 1024 * 1024


class _TooSlow(BaseException):
    """Raised in the midst of reading; no Exception, so that no parser takes it for one of its own."""


@contextmanager
def bounded_time(seconds: float = DOCUMENT_CPU_S) -> Iterator[None]:
    """Raise NotAFeedError (too_slow) where the block takes more processor time.

    A block that hears no signal is ended with the process ten seconds later. Signals reach the main thread
    alone: in any other the block runs without a limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGPROF, _give_up)
    limits = _kill_the_deaf()
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
        yield
    except _TooSlow:
        text = f"reading the document takes more than {seconds:.0f} seconds"
        raise NotAFeedError("too_slow", text) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_CPU, limits)
        signal.signal(signal.SIGPROF, former)


def _give_up(number: int, frame: FrameType | None) -> None:
    raise _TooSlow


def _kill_the_deaf() -> tuple[int, int]:
    """Lower the soft limit of this process's processor time; returns the limits as they were."""
    limits = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + DEAF_AFTER_S
    if limits[0] == resource.RLIM_INFINITY or until < limits[0]:
        resource.setrlimit(resource.RLIMIT_CPU, (until, limits[1]))
    return limits


def limit_memory(more: int = CHILD_MEMORY) -> None:
    """Let this process, as large as it is now, grow by so many bytes; beyond that it gets a MemoryError."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    size = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
