"""Publishers on loopback."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer


@pytest.fixture
def publisher(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    """A server whose feeds may be read though it stands on loopback."""
    settings.FEED_ALLOW_HOSTS = frozenset({f"{httpserver.host}:{httpserver.port}"})
    settings.FEED_HOST_SPACING = 0.0
    return httpserver


@pytest.fixture
def uncollected_static(settings: Settings, tmp_path: Path) -> None:
    """Pages stand without `collectstatic`."""
    settings.STATIC_ROOT = tmp_path
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


@pytest.fixture
def raw_server() -> Iterator[tuple[str, list[bytes]]]:
    """A server that sends the given pieces as they are, a tenth of a second apart, then closes."""
    pieces: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        with client:
            client.recv(65_536)
            for piece in pieces:
                try:
                    client.sendall(piece)
                except OSError:
                    return
                time.sleep(0.1)

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"127.0.0.1:{listener.getsockname()[1]}", pieces
    listener.close()
    thread.join()
