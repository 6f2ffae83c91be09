"""Fixtures for every test: the clock of acts, and the shipped record loaded once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from timeline.curation import Act
from timeline.seeding import load_catalogue

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def act() -> Act:
    """A curator's act at noon of the tests' day."""
    return Act(actor="ada", at=NOW)


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The shipped record, loaded once for a module inside a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_catalogue(Act(actor="shipped record", at=NOW))
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Addresses of static files without a manifest, none of them collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session", autouse=True)
def any_number_of_requests() -> Iterator[None]:
    """All tests together ask more often than one reader may."""
    with override_settings(API_RATE_ANON=0, API_RATE_TOKEN=0):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> Iterator[None]:
    """Argon2 takes its time on purpose, and tests make many accounts."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield
