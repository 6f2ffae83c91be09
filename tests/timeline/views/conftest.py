"""Pages as a visitor asks for them, at noon of the tests' day, without collected static files."""

from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client, override_settings

from tests.conftest import NOW


@pytest.fixture(scope="module", autouse=True)
def noon() -> Iterator[None]:
    """Noon of the tests' day, for the shipped record as well."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture(scope="module", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Addresses of static files without a manifest, none of them collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture
def visitor(db: None) -> Client:
    """Somebody who is not signed in."""
    return Client()
