"""A publisher on loopback."""

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer


@pytest.fixture
def publisher(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    """A server whose feeds may be read though it stands on loopback."""
    settings.FEED_ALLOW_HOSTS = frozenset({f"{httpserver.host}:{httpserver.port}"})
    settings.FEED_HOST_SPACING = 0.0
    return httpserver
