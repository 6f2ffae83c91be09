"""PostgreSQL and Valkey of the rig's own, to be killed, frozen and started again on the same data."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aitracker.local import postgres, valkey
from aitracker.local.account import server_account
from aitracker.local.guard import Guard
from aitracker.local.home import ROOTS_FOLDER, open_home, remove_home
from aitracker.local.postgres_programs import Programs, find_programs
from aitracker.local.processes import Child, Server
from aitracker.local.session import kept, take_state

# Few enough connections that a fault can take them all. What was committed must outlive the server.
SETTINGS = {**postgres.FAST, "synchronous_commit": "on", "max_connections": "60"}


@dataclass
class Stores:
    """The two servers of one state folder; `database_url` is another's where the database is not ours."""

    state: Path
    guard: Guard
    programs: Programs
    database_url: str = ""
    postgres: Server = field(init=False)
    valkey: Server = field(init=False)

    def start_postgres(self) -> None:
        """Start the database on its data, made at the first start."""
        account = server_account()
        home = open_home(self.state, account=account)
        postgres.make_database(home, self.programs, account=account)
        self.postgres = postgres.start_postgres(home, self.programs, account=account, settings=SETTINGS)
        self.guard.add(self.postgres.child)
        self.postgres.wait_ready()
        self.database_url = self.postgres.address

    def start_valkey(self) -> None:
        """Start the broker on what it wrote down."""
        self.valkey = valkey.start_valkey(self.state, durability=valkey.DURABLE)
        self.guard.add(self.valkey.child)
        self.valkey.wait_ready()


@contextmanager
def opened_stores(*, database_url: str = "") -> Iterator[Stores]:
    """Both servers, or the broker alone beside another's database; afterwards nothing is left of them."""
    state = Path(tempfile.mkdtemp(prefix="faults-")) / "state"
    programs = find_programs(os.environ, account=server_account(), copies=ROOTS_FOLDER)
    try:
        with kept(take_state(state)) as held:
            stores = Stores(state, held.guard, programs, database_url)
            try:
                if not database_url:
                    stores.start_postgres()
                stores.start_valkey()
                yield stores
            finally:
                for name in ("valkey", "postgres"):
                    if hasattr(stores, name):
                        _end(getattr(stores, name).child)
    finally:
        remove_home(state, account=server_account())
        shutil.rmtree(state.parent, ignore_errors=True)


def _end(child: Child) -> None:
    if child.process.poll() is None:
        child.process.send_signal(signal.SIGCONT)
        child.ask_to_stop()
    child.wait_stopped()
