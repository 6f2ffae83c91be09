"""PostgreSQL on a private socket: a database made on first use, started, found ready."""

import shutil
import signal
import subprocess
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg

from aitracker.local.account import Account, make_private
from aitracker.local.links import new_file, read_file
from aitracker.local.postgres_programs import Programs
from aitracker.local.processes import Server, last_words, start_child
from aitracker.local.refusal import Refusal
from aitracker.local.sockets import socket_folder

NAME = "aitracker"  # of the database and of its role
ROOM_NEEDED = 80 * 10**6  # bytes of an empty database with its first log files
PORT = 5432  # names the socket file only: nothing listens on a port
SOCKET = f".s.PGSQL.{PORT}"
DURABLE = {"max_connections": "100"}
# A test database is thrown away: it need not survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def make_database(home: Path, programs: Programs, *, account: Account | None) -> None:
    """Run initdb when `home` holds no database; a failed one leaves nothing behind."""
    data = home / "data"
    if data.exists():
        _refuse_other_version(data, programs)
        return
    print(f"Making an empty database in {home} ...", flush=True)
    unfinished = home / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        _initdb(make_private(unfinished, account), programs, account=account)
        unfinished.rename(data)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def start_postgres(
    home: Path, programs: Programs, *, account: Account | None, settings: dict[str, str]
) -> Server:
    """Start the server of `home`; its address is a DATABASE_URL."""
    sockets = socket_folder(home / "sockets", socket_name=SOCKET, account=account)
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        **settings,
    }
    flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    log = home / "postgres.log"
    with new_file(log) as output:
        child = start_child(
            "PostgreSQL",
            [programs.folder / "postgres", "-D", home / "data", "-p", str(PORT), *flags],
            env=plain_environment(programs),
            cwd=Path("/"),
            account=account,
            output=output,
            stop_signals=(signal.SIGTERM, signal.SIGINT),
            grace=3,
        )
    address = f"postgresql:///{NAME}?host={quote(str(sockets), safe='')}&user={NAME}"
    return Server(child=child, address=address, log=log, answers=partial(_answers, sockets))


def plain_environment(programs: Programs) -> dict[str, str]:
    """What the servers' programs see: nothing of ours, messages in English."""
    return {"PATH": f"{programs.folder}:/usr/bin:/bin", "LC_ALL": "C", "HOME": "/"}


def _refuse_other_version(data: Path, programs: Programs) -> None:
    found = read_file(data / "PG_VERSION").strip()
    if found != str(programs.version):
        raise Refusal(
            f"The database in {data} was made by PostgreSQL {found}, the program in {programs.folder} is "
            f"PostgreSQL {programs.version}; point PG_BIN= at version {found}, "
            "or `make reset` to begin with an empty database."
        )


def _initdb(data: Path, programs: Programs, *, account: Account | None) -> None:
    made = subprocess.run(
        [
            *(programs.folder / "initdb", "-D", data, "-U", NAME, "-E", "UTF8", "--locale=C.UTF-8"),
            *("--auth=trust", "--no-instructions"),
        ],
        env=plain_environment(programs),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )
    if made.returncode == 0:
        return
    said = made.stdout + made.stderr
    if "No space left on device" in said or shutil.disk_usage(data.parent).free < ROOM_NEEDED:
        raise Refusal(
            f"The disk is full: no room for a database in {data.parent} ({ROOM_NEEDED // 10**6} MB); "
            "free some, or name a folder on another disk with AITRACKER_STATE=."
        )
    raise Refusal(f"initdb failed in {data.parent}: {last_words(said)}")


def _answers(sockets: Path) -> bool:
    """Whether the server takes connections; makes our database in a fresh cluster."""
    try:
        with psycopg.connect(
            host=str(sockets), port=PORT, user=NAME, dbname="postgres", autocommit=True
        ) as link:
            known = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if known is None:
                link.execute(f"CREATE DATABASE {NAME}")
    except psycopg.OperationalError:
        return False
    return True
