"""Pages as a visitor asks for them, at noon of the tests' day, without collected static files."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.conftest import NOW
from tests.timeline.views.deciding import signed_in
from timeline.models import Deliverable


@pytest.fixture(scope="module", autouse=True)
def noon() -> Iterator[None]:
    """Noon of the tests' day, for the shipped record as well."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def visitor(db: None) -> Client:
    """Somebody who is not signed in."""
    return Client()


@pytest.fixture
def curator(promised: Deliverable) -> Client:
    """A signed-in curator, with Acme's promise recorded."""
    return signed_in("ada")
