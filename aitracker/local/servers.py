"""PostgreSQL and Valkey of one state folder, started for as long as a `with` block lasts."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from aitracker.local import postgres, valkey
from aitracker.local.account import server_account
from aitracker.local.guard import Guard
from aitracker.local.home import ROOTS_FOLDER, open_home
from aitracker.local.postgres_programs import Programs, find_programs
from aitracker.local.processes import Child, Server


@dataclass(frozen=True)
class Servers:
    """What a command needs to reach the servers, and the ones we started ourselves."""

    addresses: dict[str, str]
    children: list[Child]
    programs: Programs | None  # None when the database is somebody else's


@contextmanager
def started_servers(
    state: Path, environ: Mapping[str, str], *, guard: Guard, fast: bool
) -> Iterator[Servers]:
    """Start the servers that DATABASE_URL and REDIS_URL do not name; `fast` trades safety for tests."""
    servers = Servers(
        addresses={name: environ[name] for name in ("DATABASE_URL", "REDIS_URL") if environ.get(name)},
        children=[],
        programs=None if environ.get("DATABASE_URL") else _programs(environ),
    )
    with ExitStack() as running:
        if servers.programs is not None:
            _keep(running, servers, guard, "DATABASE_URL", _database(state, servers.programs, fast=fast))
        if "REDIS_URL" not in servers.addresses:
            durability = valkey.FAST if fast else valkey.DURABLE
            _keep(running, servers, guard, "REDIS_URL", valkey.start_valkey(state, durability=durability))
        yield servers


def stop(child: Child) -> None:
    """Stop one child and wait for its end."""
    child.ask_to_stop()
    child.wait_stopped()


def _keep(running: ExitStack, servers: Servers, guard: Guard, variable: str, server: Server) -> None:
    running.callback(stop, guard.add(server.child))
    servers.children.append(server.child)
    servers.addresses[variable] = server.address
    server.wait_ready()


def _programs(environ: Mapping[str, str]) -> Programs:
    return find_programs(environ, account=server_account(), copies=ROOTS_FOLDER)


def _database(state: Path, programs: Programs, *, fast: bool) -> Server:
    account = server_account()
    home = open_home(state, account=account)
    postgres.make_database(home, programs, account=account)
    settings = postgres.FAST if fast else postgres.DURABLE
    return postgres.start_postgres(home, programs, account=account, settings=settings)
