"""Which PostgreSQL is taken, and how one that will not do is refused."""

from pathlib import Path

import pytest

from aitracker.local.postgres_programs import Programs, candidates, find_programs, wheel_folder
from aitracker.local.refusal import Refusal
from tests.aitracker.local.programs import write_postgres, write_program


def find(folder: Path, *, copies: Path) -> Programs:
    return find_programs({"PG_BIN": str(folder), "PATH": ""}, account=None, copies=copies)


def test_pg_bin_comes_before_everything(tmp_path: Path) -> None:
    folder = write_postgres(tmp_path / "bin", version="19.1 (Debian 19.1-1)")

    assert find(folder, copies=tmp_path) == Programs(folder=folder, version=19)


def test_the_wheel_comes_before_the_systems_own(tmp_path: Path) -> None:
    on_path = write_postgres(tmp_path / "bin", version="18.0")

    found = list(candidates(str(on_path)))

    assert found[0] == wheel_folder()
    assert found[-1] == on_path


def test_without_pg_bin_the_wheel_is_used(tmp_path: Path) -> None:
    programs = find_programs({"PATH": ""}, account=None, copies=tmp_path)

    assert programs == Programs(folder=wheel_folder() or tmp_path, version=18)


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        pytest.param(
            "echo 'postgres (PostgreSQL) 15.17'",
            "PostgreSQL 18 is needed, {folder} has 15; set PG_BIN= to a newer bin folder.",
            id="too old",
        ),
        pytest.param(
            "echo no; echo 'missing libpq' >&2; exit 3",
            "{folder}/postgres can not be run (missing libpq); set PG_BIN= to a working folder.",
            id="broken",
        ),
        pytest.param(
            "echo hello",
            "{folder}/postgres is not PostgreSQL (it said 'hello'); set PG_BIN= to its bin folder.",
            id="another program",
        ),
    ],
)
def test_a_pg_bin_that_will_not_do_is_refused_and_not_passed_over(
    tmp_path: Path, script: str, complaint: str
) -> None:
    write_program(tmp_path / "postgres", script)

    with pytest.raises(Refusal) as refusal:
        find(tmp_path, copies=tmp_path)

    assert str(refusal.value) == complaint.format(folder=tmp_path)


def test_a_pg_bin_without_programs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        find(tmp_path, copies=tmp_path)

    assert str(refusal.value) == (
        f"{tmp_path}/postgres can not be run (No such file or directory); set PG_BIN= to a working folder."
    )
