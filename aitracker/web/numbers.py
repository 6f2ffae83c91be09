"""The number of a request: in its answer, in every line of the log, in a problem that is told."""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

NUMBER = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
HEADER = "X-Request-ID"
_number: ContextVar[str] = ContextVar("request_id", default="")


class NumberMiddleware:
    """Takes the number that a proxy gave, as long as it is one, else a new one; the answer carries it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        number = given if NUMBER.fullmatch(given) else uuid.uuid4().hex
        token = _number.set(number)
        try:
            response = self.get_response(request)
        finally:
            _number.reset(token)
        response.headers[HEADER] = number
        return response


def number_of_request() -> str:
    """The number of the request that is being answered; a new one where none is."""
    return _number.get() or uuid.uuid4().hex


class NumberFilter(logging.Filter):
    """Gives every record of the log the number of its request, empty outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record."""
        record.request_id = _number.get()
        return True
