"""Ways into the API: who asks is counted, and any site may read what is answered."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aitracker.web.problems import SHARED, too_many
from aitracker.web.rates import Count, caller_of, count

PREFLIGHT = SHARED | {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiView(APIView):
    """A way into the API that any site may read; OPTIONS answers what a browser asks before that."""

    http_method_names = ["get", "head", "options"]
    metadata_class = None
    is_public = True
    counted: Count | None = None
    is_counted = False

    def perform_authentication(self, request: Request) -> None:
        """Who asks is counted before anything is done for them, also whoever offers a bad token."""
        try:
            super().perform_authentication(request)
        finally:
            self.count(request)
            if self.counted and self.counted.is_exceeded:
                raise too_many(seconds=self.counted.seconds, limit=self.counted.caller.limit)

    def count(self, request: HttpRequest | Request) -> None:
        """Once; a preflight asks for nothing, and is not counted."""
        if request.method != "OPTIONS" and not self.is_counted:
            self.counted, self.is_counted = count(caller_of(request)), True

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """The preflight of a request from another site."""
        return Response(status=204, headers=PREFLIGHT)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Problems are shared as well: a reader elsewhere must be able to see why."""
        self.share(response)
        return super().finalize_response(request, response, *args, **kwargs)

    def share(self, response: HttpResponseBase) -> None:
        """Say to whom an answer may be shown, and how many more may be asked for."""
        for name, value in (SHARED | (self.counted.headers if self.counted else {})).items():
            response.headers.setdefault(name, value)


class NothingHere(ApiView):
    """Answers for every address and method below /api/ that nothing else answers."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Nothing is missing in any type."""
        return super().perform_content_negotiation(request, force=True)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse before the method is looked at."""
        super().initial(request, *args, **kwargs)
        raise Http404("There is nothing at this address: /api/v1/ lists what there is.")
