"""The site as it stands on a server: gunicorn in production mode, static files collected and compressed."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError

from django.db import connection

from aitracker.local.commands import manage
from aitracker.local.site import GUNICORN
from aitracker.local.state import CHECKOUT

# The proxy in front of it says that it was reached over TLS.
FROM_PROXY = {"X-Forwarded-Proto": "https"}
# The front page needs neither the admin nor the API's documentation, which take a minute to compress.
COLLECT = (
    "collectstatic",
    "--noinput",
    "--verbosity=0",
    "--ignore=admin",
    "--ignore=drf_spectacular_sidecar",
)
SECONDS_TO_ANSWER = 30
SITE = "aitracker.wsgi"


@contextmanager
def production_site(state: Path) -> Iterator[str]:
    """The address of a web server over the committed rows of the test database."""
    with production_web(state) as (address, _):
        yield address


@contextmanager
def production_web(state: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same with the process that leads it."""
    subprocess.run(manage(*COLLECT), env=production(state), check=True, stdout=subprocess.DEVNULL)
    with web_server(production(state)) as (url, server):
        _wait_answer(f"{url}/healthz")
        yield url, server


@contextmanager
def web_server(
    env: Mapping[str, str], *, application: str = SITE
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """gunicorn as it stands before the site, and any other application in its place: address and process."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        number, port = listener.fileno(), listener.getsockname()[1]
        gunicorn = [application if part == SITE else part for part in GUNICORN]
        command = [*gunicorn, f"--bind=fd://{number}"]
        with subprocess.Popen(command, env=env, cwd=CHECKOUT, pass_fds=[number]) as server:
            listener.close()  # once the server is gone, nobody is to listen
            try:
                yield f"http://127.0.0.1:{port}", server
            finally:
                server.terminate()


def production(state: Path) -> Mapping[str, str]:
    """The environment of a site in production mode over the test database, where nobody asks too often."""
    address, _, query = os.environ["DATABASE_URL"].partition("?")
    database = f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    return os.environ | {
        "AITRACKER_MODE": "production",
        "AITRACKER_STATE": str(state),
        "AITRACKER_SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "API_RATE_ANON": "0",
        "DATABASE_URL": f"{database}?{query}" if query else database,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }


def _wait_answer(address: str) -> None:
    until = time.monotonic() + SECONDS_TO_ANSWER
    while True:
        try:
            with urllib.request.urlopen(address, timeout=SECONDS_TO_ANSWER):
                return
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
