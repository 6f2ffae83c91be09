"""Fixtures for the API: a fixed clock, and a stranger who asks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection

from tests.conftest import NOW
from tests.timeline.api.asking import Asker
from tests.timeline.api.serving import connection_kept


@pytest.fixture(scope="module", autouse=True)
def noon() -> Iterator[None]:
    """Noon of the tests' day, for the shipped record as well."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture(scope="module")
def shipped(shipped: None, django_db_blocker: Any) -> None:
    """The shipped record, with the statistics that a record in service has."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def ask(db: None, settings: Any, tmp_path: Path) -> Asker:
    """Asks the API without the site's collected static files."""
    settings.STATIC_ROOT = tmp_path
    return Asker()


@pytest.fixture(scope="module")
def in_process() -> Iterator[None]:
    """Requests of other clients than Django's own are answered on the connection of the test."""
    with connection_kept():
        yield
