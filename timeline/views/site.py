"""The small addresses that browsers and crawlers ask for by themselves."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

KEPT_OUT = "".join(f"Disallow: {path}\n" for path in ("/admin/", "/review/", "/report/"))
ROBOTS = f"User-agent: *\n{KEPT_OUT}Allow: /\n\nSitemap: {{sitemap}}\n"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything but what is for staff, and the form of reports, may be read by anyone."""
    sitemap = request.build_absolute_uri(reverse("timeline:sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Pages name their icon; this is for those who do not read pages."""
    return HttpResponseRedirect(static("img/favicon.svg"))
