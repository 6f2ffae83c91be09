"""Addresses at which the API answers the very rows of a page, as files and as JSON."""

from dataclasses import dataclass

from django.urls import reverse

from timeline.api.views.record import Deliverables
from timeline.views.addresses import query_of
from timeline.views.frame import CARRIED, Visit

# What decides about a file, not about its rows.
OF_ROWS = frozenset(Deliverables.parameters) - {"limit", "cursor", "include", "fields", "format"}


@dataclass(frozen=True, slots=True)
class Export:
    """One form in which rows are taken along: its name, where it is, what to know of it."""

    name: str
    href: str
    note: str


def exports_of(visit: Visit, **changes: str) -> list[Export]:
    """The deliverables that the page shows, in its order; an empty change leaves a parameter out."""
    dropped = dict.fromkeys((CARRIED - OF_ROWS) | {"page"}, "")
    where = reverse("api:deliverables")
    forms = (
        ("CSV", "csv", "for spreadsheets"),
        ("NDJSON", "ndjson", "one row a line"),
        ("JSON", "", "by the API, in pages"),
    )
    return [
        Export(name, where + query_of(visit, **{**dropped, **changes, "format": kind}), note)
        for name, kind, note in forms
    ]
