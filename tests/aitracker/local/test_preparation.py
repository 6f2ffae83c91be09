"""Which made files stand, and which are made again at a start."""

import os
from pathlib import Path

import pytest

from aitracker.local.preparation import is_newest


@pytest.mark.parametrize(
    ("made", "sources", "newest"),
    [
        pytest.param(None, [], False, id="not made yet"),
        pytest.param(100, [90, 100], True, id="nothing changed since"),
        pytest.param(100, [90, 101], False, id="one source changed since"),
    ],
)
def test_what_is_older_than_a_source_is_made_again(
    tmp_path: Path, made: int | None, sources: list[int], newest: bool
) -> None:
    target = tmp_path / "staticfiles.json"
    if made is not None:
        target.touch()
        set_time(target, made)
    files = [tmp_path / f"{number}.css" for number in range(len(sources))]
    for file, seconds in zip(files, sources, strict=True):
        file.touch()
        set_time(file, seconds)
    lock_file = tmp_path / "run.txt"
    lock_file.touch()
    set_time(lock_file, 10)

    assert is_newest(target, files, lock_file) is newest


def set_time(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))
