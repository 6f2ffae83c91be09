"""The account PostgreSQL runs under: our own, or `nobody` when root starts the site."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

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
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    return folder
