"""The whole database as one file and back, by PostgreSQL's own programs."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from aitracker.local.postgres_programs import candidates

TABLES = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
# A dump is read at one instant; statements of it may take as long as they need.
UNBOUND = "-c statement_timeout=0 -c lock_timeout=30s"
# Who is signed in is no part of a dump.
_DUMP = ("pg_dump", "--format=custom", "--no-owner", "--exclude-table-data=public.django_session")
_RESTORE = ("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-acl")


class DumpFailure(Exception):
    """A dump or a restore that did not come to its end, in one line."""


def write_dump(path: Path) -> int:
    """Write the database as it is at this instant, whole or not at all; returns the bytes.

    Raises DumpFailure where the file is there already, cannot be written, or pg_dump fails.
    """
    if path.exists():
        raise DumpFailure(f"{path} is there already: a backup is never overwritten")
    with _unfinished(path) as unfinished:
        _run([*_DUMP, f"--file={unfinished}"])
        unfinished.rename(path)
    return path.stat().st_size


def pass_dump_on() -> None:
    """Write the same to standard output; after DumpFailure what was written is no dump."""
    _run(_DUMP, through=True)


def read_dump(path: Path | None) -> None:
    """Fill an empty database from a dump, or from standard input, whole or not at all; raises DumpFailure."""
    if path is not None and not path.is_file():
        raise DumpFailure(f"{path} is no file")
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        if number := cursor.fetchone()[0]:
            raise DumpFailure(f"the database holds {number} tables: a dump is read into an empty one only")
    connection.close()
    _run([*_RESTORE, *([str(path)] if path else [])], through=path is None)


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """A file beside the wanted one, readable by its owner alone, gone when the work was not done."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        yield unfinished
    except OSError as error:
        raise DumpFailure(f"{path} cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _run(command: Sequence[str], *, through: bool = False) -> None:
    """Run one of PostgreSQL's programs; `through` hands it our own standard input and output."""
    program, *options = command
    reached = connection.settings_dict
    # The password goes by the environment, which other accounts of the machine do not see.
    places = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = {name: str(reached[key]) for name, key in places.items() if reached[key]}
    done = subprocess.run(
        [_program(program), f"--dbname={reached['NAME']}", *options],
        env={**os.environ, **env, "PGOPTIONS": UNBOUND},
        stdin=None if through else subprocess.DEVNULL,
        stdout=None if through else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
        raise DumpFailure(f"{program}: {said[0]}")


def _program(name: str) -> Path:
    """The first of that name that the server's version can be dumped with: the wheel's, the system's."""
    folders = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    for folder in (*folders, *candidates(os.environ.get("PATH", ""))):
        if (folder / name).exists():
            return folder / name
    raise DumpFailure(f"{name} is not here: install PostgreSQL 18's client programs")
