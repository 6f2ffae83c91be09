"""Errors of the API as problem details (RFC 9457), each naming the field and the way out."""

import re
import uuid
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from aitracker.web.selection import ParameterFault

MEDIA_TYPE = "application/problem+json"
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


class Problem(exceptions.APIException):
    """A refusal with a status of its own; errors are {in, name, detail}."""

    def __init__(self, status: int, title: str, detail: str, errors: Iterable[dict[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status_code = status
        self.title = title
        self.errors = list(errors)


def bad_parameters(faults: Iterable[ParameterFault]) -> Problem:
    """400 for parameters that are unknown, repeated or unreadable."""
    errors = [{"in": "query", "name": fault.name, "detail": fault.detail} for fault in faults]
    detail = "; ".join(f"{error['name']}: {error['detail']}" for error in errors)
    return Problem(400, "Bad parameter", detail, errors)


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework's hook: every error that it knows, in the one shape."""
    if isinstance(error, Http404):
        error = exceptions.NotFound(str(error) or "There is nothing at this address.")
    if isinstance(error, SuspiciousOperation):  # more parameters than Django reads, for one
        error = Problem(400, "Bad request", str(error))
    if not isinstance(error, exceptions.APIException):
        return None
    request: Request = context["request"]
    # A problem is JSON, whatever else the address would have answered.
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), MEDIA_TYPE
    body = {
        "type": "about:blank",
        "title": getattr(error, "title", HTTPStatus(error.status_code).phrase),
        "status": error.status_code,
        "detail": str(error.detail),
        "instance": request.path,
        "request_id": request_id(request),
        "errors": getattr(error, "errors", []),
    }
    return Response(body, status=error.status_code, content_type=MEDIA_TYPE, headers=_headers(error))


def request_id(request: Request | HttpRequest) -> str:
    """The number of a request: the one that a proxy gave, as long as it is one, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    wait: float | None = getattr(error, "wait", None)  # of a throttled request, in seconds
    if wait:
        headers["Retry-After"] = str(int(wait) + 1)
    return headers
