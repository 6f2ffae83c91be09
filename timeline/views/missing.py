"""What an address answers whose slug names no row of its own: a redirect for good, or 404."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from timeline.queries.redirects import moved_to
from timeline.views.frame import Visit


def elsewhere(visit: Visit, table: str, slug: str, *, view: str = "") -> HttpResponse:
    """Lead to the row that a renamed or merged one goes on as; raises Http404 where there is none.

    The pages of a table are named like it: `deliverable`, `company`, `product`, `event`; else give the view.
    """
    there = moved_to(table, slug)
    if there is None:
        raise Http404(f"There is no {table} {slug}.")
    return HttpResponsePermanentRedirect(reverse(f"timeline:{view or table}", args=[there]) + visit.keep)
