"""Shows each fault red once: a copy of the checkout, one guard taken out of it, and the fault's own test.

`python -m tests.faults.guards [FAULT...]`; a guard whose removal leaves its fault green fails the run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aitracker.local.state import CHECKOUT

LEFT_OUT = (".git", ".venv", ".state*", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "docs")
SUITE = "tests/faults"


@dataclass(frozen=True)
class Edit:
    """A text that stands once in a file, and what stands there when the guard is gone."""

    file: str
    text: str
    without: str


@dataclass(frozen=True)
class Guard:
    """What holds a fault off, the words of its test's name, and the edits that take it away."""

    fault: str
    what: str
    test: str
    edits: tuple[Edit, ...]


def main(names: Sequence[str]) -> int:
    """Take the guards of the named faults away, of all without names; returns 1 when one is not missed."""
    from tests.faults.guarded import GUARDS

    chosen = [guard for guard in GUARDS if not names or guard.fault in names]
    idle = [guard for guard in chosen if not _is_missed(guard)]
    print(f"{len(chosen) - len(idle)} of {len(chosen)} guards are missed when they are gone")  # noqa: T201
    return 1 if idle or not chosen else 0


def _is_missed(guard: Guard) -> bool:
    """Whether the fault's test fails without the guard; says so in a line."""
    with without(guard) as folder:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "aitracker.local",
                "test",
                "--",
                "-n0",
                "-q",
                "-x",
                guard.where,
                "-k",
                guard.test,
            ],
            cwd=folder,
            env=os.environ | {"AITRACKER_STATE": str(folder / ".state")},
            capture_output=True,
            text=True,
            check=False,
        )
    verdict = {0: "GREEN", 1: "RED"}.get(done.returncode, f"BROKEN (status {done.returncode})")
    print(f"{guard.fault:<4} {verdict:<6} without: {guard.what}", flush=True)  # noqa: T201
    if verdict != "RED":
        print(done.stdout[-1_500:] + done.stderr[-1_500:], flush=True)  # noqa: T201
    return verdict == "RED"


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
        _remove_servers_data(folder)
        shutil.rmtree(folder.parent, ignore_errors=True)


def removed(source: str, edit: Edit) -> str:
    """The source without the guard; ValueError where the text does not stand in it exactly once."""
    if source.count(edit.text) != 1:
        raise ValueError(f"{edit.file} holds {edit.text!r} {source.count(edit.text)} times")
    return source.replace(edit.text, edit.without)


def _remove_servers_data(folder: Path) -> None:
    """The database that root's test run left outside of its state folder."""
    subprocess.run(
        [sys.executable, "-m", "aitracker.local", "reset", "--yes"],
        cwd=folder,
        env=os.environ | {"AITRACKER_STATE": str(folder / ".state")},
        capture_output=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
