"""Addresses of the same page with another choice, everything readable kept, in one canonical order."""

from urllib.parse import urlencode

from timeline.views.frame import Visit

KEPT = frozenset(
    {
        "company",
        "product",
        "model",
        "channel",
        "region",
        "basis",
        "fate",
        "precision",
        "overdue",
        "min_slip",
        "due_after",
        "due_before",
        "said_after",
        "updated_since",
        "from",
        "to",
        "as_of",
        "q",
        "sort",
        "lanes",
        "theme",
        "since",
        "group",
        "view",
        "page",
    }
)


def address(visit: Visit, **changes: str) -> str:
    """This page with changed parameters; an empty value leaves one out."""
    return visit.request.path + query_of(visit, **changes)


def query_of(visit: Visit, **changes: str) -> str:
    """The readable parameters with changes as a query, empty when there are none."""
    values = {name: value for name, value in sorted((kept(visit) | changes).items()) if value}
    return "?" + urlencode(values, safe=",") if values else ""


def kept(visit: Visit) -> dict[str, str]:
    """The readable parameters of the request, which links and forms carry along."""
    unreadable = {fault.name for fault in visit.faults}
    given = visit.request.GET.items()
    return {name: str(value) for name, value in given if name in KEPT and name not in unreadable}
