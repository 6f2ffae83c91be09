"""Proposals that come at one moment: one row for each key, every one counted, none lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from tests.timeline.api.asking import Answer, Asker
from tests.timeline.api.proposing import PROPOSAL, secret_of, send
from timeline.models import SentRequest, Suggestion

AT_ONCE = 8
POSTS = 50

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("promised")]


Send = Callable[[list[dict[str, Any]]], list[Answer]]


@pytest.fixture
def together() -> Iterator[Send]:
    """Sends bodies with their keys from several threads, the first ones at the same moment."""
    secret, start = secret_of("propose"), Barrier(AT_ONCE)

    def post(numbered: tuple[int, dict[str, Any]]) -> Answer:
        number, body = numbered
        if number < AT_ONCE:
            start.wait(timeout=30)
        try:
            key = body.get("key", f"key-{number:05}")
            sent = PROPOSAL | {"note": body["note"]}
            return send(Asker(), "suggestions", sent, secret, idempotency_key=key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        yield lambda bodies: list(threads.map(post, enumerate(bodies)))


def test_one_key_at_the_same_moment_makes_one_row(together: Send) -> None:
    answers = together([{"key": "key-12345", "note": "same"}] * AT_ONCE)
    row = Suggestion.objects.get()
    assert {(answer.status, answer.data["id"]) for answer in answers} == {(201, row.pk)}
    assert SentRequest.objects.count() == 1


def test_one_key_with_other_bodies_at_the_same_moment_takes_one_of_them(together: Send) -> None:
    notes = [f"note {each}" for each in range(AT_ONCE)]
    answers = together([{"key": "key-12345", "note": note} for note in notes])
    assert sorted(answer.status for answer in answers) == [201] + [409] * (AT_ONCE - 1)
    assert Suggestion.objects.get().note in notes


def test_fifty_proposals_at_once_are_fifty_rows(together: Send) -> None:
    notes = {f"note {each}" for each in range(POSTS)}
    answers = together([{"note": note} for note in notes])
    assert {answer.status for answer in answers} == {201}
    assert {answer.data["id"] for answer in answers} == set(Suggestion.objects.values_list("pk", flat=True))
    assert set(Suggestion.objects.values_list("note", flat=True)) == notes
