"""Answers to HEAD: the headers of GET, and nothing after them."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class HeadMiddleware:
    """Drops the body and keeps its length; left to the server, each one would be a warning in the log.

    What is sent piece by piece has no length to keep.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD" and response.streaming:
            response.streaming_content = ()  # type: ignore[attr-defined]
        elif request.method == "HEAD":
            response.headers.setdefault("Content-Length", str(len(response.content)))  # type: ignore[attr-defined]
            response.content = b""  # type: ignore[attr-defined]
        return response
