"""news.parsing.limits: a document that wants too much of the machine is a failure of its own."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from news.parsing import NotAFeedError, bounded_time
from news.tasks import bound_child, bound_memory

ROOT = Path(__file__).resolve().parents[2]


def turn_for_ever() -> None:
    while True:
        pass


def turn_whatever_is_raised() -> None:
    while True:
        try:
            turn_for_ever()
        except Exception:
            continue


def test_what_takes_too_long_is_given_up_by_name() -> None:
    with pytest.raises(NotAFeedError) as caught, bounded_time(0.2):
        turn_for_ever()

    assert (caught.value.code, caught.value.text) == (
        "too_slow",
        "reading the document takes more than 0 seconds",
    )


def test_a_reader_that_catches_everything_is_stopped_as_well() -> None:
    with pytest.raises(NotAFeedError), bounded_time(0.2):
        turn_whatever_is_raised()


def test_afterwards_nothing_is_limited_any_more() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with bounded_time(0.2):
        pass

    assert (signal.getitimer(signal.ITIMER_PROF), signal.getsignal(signal.SIGPROF)) == ((0.0, 0.0), before)


def test_another_thread_than_the_main_one_reads_without_a_limit() -> None:
    reached = threading.Event()

    def read() -> None:
        with bounded_time(0.2):
            reached.set()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()

    assert reached.is_set()


def run(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_a_process_that_wants_too_much_memory_gets_an_ordinary_error() -> None:
    done = run(
        "from news.parsing import limit_memory\n"
        "limit_memory(64 * 2**20)\n"
        "small = bytes(16 * 2**20)\n"
        "try:\n    large = bytes(128 * 2**20)\n"
        "except MemoryError:\n    print('refused')\n"
    )

    assert (done.stdout, done.returncode) == ("refused\n", 0)


def test_what_hears_no_signal_ends_with_its_process() -> None:
    """So that the attempt is found by the sweep, and the feed is set aside after three."""
    done = run(
        "import news.parsing.limits as limits, signal\n"
        "limits.DEAF_AFTER_S = 1\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])\n"
        "with limits.bounded_time(0.1):\n    while True: pass\n"
    )

    assert done.returncode == -signal.SIGXCPU


@pytest.mark.parametrize(
    ("queues", "is_bounded"), [("work", True), ("fetch", False), ("fetch,work", False), (None, False)]
)
def test_children_that_parse_alone_are_bounded(
    queues: str | None, is_bounded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[object] = []
    monkeypatch.setattr("news.tasks.worker_process_init.connect", connected.append)
    bound_memory(options={"queues": queues})

    assert connected == ([bound_child] if is_bounded else [])
