"""A curator who is signed in to the admin, at noon of the tests' day."""

from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client

from aitracker.accounts.roles import Role
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Noon of the tests' day."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def curator(db: None) -> Client:
    """A signed-in curator."""
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name=Role.CURATOR.value))
    client = Client()
    client.force_login(user)
    return client
