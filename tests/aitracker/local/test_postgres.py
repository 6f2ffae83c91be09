"""Making a database: whole or not at all, and never over one of another version."""

from pathlib import Path

import pytest

from aitracker.local.postgres import make_database
from aitracker.local.postgres_programs import Programs
from aitracker.local.refusal import Refusal
from tests.aitracker.local.programs import write_postgres

FULL = """touch "$2/half"; echo 'initdb: error: could not write file: No space left on device' >&2; exit 1"""
BROKEN = (
    """touch "$2/half"; echo 'creating ...' >&2; echo 'initdb: error: invalid locale settings' >&2; exit 1"""
)
WORKING = """echo 18 > "$2/PG_VERSION" """


def programs_with(folder: Path, initdb: str) -> Programs:
    return Programs(folder=write_postgres(folder / "bin", version="18.6", initdb=initdb), version=18)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("initdb", "complaint"),
    [
        pytest.param(
            FULL,
            "The disk is full: no room for a database in {home} (80 MB); "
            "free some, or name a folder on another disk with AITRACKER_STATE=.",
            id="full disk",
        ),
        pytest.param(
            BROKEN, "initdb failed in {home}: initdb: error: invalid locale settings", id="anything else"
        ),
    ],
)
def test_a_failed_initdb_is_named_and_leaves_nothing(
    tmp_path: Path, home: Path, initdb: str, complaint: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        make_database(home, programs_with(tmp_path, initdb), account=None)

    assert str(refusal.value) == complaint.format(home=home)
    assert list(home.iterdir()) == []


def test_a_database_is_made_once(tmp_path: Path, home: Path) -> None:
    make_database(home, programs_with(tmp_path, WORKING), account=None)
    make_database(home, programs_with(tmp_path, BROKEN), account=None)

    assert [entry.name for entry in home.iterdir()] == ["data"]
    assert (home / "data" / "PG_VERSION").read_text() == "18\n"


def test_what_a_killed_initdb_left_is_made_anew(tmp_path: Path, home: Path) -> None:
    (home / "data.unfinished" / "base").mkdir(parents=True)

    make_database(home, programs_with(tmp_path, """test ! -e "$2/base" && """ + WORKING), account=None)

    assert [entry.name for entry in home.iterdir()] == ["data"]


def test_a_database_of_another_version_is_refused_and_kept(tmp_path: Path, home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "PG_VERSION").write_text("17\n")
    programs = programs_with(tmp_path, WORKING)

    with pytest.raises(Refusal) as refusal:
        make_database(home, programs, account=None)

    assert str(refusal.value) == (
        f"The database in {home}/data was made by PostgreSQL 17, the program in {programs.folder} is "
        "PostgreSQL 18; point PG_BIN= at version 17, or `make reset` to begin with an empty database."
    )
    assert (home / "data" / "PG_VERSION").read_text() == "17\n"
