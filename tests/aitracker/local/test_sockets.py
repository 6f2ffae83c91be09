"""Folders for unix sockets: private, and never past the kernel's limit on a socket's path."""

import os
import stat
import tempfile
from pathlib import Path

import pytest

from aitracker.local.refusal import Refusal
from aitracker.local.sockets import LONGEST_PATH, short_name, socket_folder


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temp folder of our own, short enough to hold a stand-in."""
    folder = tmp_path / "t"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def folder_of_length(parent: Path, length: int) -> Path:
    folder = parent / ("x" * (length - len(str(parent)) - 1))
    assert len(str(folder)) == length
    return folder


@pytest.mark.parametrize(
    ("over", "stays"),
    [pytest.param(0, True, id="107 bytes fit"), pytest.param(1, False, id="108 bytes do not")],
)
def test_the_folder_is_kept_as_long_as_its_socket_fits(
    tmp_path: Path, temp: Path, over: int, stays: bool
) -> None:
    wanted = folder_of_length(tmp_path, LONGEST_PATH - len("/s") + over)

    folder = socket_folder(wanted, socket_name="s", account=None)

    assert folder == (wanted if stays else temp / short_name(wanted))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(os.fsencode(folder / "s")) <= LONGEST_PATH


@pytest.mark.parametrize("name", ["a,b", "a b", "50%", "wo?", "é"])
def test_a_path_that_an_address_would_garble_gets_a_stand_in(tmp_path: Path, temp: Path, name: str) -> None:
    wanted = tmp_path / name

    assert socket_folder(wanted, socket_name="s", account=None) == temp / short_name(wanted)


def test_a_stand_in_is_used_again_and_differs_by_folder(tmp_path: Path, temp: Path) -> None:
    first = folder_of_length(tmp_path, 120)
    second = folder_of_length(tmp_path, 121)

    again = [socket_folder(folder, socket_name="s", account=None) for folder in (first, first, second)]

    assert again == [temp / short_name(first), temp / short_name(first), temp / short_name(second)]
    assert short_name(first) != short_name(second)


def test_something_else_in_the_stand_ins_place_is_refused(tmp_path: Path, temp: Path) -> None:
    wanted = folder_of_length(tmp_path, 120)
    (temp / short_name(wanted)).symlink_to(tmp_path)

    with pytest.raises(Refusal) as refusal:
        socket_folder(wanted, socket_name="s", account=None)

    assert (
        str(refusal.value)
        == f"{temp / short_name(wanted)} belongs to somebody else; remove it or set TMPDIR."
    )
