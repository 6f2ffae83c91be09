"""Addresses of the same page with another choice, everything readable kept, in one canonical order."""

from urllib.parse import urlencode

from timeline.views.frame import CARRIED, Visit

KEPT = CARRIED | {"as_of", "page"}


def address(visit: Visit, **changes: str) -> str:
    """This page with changed parameters; an empty value leaves one out."""
    return visit.request.path + query_of(visit, **changes)


def query_of(visit: Visit, **changes: str) -> str:
    """The readable parameters with changes as a query, empty when there are none."""
    values = {name: value for name, value in sorted((kept(visit) | changes).items()) if value}
    return "?" + urlencode(values, safe=",") if values else ""


def kept(visit: Visit) -> dict[str, str]:
    """The readable parameters of the request, which links and forms carry along."""
    return {name: value for name, value in visit.readable.items() if name in KEPT}
