"""Wrong input on the command line: one line, a status, nothing started and nothing made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from aitracker.local.state import CHECKOUT, hold, open_state
from aitracker.local.suite import without_outer_settings


def run_local(state: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "aitracker.local", *arguments],
        cwd=CHECKOUT,
        env={**without_outer_settings(os.environ), "AITRACKER_STATE": str(state), **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "environ", "complaint"),
    [
        pytest.param(
            ["run"],
            {"PORT": "eight"},
            "PORT=eight is no port; give a number from 1 to 65535, or leave PORT out.",
            id="port",
        ),
        pytest.param(
            ["run"],
            {"REDIS_URL": "http://127.0.0.1/"},
            "REDIS_URL is not understood: it must begin with redis:// or rediss:// or unix://.",
            id="address",
        ),
        pytest.param(
            ["run", "8000"],
            {},
            "8000 is not understood: PORT= and AITRACKER_STATE= are set in the environment.",
            id="argument",
        ),
    ],
)
def test_wrong_input_is_one_line(
    tmp_path: Path, arguments: list[str], environ: dict[str, str], complaint: str
) -> None:
    done = run_local(tmp_path / "state", *arguments, **environ)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"aitracker: {complaint}\n")
    assert not (tmp_path / "state").exists()


def test_reset_without_an_answer_removes_nothing(tmp_path: Path) -> None:
    state = open_state(tmp_path / "state")

    done = run_local(state, "reset")

    assert (done.returncode, done.stderr) == (
        1,
        "aitracker: Nothing is removed without an answer; say it beforehand: make reset YES=1.\n",
    )
    assert (state / "id").exists()


def test_reset_removes_the_state_folder(tmp_path: Path) -> None:
    state = open_state(tmp_path / "state")

    done = run_local(state, "reset", "--yes")

    assert (done.returncode, done.stderr) == (0, "")
    assert not state.exists()


def test_reset_of_a_running_site_is_refused(tmp_path: Path) -> None:
    state = open_state(tmp_path / "state")
    lock = hold(state)

    done = run_local(state, "reset", "--yes")

    os.close(lock)
    assert (done.returncode, done.stderr) == (
        1,
        f"aitracker: AI Tracker is already running on {state} (process {os.getpid()}); "
        "stop it there, or name another folder with AITRACKER_STATE=.\n",
    )
    assert (state / "id").exists()
