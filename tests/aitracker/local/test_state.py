"""The state folder: its place, its lock, and what it tells a manage.py beside a run."""

import os
from pathlib import Path

import pytest

from aitracker.local.refusal import Refusal
from aitracker.local.state import (
    CHECKOUT,
    Taken,
    empty,
    hold,
    open_state,
    read_id,
    running_servers,
    sign,
    state_folder,
    write_servers,
)

ADDRESSES = {
    "DATABASE_URL": "postgresql:///aitracker?host=%2Fx&user=aitracker",
    "REDIS_URL": "unix:///x/valkey.sock",
}


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        pytest.param({}, CHECKOUT / ".state", id="in the checkout by default"),
        pytest.param({"AITRACKER_STATE": ""}, CHECKOUT / ".state", id="empty means unset"),
        pytest.param({"AITRACKER_STATE": "/srv/state"}, Path("/srv/state"), id="as named"),
        pytest.param({"AITRACKER_STATE": "mine"}, Path.cwd() / "mine", id="relative to the working folder"),
    ],
)
def test_the_state_folder_is_where_the_environment_says(environ: dict[str, str], folder: Path) -> None:
    assert state_folder(environ) == folder


def test_a_missing_folder_is_made_private_and_named(tmp_path: Path) -> None:
    folder = open_state(tmp_path / "deep" / "state")
    first_id = read_id(folder)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"
    assert read_id(open_state(folder)) == first_id
    assert len(first_id) == 16


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")

    with pytest.raises(Refusal) as refusal:
        open_state(tmp_path)

    assert str(refusal.value) == (
        f"The state folder {tmp_path} holds other files; name an empty one with AITRACKER_STATE=."
    )
    assert [entry.name for entry in tmp_path.iterdir()] == ["letters.txt"]


def test_a_folder_that_can_not_be_made_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "state"

    with pytest.raises(Refusal) as refusal:
        open_state(folder)

    assert str(refusal.value) == (
        f"The state folder {folder} can not be used (Not a directory); "
        "repair its owner and permissions, or name another one with AITRACKER_STATE=."
    )


def test_a_held_folder_is_refused_with_the_words_of_its_holder(tmp_path: Path) -> None:
    lock = hold(tmp_path)
    sign(lock, f"{os.getpid()} at http://127.0.0.1:8000/")

    with pytest.raises(Taken) as refusal:
        hold(tmp_path)

    os.close(lock)
    assert str(refusal.value) == (
        f"AI Tracker is already running on {tmp_path} (process {os.getpid()} at http://127.0.0.1:8000/); "
        "stop it there, or name another folder with AITRACKER_STATE=."
    )


def test_a_folder_that_was_let_go_can_be_held_again(tmp_path: Path) -> None:
    os.close(hold(tmp_path))
    lock = hold(tmp_path, patient=False)

    assert (tmp_path / "lock").read_text() == str(os.getpid())
    os.close(lock)


def test_the_addresses_are_known_while_the_folder_is_held(tmp_path: Path) -> None:
    lock = hold(tmp_path)
    write_servers(tmp_path, ADDRESSES)

    held = running_servers(tmp_path)
    os.close(lock)

    assert held == ADDRESSES
    assert (tmp_path / "servers.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "{", '{"DATABASE_URL": '], ids=["empty", "open", "cut off"])
def test_addresses_that_can_not_be_read_are_no_addresses(tmp_path: Path, text: str) -> None:
    lock = hold(tmp_path)
    (tmp_path / "servers.json").write_text(text)

    assert running_servers(tmp_path) == {}
    os.close(lock)


def test_addresses_that_a_killed_run_left_are_ignored(tmp_path: Path) -> None:
    os.close(hold(tmp_path))
    write_servers(tmp_path, ADDRESSES)

    assert running_servers(tmp_path) == {}
    assert running_servers(tmp_path / "missing") == {}


def test_emptying_keeps_nothing_but_the_lock(tmp_path: Path) -> None:
    (tmp_path / "valkey" / "appendonlydir").mkdir(parents=True)
    lock = hold(open_state(tmp_path / "state"))
    (tmp_path / "state" / "link").symlink_to(tmp_path / "valkey")

    empty(tmp_path / "state")

    os.close(lock)
    assert [entry.name for entry in (tmp_path / "state").iterdir()] == ["lock"]
    assert (tmp_path / "valkey" / "appendonlydir").is_dir()
