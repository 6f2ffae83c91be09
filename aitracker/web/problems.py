"""Errors of the API as problem details (RFC 9457), each naming the field and the way out."""

import json
import logging
from collections.abc import Iterable
from http import HTTPStatus
from math import ceil
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousOperation, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from aitracker.web.numbers import number_of_request
from aitracker.web.selection import ParameterFault

MEDIA_TYPE = "application/problem+json"
API = "/api/"
# A reader in another site's page may read every answer and these headers of it.
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit, RateLimit-Policy, Retry-After",
}
SECONDS_TO_RECOVER = 5
logger = logging.getLogger(__name__)


class Problem(exceptions.APIException):
    """A refusal with a status of its own; errors are {in, name, detail}."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        errors: Iterable[dict[str, str]] = (),
        *,
        wait: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.status_code = status
        self.title = title
        self.errors = list(errors)
        self.wait = wait  # seconds after which to try again


def bad_parameters(faults: Iterable[ParameterFault]) -> Problem:
    """400 for parameters that are unknown, repeated or unreadable."""
    errors = [{"in": "query", "name": fault.name, "detail": fault.detail} for fault in faults]
    detail = "; ".join(f"{error['name']}: {error['detail']}" for error in errors)
    return Problem(400, "Bad parameter", detail, errors)


def too_many(*, seconds: int, limit: int) -> Problem:
    """429 for a caller who asked too often."""
    detail = f"More than {limit} requests came from you within a minute: try again in {seconds} s."
    return Problem(429, "Too many requests", detail, wait=seconds)


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework's hook: every error that it knows, in the one shape."""
    request: Request = context["request"]
    problem = _as_problem(error, request)
    if problem is None:
        return None
    # A problem is JSON, whatever else the address would have answered.
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), MEDIA_TYPE
    body = _body(request, problem, number=number_of_request())
    return Response(body, status=problem.status_code, content_type=MEDIA_TYPE, headers=_headers(problem))


def failed_page(request: HttpRequest, *, number: str) -> HttpResponse:
    """500 for a request to the API; the log tells the fault under its number."""
    detail = "Something failed here: the log tells it under request_id."
    return _page(request, Problem(500, "Internal Server Error", detail), number=number)


def bad_request_page(request: HttpRequest, error: Exception) -> HttpResponse:
    """400 for a request to the API that no view saw."""
    if isinstance(error, DisallowedHost):
        return _page(request, _bad_header(400, "Host", "is no host of this site"), number=number_of_request())
    return _page(request, Problem(400, "Bad request", str(error)), number=number_of_request())


def is_for_api(request: HttpRequest) -> bool:
    """Whether a program asks, to whom a problem is told as one."""
    return request.path.startswith(API)


def _page(request: HttpRequest, problem: Problem, *, number: str) -> HttpResponse:
    body = _body(request, problem, number=number)
    headers = _headers(problem) | SHARED
    return HttpResponse(
        json.dumps(body), status=problem.status_code, content_type=MEDIA_TYPE, headers=headers
    )


def _bad_header(status: int, name: str, detail: str) -> Problem:
    error = {"in": "header", "name": name, "detail": detail}
    return Problem(status, HTTPStatus(status).phrase, f"{name}: {detail}", [error])


def _as_problem(error: Exception, request: Request) -> exceptions.APIException | None:
    if isinstance(error, Http404):
        return exceptions.NotFound(str(error) or "There is nothing at this address.")
    if isinstance(error, TooManyFieldsSent):
        return Problem(
            400, "Bad request", f"There are more than {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} parameters."
        )
    if isinstance(error, SuspiciousOperation):
        return Problem(400, "Bad request", str(error))
    if isinstance(error, exceptions.NotAcceptable):
        return _bad_header(406, "Accept", "allows no type in which this address answers")
    if isinstance(error, exceptions.UnsupportedMediaType):
        return _bad_header(415, "Content-Type", "must be application/json")
    if isinstance(error, OperationalError | InterfaceError):
        logger.error("The database does not answer for %s", request.path, exc_info=error)
        detail = "The database does not answer: try again in a moment."
        return Problem(503, "Not now", detail, wait=SECONDS_TO_RECOVER)
    return error if isinstance(error, exceptions.APIException) else None


def _body(request: Request | HttpRequest, problem: exceptions.APIException, *, number: str) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": getattr(problem, "title", HTTPStatus(problem.status_code).phrase),
        "status": problem.status_code,
        "detail": str(problem.detail),
        "instance": request.path,
        "request_id": number,
        "errors": getattr(problem, "errors", []),
    }


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    wait: float | None = getattr(error, "wait", None)  # of a throttled request, in seconds
    if wait:
        headers["Retry-After"] = str(ceil(wait))
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return headers
