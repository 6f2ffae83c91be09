"""The port of the web server: the one PORT names, else the first free one from 8000 on."""

import errno
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from aitracker.local.refusal import Refusal

HOST = "127.0.0.1"
FIRST = 8000
TRIES = 100
BACKLOG = 2048


@contextmanager
def bound_socket(environ: Mapping[str, str]) -> Iterator[socket.socket]:
    """A listening socket on 127.0.0.1, so that nobody takes the port between choice and start."""
    wanted = wanted_port(environ)
    with _bind(wanted) if wanted is not None else _bind_first_free() as listener:
        yield listener


def wanted_port(environ: Mapping[str, str]) -> int | None:
    """The number in PORT, None where it is unset or empty."""
    text = environ.get("PORT", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Refusal(f"PORT={text} is no port; give a number from 1 to 65535, or leave PORT out.")
    return int(text)


def _bind(port: int) -> socket.socket:
    try:
        return _listen(port)
    except PermissionError:
        raise Refusal(f"Port {port} needs root; choose one from 1024 on: make run PORT={FIRST}.") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise Refusal(
            f"Port {port} on {HOST} is in use; stop what uses it, or leave PORT out for a free one."
        ) from None


def _bind_first_free() -> socket.socket:
    for port in range(FIRST, FIRST + TRIES):
        try:
            return _listen(port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise Refusal(
        f"Ports {FIRST} to {FIRST + TRIES - 1} on {HOST} are all in use; give another one as PORT=."
    )


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
