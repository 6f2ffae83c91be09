"""Private folders for unix sockets whose paths the kernel and every address parser take."""

import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from aitracker.local.account import Account, make_private
from aitracker.local.refusal import Refusal

LONGEST_PATH = 107  # bytes; sun_path of Linux holds 108 with the closing zero
# A comma parts two hosts for libpq; other signs mean something in a URL.
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._~-]+")


def socket_folder(wanted: Path, *, socket_name: str, account: Account | None) -> Path:
    """`wanted` as a 0700 folder, or a short stand-in in the temp folder when its path will not do."""
    if _fits(wanted, socket_name):
        return make_private(wanted, account)
    for temp in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 -- checked below to be ours
        folder = Path(temp) / short_name(wanted)
        if _fits(folder, socket_name):
            return _make_in_public(folder, account)
    raise Refusal(
        f"No folder for sockets: the paths of {wanted} and of the temp folder are too long; set TMPDIR=/tmp."
    )


def short_name(wanted: Path) -> str:
    """The stand-in's name: the same at each start, another one for each state folder and user."""
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    return f"aitracker-{os.geteuid()}-{digest}"


def _fits(folder: Path, socket_name: str) -> bool:
    path = str(folder / socket_name)
    return len(path) <= LONGEST_PATH and PLAIN_PATH.fullmatch(path) is not None


def _make_in_public(folder: Path, account: Account | None) -> Path:
    """Anybody may write in the temp folder, so what lies there already must be ours."""
    owner = os.geteuid() if account is None else account.uid
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
            raise Refusal(f"{folder} belongs to somebody else; remove it or set TMPDIR.") from None
    return make_private(folder, account)
