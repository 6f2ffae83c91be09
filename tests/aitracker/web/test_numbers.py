"""aitracker.web.numbers: one number for a request, in the answer, the problem and the log."""

import logging
import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from aitracker.web.numbers import NumberFilter, NumberMiddleware, number_of_request


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("abc-123", True, id="of-a-proxy"),
        pytest.param("", False, id="none"),
        pytest.param("x" * 65, False, id="too-long"),
        pytest.param("a b", False, id="no-number"),
    ],
)
def test_the_number_of_a_proxy_is_kept_where_it_is_one(given: str, kept: bool) -> None:
    answer = Client().get("/healthz", headers={"X-Request-ID": given})

    number = answer.headers["X-Request-ID"]
    assert (number == given) is kept
    assert re.fullmatch(r"[0-9a-f]{32}", number) is not None or kept


def test_a_problem_tells_the_number_of_its_answer() -> None:
    answer = Client().get("/api/v1/nothing-here")
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]


def test_what_is_logged_meanwhile_has_the_number_and_nothing_after_it() -> None:
    seen: list[tuple[str, str]] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append((_logged(), number_of_request()))
        return HttpResponse()

    NumberMiddleware(view)(RequestFactory().get("/", headers={"X-Request-ID": "n-1"}))

    assert (seen, _logged()) == ([("n-1", "n-1")], "")


def _logged() -> str:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "said", (), None)
    NumberFilter().filter(record)
    return str(vars(record)["request_id"])
