"""Where a state folder's database lives, for an ordinary user and for root."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from aitracker.local import home
from aitracker.local.account import Account, make_private, server_account
from aitracker.local.home import home_of, open_home, remove_home
from aitracker.local.refusal import Refusal
from aitracker.local.state import CHECKOUT, open_state, read_id

ME = Account(uid=os.geteuid(), gid=os.getegid())
PLANTED = "{} is a link or something else that does not belong there; remove it and start again."
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders to another account")


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


def test_roots_folder_lets_others_through_and_its_files_are_roots_own(tmp_path: Path, roots: Path) -> None:
    folder = open_home(open_state(tmp_path / "state"), account=ME)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "state")}
    assert modes == {folder.name: 0o711, "state": 0o600}


@AS_ROOT
def test_a_folder_that_the_serving_account_owned_is_taken_back_with_its_database(
    tmp_path: Path, roots: Path
) -> None:
    nobody = server_account()
    assert nobody is not None
    state = open_state(tmp_path / "state")
    folder = open_home(state, account=nobody)
    make_private(folder / "data", nobody)
    make_private(folder, nobody)

    open_home(state, account=nobody)

    owners = {path.name: path.stat().st_uid for path in (folder, folder / "state", folder / "data")}
    assert owners == {folder.name: 0, "state": 0, "data": nobody.uid}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o711


@pytest.mark.parametrize("name", ["state", "postgres.log", "sockets", "data", "data.unfinished"])
def test_a_link_planted_in_roots_folder_is_refused_and_not_followed(
    tmp_path: Path, roots: Path, name: str
) -> None:
    state = open_state(tmp_path / "state")
    link = open_home(state, account=ME) / name
    link.unlink(missing_ok=True)
    link.symlink_to(aim(tmp_path))

    with pytest.raises(Refusal) as refusal:
        open_home(state, account=ME)

    assert str(refusal.value) == PLANTED.format(link)
    assert is_untouched(tmp_path / "aim")


@AS_ROOT
def test_another_accounts_file_in_roots_folder_is_refused(tmp_path: Path, roots: Path) -> None:
    state = open_state(tmp_path / "state")
    file = open_home(state, account=ME) / "state"
    os.chown(file, 65534, 65534)

    with pytest.raises(Refusal) as refusal:
        open_home(state, account=ME)

    assert str(refusal.value) == PLANTED.format(file)


@pytest.mark.parametrize("account", [pytest.param(None, id="ordinary user"), pytest.param(ME, id="root")])
def test_a_link_in_place_of_the_whole_folder_is_refused(
    tmp_path: Path, roots: Path, account: Account | None
) -> None:
    state = open_state(tmp_path / "state")
    folder = home_of(state, account=account)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(aim(tmp_path))

    with pytest.raises(Refusal) as refusal:
        open_home(state, account=account)

    assert str(refusal.value) == PLANTED.format(folder)
    assert is_untouched(tmp_path / "aim")


def aim(tmp_path: Path) -> Path:
    """A folder whose mode a followed link would change."""
    folder = tmp_path / "aim"
    folder.mkdir()
    folder.chmod(0o755)
    return folder


def is_untouched(folder: Path) -> bool:
    found = folder.stat()
    return (stat.S_IMODE(found.st_mode), found.st_uid, list(folder.iterdir())) == (0o755, ME.uid, [])
