"""The site as a WSGI application in this very process: for clients of HTTP that need no socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


def application(environ: Any, start_response: Any) -> Any:
    """Answers on the connection of the test."""
    return _handler()(environ, start_response)


@contextmanager
def connection_kept() -> Iterator[None]:
    """The connection of the test stays open when an answer is done."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def _handler() -> WSGIHandler:
    """Made when it is first asked, with the settings of tests."""
    return WSGIHandler()
