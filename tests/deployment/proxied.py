"""The proxy of production on loopback: its own configuration, with other addresses and folders alone."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from aitracker.environment import ROOT

CONFIGURATION = ROOT / "aitracker" / "proxy" / "nginx.conf"
MARK = "# [here]"
# Debian keeps it where only root looks.
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
SECONDS_TO_ANSWER = 10


def require_nginx() -> str:
    """Where nginx is; a test is skipped without it, unless REQUIRE_PROXY says that it must be there."""
    if NGINX:
        return NGINX
    if os.environ.get("REQUIRE_PROXY"):
        pytest.fail("nginx is required and not installed: apt-get install nginx-light")
    pytest.skip("nginx is not installed: apt-get install nginx-light")


@contextmanager
def proxy_before(port: int, *, folder: Path, ends_tls: bool = True) -> Iterator[int]:
    """The port of a proxy before the web server at `port`; its log is `access.log` in the folder.

    One that does not end TLS believes another proxy before it, as its own comment says.
    """
    nginx, own = require_nginx(), _free_port()
    (folder / "tls").mkdir()
    written = folder / "nginx.conf"
    written.write_text(_configuration(folder, own=own, upstream=port, ends_tls=ends_tls), encoding="utf-8")
    with subprocess.Popen([nginx, "-c", written, "-g", "daemon off;"], stderr=subprocess.PIPE) as server:
        try:
            _wait_listening(own, server)
            yield own
        finally:
            server.terminate()


def _configuration(folder: Path, *, own: int, upstream: int, ends_tls: bool) -> str:
    """The shipped file; every marked line, and no other, is of this place."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    places = {
        "web:8000": f"127.0.0.1:{upstream}",
        "listen 8080": f"listen 127.0.0.1:{own}",
        "/etc/nginx/tls": f"{folder}/tls",
        "/dev/stdout": f"{folder}/access.log",
        "/tmp/": f"{folder}/",
    }
    if not ends_tls:
        assert text.count("map $scheme $seen_scheme") == 1
        text = text.replace("default $scheme;", "default $http_x_forwarded_proto;")
    lines = []
    for line in text.splitlines():
        found = [name for name in places if name in line and not line.lstrip().startswith("#")]
        assert bool(found) is line.endswith(MARK), line
        for name in found:
            line = line.replace(name, places[name])
        lines.append(line)
    # Started by root, nginx would hand its folders to an account that cannot reach a test's.
    return "\n".join(["user root;" if os.geteuid() == 0 else "", *lines])


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
    return port


def _wait_listening(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    server.kill()
    said = server.stderr.read().decode() if server.stderr else ""
    raise AssertionError(f"nginx does not listen: {said}")
