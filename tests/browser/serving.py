"""A Chromium, and the site with a committed record on 127.0.0.1, as fixtures for every suite that looks."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import NOW
from timeline.curation import Act
from timeline.seeding import load_catalogue

# A page of a busy machine may take longer than the five seconds that are usual.
MOST_WAIT_MS = 20_000
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the test is skipped, or fails where one is required.

    Playwright keeps an event loop in this thread, in which Django would refuse every query: for as long
    as the browser runs it is told that nothing else runs in that loop.
    """
    program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        _without_chromium("no Chromium here: install the package chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        expect.set_options(timeout=MOST_WAIT_MS)
        yield chromium
        chromium.close()
        # Those made beside the event loop are others than those made without it.
        connections.close_all()


def _without_chromium(reason: str) -> None:
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def test_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, also where no test of the run asks pytest-django for one.

    Without it the server would stand on the real one. Tests here write to it outside of a transaction,
    for the server to see.
    """
    if connection.settings_dict["NAME"].startswith("test_"):
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def site(
    test_database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site with the shipped record, at noon of the tests' day."""
    with django_db_blocker.unblock(), served(load_shipped, static=tmp_path_factory.mktemp("static")) as url:
        yield url


def load_shipped() -> None:
    """The record and the feeds as a first `make run` finds them."""
    load_catalogue(Act(actor="shipped record", at=NOW))
    call_command("load_feeds", verbosity=0, stdout=StringIO())


@contextmanager
def served(load: Callable[[], object], *, static: Path) -> Iterator[str]:
    """The address of a server over what is loaded, at noon of the tests' day.

    The rows are committed, for the server reads them on connections of its own; afterwards all are gone.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    with committed_record(load), override_settings(STORAGES=storages, STATIC_ROOT=static):
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@contextmanager
def committed_record(load: Callable[[], object]) -> Iterator[None]:
    """What is loaded, for every connection to see, at noon of the tests' day; afterwards all is gone."""
    with time_machine.travel(NOW):
        load()
        yield
        # Numbers go on, so that nothing kept in this process takes the next record for this one.
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
        connections.close_all()
