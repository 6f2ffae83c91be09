"""What a reader is told of a page that cannot be shown."""

import pytest
from django.test import Client

from tests.faults.record import models_on


@pytest.mark.django_db(transaction=True)
def test_a_page_without_a_database_says_when_to_come_again() -> None:
    with models_on("postgresql:///nothing?host=/nowhere"):
        answer = Client(raise_request_exception=False).get("/")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "This page could not be shown" in answer.content.decode()
