"""The account PostgreSQL runs under: our own, or `nobody` when root starts the site."""

import os
import pwd
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aitracker.local.links import opened_folder
from aitracker.local.refusal import Refusal


@dataclass(frozen=True)
class Account:
    """A numeric user and group that a server is dropped to."""

    uid: int
    gid: int


def server_account() -> Account | None:
    """`nobody` for root, None for everybody else: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise Refusal(
            "PostgreSQL refuses to run as root and this system has no account named nobody; "
            "start as an ordinary user."
        ) from None
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def make_private(folder: Path, account: Account | None) -> Path:
    """Make `folder` (its parent exists) with mode 0700, owned by the account that serves from it."""
    return _make(folder, account, mode=0o700)


def make_passage(folder: Path) -> Path:
    """Make `folder` ours with mode 0711: others reach what they own inside and can put nothing there."""
    return _make(folder, Account(uid=os.geteuid(), gid=os.getegid()), mode=0o711)


def _make(folder: Path, account: Account | None, *, mode: int) -> Path:
    """Refusal where a link is in its place: what that points at would be given away."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    with opened_folder(folder) as descriptor:
        if account is not None:
            os.fchown(descriptor, account.uid, account.gid)
        os.fchmod(descriptor, mode)
    return folder
