"""The folder of PostgreSQL that belongs to a state folder: inside it, or below /var/lib for root."""

import hashlib
import os
import shutil
from pathlib import Path

from aitracker.local.account import Account, make_passage, make_private
from aitracker.local.links import new_file, refuse_planted
from aitracker.local.refusal import Refusal
from aitracker.local.state import CHECKOUT, read_id

ROOTS_FOLDER = Path("/var/lib/aitracker")


def home_of(state: Path, *, account: Account | None) -> Path:
    """Where the database of `state` lives; `nobody` can not enter the folders root works in."""
    if account is None:
        return state / "postgres"
    digest = hashlib.sha256(os.fsencode(state.resolve())).hexdigest()[:8]
    return ROOTS_FOLDER / f"{CHECKOUT.name}-{digest}"


def open_home(state: Path, *, account: Account | None) -> Path:
    """Make the folder. A database of a state folder that was removed from this place goes first.

    Root's stays root's, with only the data and the sockets in it `nobody`'s: whatever else runs as `nobody`
    can plant nothing for root to follow.
    """
    home = home_of(state, account=account)
    if account is None:
        return make_private(home, None)
    try:
        ROOTS_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
        _take(home)
        if not _belongs_to(home, state):
            shutil.rmtree(home)
            _name(_take(home), state)
    except OSError as error:
        raise Refusal(
            f"Root's PostgreSQL needs the folder {home} ({error.strerror}); "
            "make it writable, or start as an ordinary user."
        ) from error
    return home


def remove_home(state: Path, *, account: Account | None) -> None:
    """Remove the database of this state folder."""
    shutil.rmtree(home_of(state, account=account), ignore_errors=True)


def _take(home: Path) -> Path:
    """Ours first, looked through second: until then its owner can still plant something."""
    refuse_planted(make_passage(home))
    return home


def _name(home: Path, state: Path) -> None:
    with new_file(home / "state") as file:
        file.write(f"{read_id(state)} {state}\n".encode())


def _belongs_to(home: Path, state: Path) -> bool:
    try:
        return (home / "state").read_text().split()[0] == read_id(state)
    except (OSError, IndexError):
        return False
