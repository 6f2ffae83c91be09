"""The proxy of production on loopback: its own configuration, with other addresses and folders alone."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from aitracker.environment import ROOT

CONFIGURATION = ROOT / "aitracker" / "proxy"
MARK = "# [here]"
# Debian keeps it where only root looks.
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
SECONDS_TO_ANSWER = 30
LOOPBACK = ("127.0.0.1", 0)


def require_nginx() -> str:
    """Where nginx is; a test is skipped without it, unless REQUIRE_PROXY says that it must be there."""
    if NGINX:
        return NGINX
    if os.environ.get("REQUIRE_PROXY"):
        pytest.fail("nginx is required and not installed: apt-get install nginx-light")
    pytest.skip("nginx is not installed: apt-get install nginx-light")


@contextmanager
def proxy_before(port: int, *, folder: Path, tls: socket.socket | None = None) -> Iterator[int]:
    """The port of a proxy before the web server at `port`; its log is `access.log` in the folder.

    With `tls`, a socket that listens, it ends TLS there, by the certificate in the folder `tls` inside.
    Without, it is told to believe another proxy before it.
    """
    nginx, plain = require_nginx(), socket.create_server(LOOPBACK)
    own = _port(plain)
    here = "tls-here.conf" if tls else "tls-before.conf"
    places = {
        "web:8000": f"127.0.0.1:{port}",
        "listen 8080": f"listen 127.0.0.1:{own}",
        "listen 8443 ssl": f"listen 127.0.0.1:{_port(tls) if tls else 0} ssl",
        "/etc/aitracker/tls.conf": f"{folder}/tls.conf",
        "/etc/nginx/tls": f"{folder}/tls",
        "/dev/stdout": f"{folder}/access.log",
        "/tmp/": f"{folder}/",
        **_older_words(nginx),
    }
    (folder / "tls.conf").write_text(_placed(CONFIGURATION / here, places), encoding="utf-8")
    # Started by root, nginx would hand its folders to an account that cannot reach a test's.
    user = "user root;\n" if os.geteuid() == 0 else ""
    written = folder / "nginx.conf"
    written.write_text(user + _placed(CONFIGURATION / "nginx.conf", places), encoding="utf-8")
    with _started([nginx, "-c", written, "-g", "daemon off;"], plain, tls) as server:
        plain.close()  # once the proxy is gone, nobody is to listen
        try:
            _require_answer(own, server)
            yield own
        finally:
            server.terminate()


def _placed(path: Path, places: Mapping[str, str]) -> str:
    """A shipped file; every marked line, and no other, is of this place."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = [name for name in places if name in line and not line.lstrip().startswith("#")]
        assert bool(found) is line.endswith(MARK), line
        for name in found:
            line = line.replace(name, places[name])
        lines.append(line)
    return "\n".join(lines)


def _older_words(nginx: str) -> Mapping[str, str]:
    """Directives that the image's nginx has and one before 1.25.1 spells otherwise or has no need of."""
    said = subprocess.run([nginx, "-v"], capture_output=True, text=True, check=True).stderr
    version = tuple(int(part) for part in re.findall(r"nginx/(\d+)\.(\d+)\.(\d+)", said)[0])
    return {"http2 on;": "http2 on;" if version >= (1, 25, 1) else ""}


def _started(command: Sequence[str | Path], *listeners: socket.socket | None) -> subprocess.Popen[bytes]:
    """nginx with sockets that listen already: nobody can take a port before it does."""
    inherited = [each for each in listeners if each]
    for each in inherited:
        each.setblocking(False)  # as nginx takes them to be
    numbers = [each.fileno() for each in inherited]
    env = os.environ | {"NGINX": "".join(f"{number};" for number in numbers)}
    return subprocess.Popen(command, env=env, pass_fds=numbers, stderr=subprocess.PIPE)


def _port(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port


def _require_answer(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the proxy answers, be it that it understood nothing."""
    with suppress(OSError), socket.create_connection((LOOPBACK[0], port), SECONDS_TO_ANSWER) as link:
        link.sendall(b"?\r\n\r\n")
        if link.recv(1):
            return
    server.terminate()  # its own processes hold the pipe, too
    said = server.stderr.read().decode() if server.stderr else ""
    raise AssertionError(f"nginx does not answer: {said}")
