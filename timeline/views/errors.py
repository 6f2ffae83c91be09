"""What is said of a page that could not be shown, without what may be the reason: database and request."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from aitracker.web.numbers import number_of_request
from aitracker.web.problems import SECONDS_TO_RECOVER, bad_request_page, failed_page, is_for_api

logger = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with the time and the number under which the log tells the fault; 503 without a database.

    Django calls this while it handles the exception.
    """
    number = number_of_request()
    logger.error("Request %s for %s failed", number, request.path)
    if is_for_api(request):
        return failed_page(request, number=number)
    context = {
        "at": timezone.now(),
        "number": number,
        "again": request.get_full_path() if request.method in ("GET", "HEAD") else "",
    }
    page = render_to_string("500.html", context)
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(page, status=503, headers={"Retry-After": str(SECONDS_TO_RECOVER)})
    return HttpResponse(page, status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without the frame that would read the request once more."""
    if is_for_api(request):
        return bad_request_page(request, exception)
    return HttpResponse(render_to_string("400.html"), status=400)
