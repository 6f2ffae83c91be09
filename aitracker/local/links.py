"""Files and folders opened as themselves: what another account may have planted is never followed."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from aitracker.local.refusal import Refusal


@contextmanager
def opened_folder(folder: Path) -> Iterator[int]:
    """A descriptor of the folder, which stays the same one whatever is put in its place meanwhile."""
    descriptor = _open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def read_file(path: Path) -> str:
    """The text of a file that another account owns; a pipe in its place is empty, not waited for."""
    with os.fdopen(_open(path, os.O_RDONLY | os.O_NONBLOCK), errors="replace") as file:
        return file.read()


def new_file(path: Path) -> IO[bytes]:
    """An empty file of our own with mode 0600; what had this name is removed, not written to."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def refuse_planted(folder: Path) -> None:
    """Refusal naming the first entry of `folder` that is neither a folder nor a file of our own."""
    for entry in sorted(folder.iterdir()):
        found = entry.lstat()
        is_ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
        if not is_ours and not stat.S_ISDIR(found.st_mode):
            raise _planted(entry)


def _open(path: Path, flags: int) -> int:
    try:
        return os.open(path, flags | os.O_NOFOLLOW)
    except OSError as error:
        # ENOTDIR is what a link says to O_DIRECTORY.
        if error.errno not in {errno.ELOOP, errno.ENOTDIR}:
            raise
        raise _planted(path) from None


def _planted(path: Path) -> Refusal:
    return Refusal(
        f"{path} is a link or something else that does not belong there; remove it and start again."
    )
