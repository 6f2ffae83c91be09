"""The virtual environment that make builds: complete, or one line and nothing."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from aitracker.local.state import CHECKOUT
from tests.aitracker.local.programs import write_program

WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1;; esac'
TOO_OLD = "exit 1"
HALFWAY = 'case "$2" in venv) mkdir -p "$3/bin"; touch "$3/pyvenv.cfg"; exit 1;; esac'


def install(folder: Path, python: Path) -> subprocess.CompletedProcess[str]:
    (folder / "requirements").mkdir(exist_ok=True)
    (folder / "requirements" / "run.txt").touch()
    return subprocess.run(
        ["sh", CHECKOUT / "aitracker" / "local" / "install.sh", "run"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "VENV": "venv", "PYTHON": str(python), "UV_VERSION": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        pytest.param(
            WITHOUT_VENV,
            "make: {python} can not make virtual environments; "
            "install the Debian package python3-venv (apt-get install python3-venv)\n",
            id="python3-venv is missing",
        ),
        pytest.param(
            TOO_OLD,
            "make: no Python 3.11 or newer at {python}; "
            "install one (Debian package python3) or name it: make PYTHON=/path/to/python3.12\n",
            id="too old",
        ),
        pytest.param(
            HALFWAY,
            "make: the virtual environment venv could not be made; the reason stands above\n",
            id="it breaks off",
        ),
    ],
)
def test_a_python_that_will_not_do_is_named_and_nothing_is_made(
    tmp_path: Path, script: str, complaint: str
) -> None:
    python = tmp_path / "bin" / "python"
    write_program(python, script)

    done = install(tmp_path, python)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", complaint.format(python=python))
    assert not (tmp_path / "venv").exists()


def test_a_folder_that_is_no_virtual_environment_is_left_alone(tmp_path: Path) -> None:
    write_program(tmp_path / "bin" / "python", "exit 0")
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "thesis.txt").touch()

    done = install(tmp_path, tmp_path / "bin" / "python")

    assert (done.returncode, done.stderr) == (
        1,
        "make: venv is there and is no virtual environment; "
        "move it away or choose another place: make VENV=/path\n",
    )
    assert [entry.name for entry in (tmp_path / "venv").iterdir()] == ["thesis.txt"]


def test_the_packages_of_dev_serve_a_run_as_well(tmp_path: Path) -> None:
    write_program(tmp_path / "venv" / "bin" / "python", "exit 0")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "dev.txt").touch()
    (tmp_path / "venv" / ".installed-dev").touch()

    done = install(tmp_path, tmp_path / "venv" / "bin" / "python")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(entry.name for entry in (tmp_path / "venv").glob(".*")) == [
        ".installed-dev",
        ".installed-run",
    ]


def test_dev_pins_what_run_pins_and_neither_names_a_package_index() -> None:
    run, dev = ((CHECKOUT / "requirements" / f"{name}.txt").read_text() for name in ("run", "dev"))
    pins = [set(re.findall(r"^[a-z0-9-]+==\S+", text, flags=re.MULTILINE)) for text in (run, dev)]

    assert pins[0] < pins[1]
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", run + dev) == []
