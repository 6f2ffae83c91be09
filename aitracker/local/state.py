"""The state folder: where it lies, who holds it, which servers it has running."""

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from aitracker.local.refusal import Refusal

CHECKOUT = Path(__file__).resolve().parents[2]
# A killed runner's watcher keeps the lock until everything it guards is gone.
SECONDS_FOR_THE_DEAD = 20
SECONDS_FOR_THE_LIVING = 0.5


class Taken(Refusal):
    """Another living process holds the state folder."""


def state_folder(environ: Mapping[str, str]) -> Path:
    """The folder AITRACKER_STATE names, else `.state` in the checkout; it need not exist."""
    return Path(environ.get("AITRACKER_STATE") or CHECKOUT / ".state").absolute()


def open_state(folder: Path) -> Path:
    """Make the folder when it is missing and prove that it is ours to write in."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        entries = {entry.name for entry in folder.iterdir()}
        if entries and not entries & {"id", "secret-key"}:
            raise Refusal(
                f"The state folder {folder} holds other files; name an empty one with AITRACKER_STATE=."
            )
        _mark(folder)
    except OSError as error:
        raise Refusal(
            f"The state folder {folder} can not be used ({error.strerror}); "
            "repair its owner and permissions, or name another one with AITRACKER_STATE=."
        ) from error
    return folder


def read_id(folder: Path) -> str:
    """The random name this state folder got when it was made; a copy of the checkout has its own."""
    return (folder / "id").read_text().strip()


def _mark(folder: Path) -> None:
    if not (folder / "id").exists():
        (folder / ".gitignore").write_text("*\n")
        (folder / "id").write_text(secrets.token_hex(8) + "\n")
    if not os.access(folder / "id", os.R_OK) or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(13, "Permission denied", str(folder))


def hold(folder: Path, *, patient: bool = True) -> int:
    """Lock the state folder for this process; the descriptor holds the lock while it is open.

    Taken when another process has it, after the seconds that a killed one needs to go if `patient`.
    """
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    began = time.monotonic()
    while not try_lock(descriptor):
        holder = _holder(folder)
        patience = SECONDS_FOR_THE_LIVING if _is_alive(holder.split(" ")[0]) else SECONDS_FOR_THE_DEAD
        if not patient or time.monotonic() - began > patience:
            os.close(descriptor)
            raise Taken(
                f"AI Tracker is already running on {folder} (process {holder}); "
                "stop it there, or name another folder with AITRACKER_STATE=."
            )
        time.sleep(0.1)
    sign(descriptor, str(os.getpid()))
    return descriptor


def try_lock(descriptor: int) -> bool:
    """Lock the open file or folder for as long as the descriptor is open; False when another one has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sign(descriptor: int, text: str) -> None:
    """Write into the held lock file who holds it, for the message a second start gives."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)


def running_servers(folder: Path) -> dict[str, str]:
    """DATABASE_URL and REDIS_URL of the `make run` that holds this folder, empty when none does."""
    return {} if is_free(folder) else _read_servers(folder)


def is_free(folder: Path) -> bool:
    """Whether no living process holds the state folder; True as well where it is not ours to read."""
    try:
        with (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def write_servers(folder: Path, addresses: Mapping[str, str]) -> None:
    """Leave the servers' addresses for a manage.py beside this run."""
    unfinished = folder / "servers.json.new"
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps(dict(addresses), indent=1) + "\n")
    unfinished.replace(folder / "servers.json")


def remove_servers(folder: Path) -> None:
    """Take the addresses back before the servers stop."""
    (folder / "servers.json").unlink(missing_ok=True)


def empty(folder: Path) -> None:
    """Remove everything the state folder holds but its lock, which the caller has open."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != "lock":
            entry.unlink()


def _read_servers(folder: Path) -> dict[str, str]:
    try:
        addresses = json.loads((folder / "servers.json").read_text())
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in addresses.items()}


def _holder(folder: Path) -> str:
    return (folder / "lock").read_text().strip()


def _is_alive(pid: str) -> bool:
    """Whether the process runs; one that is dead and not yet reaped by its parent does not."""
    try:
        stat = Path("/proc", pid, "stat").read_text(errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"
