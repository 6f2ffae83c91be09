"""Addresses of the same page with another choice, and of others with the same, in one canonical order."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

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


def written(visit: Visit, names: Collection[str]) -> dict[str, str]:
    """What is asked for by these names as addresses write it, without names that nobody has.

    A page overlooks those; what is strict about its parameters refuses them.
    """
    asked = {name: _values(visit, name) for name in sorted(names)}
    return {name: _word(value) for name, value in asked.items() if value}


def path_of(view: str, query: Mapping[str, str], *args: str) -> str:
    """The address of a view, args being what its path names, and a query in canonical order."""
    path = reverse(view, args=args)
    return f"{path}?{urlencode(sorted(query.items()), safe=',')}" if query else path


def _values(visit: Visit, name: str) -> Any:
    if name == "as_of":
        return visit.as_of if visit.as_of != visit.today else None
    value = getattr(visit.selection, "from_" if name == "from" else name)
    unknown = visit.unknown.get(name, ())
    return tuple(each for each in value if each not in unknown) if unknown else value


def _word(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return "true"
    return value.isoformat() if isinstance(value, date) else str(value)
