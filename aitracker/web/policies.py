"""The content security policies: three chosen by the prefix of the address, and that of a drawn file."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse

PAGES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Django's admin and Swagger's page set styles in place, and Swagger draws data: images.
ADMIN = PAGES | {"style-src": "'self' 'unsafe-inline'", "img-src": "'self' data:"}
DOCS = ADMIN
EMBED = PAGES | {"frame-ancestors": "*"}
# A file that brings its own style and fonts, and does nothing.
DRAWN = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "font-src": "data:",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "sandbox": "",
}
BY_PREFIX = (("/admin/", ADMIN), ("/api/v1/docs", DOCS), ("/embed/", EMBED))


def policy_for(path: str) -> str:
    """The Content-Security-Policy header for an address of this site."""
    rules = next((rules for prefix, rules in BY_PREFIX if path.startswith(prefix)), PAGES)
    return header_of(rules)


def header_of(rules: Mapping[str, str]) -> str:
    """A policy as its header."""
    return "; ".join(f"{directive} {sources}".rstrip() for directive, sources in rules.items())


class ContentPolicyMiddleware:
    """Sends the policy on every answer, and lets embeds alone be framed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_for(request.path))
        # A page of another site may show what says so itself, and read what is shared with it by CORS.
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/embed/"):
            response.xframe_options_exempt = True
        return response
