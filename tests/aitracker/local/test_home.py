"""Where a state folder's database lives, for an ordinary user and for root."""

import os
import shutil
from pathlib import Path

import pytest

from aitracker.local import home
from aitracker.local.account import Account
from aitracker.local.home import home_of, open_home, remove_home
from aitracker.local.state import CHECKOUT, open_state, read_id

ME = Account(uid=os.geteuid(), gid=os.getegid())


@pytest.fixture
def roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder below which root's databases lie."""
    folder = tmp_path / "var" / "aitracker"
    monkeypatch.setattr(home, "ROOTS_FOLDER", folder)
    return folder


def test_an_ordinary_users_database_lies_in_the_state_folder(tmp_path: Path) -> None:
    state = open_state(tmp_path / "state")

    assert open_home(state, account=None) == state / "postgres"
    assert (state / "postgres").stat().st_mode & 0o777 == 0o700


def test_roots_database_lies_apart_and_each_state_folder_has_its_own(tmp_path: Path, roots: Path) -> None:
    first, second = home_of(tmp_path / "a", account=ME), home_of(tmp_path / "b", account=ME)

    assert first.parent == second.parent == roots
    assert first.name.startswith(f"{CHECKOUT.name}-")
    assert first != second


def test_the_database_stays_while_its_state_folder_does(tmp_path: Path, roots: Path) -> None:
    state = open_state(tmp_path / "state")
    (open_home(state, account=ME) / "data").mkdir()

    assert [entry.name for entry in sorted(open_home(state, account=ME).iterdir())] == ["data", "state"]


def test_a_state_folder_made_anew_at_the_same_place_begins_empty(tmp_path: Path, roots: Path) -> None:
    state = open_state(tmp_path / "state")
    (open_home(state, account=ME) / "data").mkdir()
    shutil.rmtree(state)
    open_state(state)

    folder = open_home(state, account=ME)

    assert [entry.name for entry in folder.iterdir()] == ["state"]
    assert (folder / "state").read_text() == f"{read_id(state)} {state}\n"


def test_removing_takes_the_whole_database(tmp_path: Path, roots: Path) -> None:
    state = open_state(tmp_path / "state")
    open_home(state, account=ME)

    remove_home(state, account=ME)

    assert list(roots.iterdir()) == []
