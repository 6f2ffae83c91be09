"""A held state folder with its servers up: what every subcommand that needs them runs inside."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aitracker.local.environment import child_environment
from aitracker.local.guard import Guard
from aitracker.local.servers import Servers, started_servers
from aitracker.local.state import hold, open_state, remove_servers, write_servers


@dataclass(frozen=True)
class Held:
    """A state folder that is ours alone until it is let go."""

    state: Path
    lock: int
    guard: Guard


@dataclass(frozen=True)
class Session:
    """A held state folder, its servers and the environment that children get."""

    held: Held
    servers: Servers
    env: dict[str, str]

    @contextmanager
    def announced(self) -> Iterator[None]:
        """Leave the addresses for a manage.py beside us, and take them back before the servers stop."""
        write_servers(self.held.state, self.servers.addresses)
        try:
            yield
        finally:
            remove_servers(self.held.state)


def take_state(state: Path, *, patient: bool = True) -> Held:
    """Lock the folder, with a watcher for the case that this process is killed."""
    lock = hold(open_state(state), patient=patient)
    remove_servers(state)  # those of a run that was killed
    return Held(state=state, lock=lock, guard=Guard(lock=lock))


@contextmanager
def kept(held: Held) -> Iterator[Held]:
    """Let the folder go at the end, when everything in it has stopped."""
    try:
        yield held
    finally:
        held.guard.dismiss()
        os.close(held.lock)


@contextmanager
def opened_session(held: Held, environ: Mapping[str, str], *, fast: bool = False) -> Iterator[Session]:
    """Start the servers; they are stopped on the way out."""
    with started_servers(held.state, environ, guard=held.guard, fast=fast) as servers:
        env = child_environment(environ, state=held.state, servers=servers)
        yield Session(held=held, servers=servers, env=env)
