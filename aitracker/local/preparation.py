"""What stands between running servers and a running site: tables, record, static files, fonts."""

import os
import signal
import subprocess
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from aitracker.local.commands import manage
from aitracker.local.processes import die_with_parent
from aitracker.local.refusal import Refusal
from aitracker.local.state import CHECKOUT, try_lock

SOURCES = CHECKOUT / "static"
FONTS = SOURCES / "fonts" / "fonts.css"  # written after the fonts it names
# What packages bring, fonts and static files alike, changes with the first file only.
LOCK_FILE = CHECKOUT / "requirements" / "run.txt"
SETTINGS = CHECKOUT / "aitracker" / "settings.py"
BUILD = ("build_fonts",)
COLLECT = ("collectstatic", "--noinput", "--verbosity=0")


def prepare_record(env: Mapping[str, str]) -> None:
    """Bring the tables up to this version and fill what is empty; can run again on any state."""
    for arguments in (("upgrade", "--verbosity=0"), ("bootstrap",)):
        with _background(manage(*arguments), env=env) as process:
            _require_success(process, arguments[0])


@contextmanager
def collecting(env: Mapping[str, str], *, state: Path) -> Iterator[subprocess.Popen[bytes] | None]:
    """Collect the static files beside whatever else is done; None when the collected ones stand.

    Dev mode serves them from their sources.
    """
    if env["AITRACKER_MODE"] == "dev" or is_newest(_manifest(state), SOURCES.rglob("*"), LOCK_FILE, SETTINGS):
        yield None
        return
    with _background(manage(*COLLECT), env=env) as process:
        yield process


def finish_collecting(process: subprocess.Popen[bytes] | None, *, state: Path) -> None:
    """Wait for the static files."""
    if process is not None:
        _require_success(process, COLLECT[0])
        _manifest(state).touch()


def fonts_later(
    env: Mapping[str, str], *, state: Path, web: subprocess.Popen[bytes]
) -> Generator[None, None, None]:
    """Build the fonts while the site is up, at first set-up only; each step looks whether it has got on.

    Pages stand in system fonts until then, and for good when the fonts can not be built.
    """
    if is_newest(FONTS, [], LOCK_FILE):
        return
    dev = env["AITRACKER_MODE"] == "dev"
    with _checkout_folder() as checkout:
        while not try_lock(checkout):
            yield
        log = state / "fonts.log"
        done = yield from _one_after_another([BUILD] if dev else [BUILD, COLLECT], env=env, log=log)
    if done:
        FONTS.touch()
    if done and not dev:
        _manifest(state).touch()
        web.send_signal(signal.SIGHUP)


def build_fonts(env: Mapping[str, str]) -> None:
    """Have the fonts before anybody looks, once no other run of this checkout builds them."""
    with _checkout_folder() as checkout:
        while not try_lock(checkout):
            time.sleep(0.1)
        if is_newest(FONTS, [], LOCK_FILE):
            return
        with _background(manage(*BUILD), env=env) as process:
            _require_success(process, BUILD[0])
    FONTS.touch()


def is_newest(made: Path, sources: Iterable[Path], *others: Path) -> bool:
    """Whether `made` exists and was made after the last change of everything it is made from."""
    if not made.exists():
        return False
    changes = [source.lstat().st_mtime for source in (*sources, *others)]
    return made.stat().st_mtime >= max(changes)


def _one_after_another(
    steps: Iterable[Sequence[str]], *, env: Mapping[str, str], log: Path
) -> Generator[None, None, bool]:
    with log.open("wb") as output:
        for arguments in steps:
            with _background(manage(*arguments), env=env, output=output) as process:
                while process.poll() is None:
                    yield
            if process.returncode != 0:
                print(
                    f"`manage.py {arguments[0]}` failed, so pages stand in system fonts; see {log}.",
                    flush=True,
                )
                return False
    return True


def _manifest(state: Path) -> Path:
    return state / "static" / "staticfiles.json"


def _require_success(process: subprocess.Popen[bytes], command: str) -> None:
    status = process.wait()
    if status != 0:
        raise Refusal(f"`manage.py {command}` failed (status {status}); what it said stands above.")


@contextmanager
def _background(
    command: list[str | Path], *, env: Mapping[str, str], output: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A step in a session of its own, so that a Ctrl-C ends it in our order and without a traceback."""
    process = subprocess.Popen(
        command,
        env=dict(env),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _checkout_folder() -> Iterator[int]:
    """Runs on several state folders share the fonts of their checkout: its folder is their lock."""
    descriptor = os.open(CHECKOUT, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
