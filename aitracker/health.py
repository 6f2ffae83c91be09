"""Whether the process is alive; nothing else is asked, so that it answers while the database is away."""

from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while this process answers."""
    headers = {"Cache-Control": "no-store"}
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers=headers)
