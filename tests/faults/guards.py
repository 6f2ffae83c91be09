"""Shows each fault red once: a copy of the checkout, one guard taken out of it, and the fault's own test.

`python -m tests.faults.guards [FAULT...]`; a guard whose removal leaves its fault green fails the run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django

from aitracker.local.state import CHECKOUT
from aitracker.local.suite import without_outer_settings
from tests.faults.guard import Guard, removed
from tests.faults.guarded import GUARDS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aitracker.settings")
django.setup()

from tests.faults.oracle import Oracle  # noqa: E402 -- models stand after setup only
from tests.faults.rig import Rig  # noqa: E402
from tests.faults.stores import opened_stores  # noqa: E402

LEFT_OUT = (
    ".git",
    ".venv",
    ".state*",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    "screens",
)
# These break the database itself: their suite starts its own.
OF_THE_DATABASE = {"F10", "F11", "F12", "F13"}
# Waiting longer for what will not come, because the machine is busy, takes hours.
LEAST_PATIENCE = {"FAULTS_STRETCH": "2"}


def main(names: Sequence[str]) -> int:
    """Take the guards of the named faults away, of all without names; returns 1 when one is not missed."""
    chosen = [guard for guard in GUARDS if not names or guard.fault in names]
    with opened_stores() as stores:
        rig = Rig(stores, Oracle(), Oracle())
        rig.fill()
        idle = [guard for guard in chosen if not _is_missed(guard, rig)]
    _say(f"{len(chosen) - len(idle)} of {len(chosen)} guards are missed when they are gone")
    return 1 if idle or not chosen else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _is_missed(guard: Guard, rig: Rig) -> bool:
    """Whether the fault's test fails without the guard; says so in a line, and why it fails."""
    began = time.monotonic()
    with without(guard) as folder:
        done = subprocess.run(
            _command(guard), cwd=folder, env=_environment(guard, rig, folder), capture_output=True, text=True
        )
    verdict = {0: "GREEN", 1: "RED"}.get(done.returncode, f"BROKEN (status {done.returncode})")
    seconds = time.monotonic() - began
    _say(f"{guard.fault:<4} {verdict:<6} {seconds:5.0f} s  without {guard.what}: {_why(done.stdout)}")
    return verdict == "RED"


def _command(guard: Guard) -> list[str]:
    """The fault's test, with servers of a test run or on the shared database."""
    pytest = ["-n0", "-q", "-x", "tests/faults", "-k", guard.test]
    if guard.fault in OF_THE_DATABASE:
        return [sys.executable, "-m", "aitracker.local", "test", "--", *pytest]
    return [sys.executable, "-m", "pytest", *pytest]


def _environment(guard: Guard, rig: Rig, folder: Path) -> dict[str, str]:
    if guard.fault in OF_THE_DATABASE:
        outer = without_outer_settings(os.environ) | {"AITRACKER_STATE": str(folder / ".state")}
        return outer | LEAST_PATIENCE
    return rig.env | {"FAULTS_DATABASE": rig.stores.database_url} | LEAST_PATIENCE


def _why(said: str) -> str:
    """The line that says what did not hold."""
    told = [line for line in said.splitlines() if line.startswith("E  ")]
    return " ".join((told or said.splitlines()[-1:] or [""])[0].split())[1:200].strip()


@contextmanager
def without(guard: Guard) -> Iterator[Path]:
    """A copy of the checkout in which the guard is gone."""
    folder = Path(tempfile.mkdtemp(prefix="guard-")) / "tree"
    try:
        shutil.copytree(CHECKOUT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
        for edit in guard.edits:
            path = folder / edit.file
            path.write_text(removed(path.read_text(), edit))
        yield folder
    finally:
        if guard.fault in OF_THE_DATABASE:
            _remove_test_servers(folder)
        shutil.rmtree(folder.parent, ignore_errors=True)


def _remove_test_servers(folder: Path) -> None:
    """The data that a test run of root left outside of the copy."""
    subprocess.run(
        [sys.executable, "-m", "aitracker.local", "reset", "--yes"],
        cwd=folder,
        env=without_outer_settings(os.environ) | {"AITRACKER_STATE": str(folder / ".state")},
        capture_output=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
