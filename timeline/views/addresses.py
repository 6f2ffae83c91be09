"""Addresses of the same page with another choice, everything readable kept, in one canonical order."""

from urllib.parse import urlencode

from timeline.views.frame import Visit

KEPT = frozenset(
    {
        "company",
        "product",
        "model",
        "channel",
        "fate",
        "from",
        "to",
        "as_of",
        "q",
        "sort",
        "lanes",
        "theme",
        "page",
    }
)


def address(visit: Visit, **changes: str) -> str:
    """This page with changed parameters; an empty value leaves one out."""
    return visit.request.path + query_of(visit, **changes)


def query_of(visit: Visit, **changes: str) -> str:
    """The readable parameters with changes as a query, empty when there are none."""
    unreadable = {fault.name for fault in visit.faults}
    given = visit.request.GET.items()
    kept = {name: value for name, value in given if name in KEPT and name not in unreadable}
    values = {name: value for name, value in sorted((kept | changes).items()) if value}
    return "?" + urlencode(values, safe=",") if values else ""
