"""Files and folders that another account may have planted: refused or replaced, never followed."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from aitracker.local.account import make_private
from aitracker.local.links import new_file, read_file
from aitracker.local.refusal import Refusal

PLANTED = "{} is a link or something else that does not belong there; remove it and start again."


def plant_link(path: Path) -> None:
    path.symlink_to(path.parent / "aim")


def plant_dangling_link(path: Path) -> None:
    path.symlink_to(path.parent / "missing")


def plant_file(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("plant", [plant_link, plant_dangling_link, plant_file])
def test_only_a_folder_becomes_private(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    (tmp_path / "aim").mkdir()
    (tmp_path / "aim").chmod(0o755)
    plant(tmp_path / "sockets")

    with pytest.raises(Refusal) as refusal:
        make_private(tmp_path / "sockets", None)

    assert str(refusal.value) == PLANTED.format(tmp_path / "sockets")
    assert stat.S_IMODE((tmp_path / "aim").stat().st_mode) == 0o755
    assert not (tmp_path / "missing").exists()


def test_a_folder_that_is_open_to_others_becomes_private(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(0o777)

    assert make_private(tmp_path / "data", None) == tmp_path / "data"
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@pytest.mark.parametrize("plant", [Path.symlink_to, Path.hardlink_to])
def test_a_file_is_written_in_place_of_a_link_and_not_through_it(
    tmp_path: Path, plant: Callable[[Path, Path], None]
) -> None:
    (tmp_path / "aim").write_text("kept")
    plant(tmp_path / "log", tmp_path / "aim")

    with new_file(tmp_path / "log") as file:
        file.write(b"said")

    assert (tmp_path / "aim").read_text() == "kept"
    assert (tmp_path / "log").read_text() == "said"
    assert stat.S_IMODE((tmp_path / "log").lstat().st_mode) == 0o600


def test_a_file_is_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "aim").write_text("secret")
    plant_link(tmp_path / "PG_VERSION")

    with pytest.raises(Refusal) as refusal:
        read_file(tmp_path / "PG_VERSION")

    assert str(refusal.value) == PLANTED.format(tmp_path / "PG_VERSION")


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "PG_VERSION")

    assert read_file(tmp_path / "PG_VERSION") == ""
