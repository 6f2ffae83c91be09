"""`make reset`: back to an empty database, after asking."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from aitracker.local.account import server_account
from aitracker.local.home import home_of, remove_home
from aitracker.local.refusal import Refusal
from aitracker.local.state import empty, hold, open_state, state_folder
from aitracker.local.suite import tests_folder


def reset(environ: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Remove the database, the queue and everything else of the state folder and of the tests'."""
    state = state_folder(environ)
    folders = [folder for folder in (state, *sorted(tests_folder(environ).glob("*"))) if folder.exists()]
    if not folders:
        print(f"Nothing to remove: there is no {state}.")
        return 0
    _ask(folders, arguments)
    for folder in folders:
        _remove(folder)
    with suppress(OSError):
        tests_folder(environ).rmdir()
    print("Removed; `make run` begins with an empty database.")
    return 0


def _ask(folders: Sequence[Path], arguments: Sequence[str]) -> None:
    account = server_account()
    for folder in folders:
        print(f"{folder}  with the database in {home_of(folder, account=account)}")
    if "--yes" in arguments:
        return
    if not sys.stdin.isatty():
        raise Refusal("Nothing is removed without an answer; say it beforehand: make reset YES=1.")
    if input("Remove all of this for good? Type yes: ").strip().lower() != "yes":
        raise Refusal("Nothing is removed.")


def _remove(folder: Path) -> None:
    lock = hold(open_state(folder))
    try:
        remove_home(folder, account=server_account())
        empty(folder)
        (folder / "lock").unlink()
        folder.rmdir()
    finally:
        os.close(lock)
