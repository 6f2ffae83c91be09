"""What the runner says before it starts anything, and when a part of the site ends."""

import signal
import subprocess
import sys

import pytest

from aitracker.local.processes import Child, last_words
from aitracker.local.refusal import Refusal
from aitracker.local.runner import look_after
from aitracker.local.state import CHECKOUT

# A process that may not write one byte to a file can not make shared memory either.
WITHOUT_SHARED_MEMORY = """
import resource
from aitracker.local.refusal import Refusal
from aitracker.local.runner import check_shared_memory
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    check_shared_memory()
except Refusal as refusal:
    print(refusal)
"""


def test_unusable_shared_memory_is_named_with_the_way_out() -> None:
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT_SHARED_MEMORY],
        capture_output=True,
        text=True,
        check=True,
        cwd=CHECKOUT,
    )

    assert said.stdout == (
        "Shared memory in /dev/shm can not be used (File too large) and Celery's workers need it; "
        "mount it with: mount -t tmpfs tmpfs /dev/shm (in a container: --shm-size=128m).\n"
    )


@pytest.mark.parametrize(
    ("script", "how"),
    [
        pytest.param("exit 3", "status 3", id="by itself"),
        pytest.param("kill -9 $$", "signal SIGKILL", id="killed"),
    ],
)
def test_the_part_that_ended_is_named(script: str, how: str) -> None:
    with subprocess.Popen(["sh", "-c", script]) as process:
        process.wait()
    child = Child(name="Celery beat", process=process, stop_signals=(signal.SIGTERM,), grace=1)

    with pytest.raises(Refusal) as refusal:
        look_after([child])

    assert str(refusal.value) == (
        f"Celery beat ended by itself ({how}), so everything is stopped; `make run` starts it again."
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param("", "it said nothing", id="nothing"),
        pytest.param("starting\nready\n", "ready", id="the last line"),
        pytest.param("FATAL:  no space\nHINT: none\n", "FATAL:  no space", id="an error before other lines"),
    ],
)
def test_a_programs_last_words_are_the_ones_that_tell(said: str, words: str) -> None:
    assert last_words(said) == words
