"""What every page shares: the selection it was asked for, the day shown, the line in the footer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from aitracker.web.selection import ParameterFault, Selection, read_selection
from timeline.ledger import FATE_GROUPS, FateGroup
from timeline.queries.deliverables import SORTS
from timeline.queries.groups import GROUPS
from timeline.queries.records import record_through
from timeline.queries.terms import COMMON, EVENT_KINDS

TERMS = {
    **COMMON,
    "kind": EVENT_KINDS,
    "theme": ("light", "dark"),
    "view": ("chart", "list"),
    "group": GROUPS,
    "sort": (*SORTS, *(f"-{name}" for name in SORTS)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request for a page: what it selects, what in it was unreadable, and the clock at its start."""

    request: HttpRequest
    selection: Selection
    faults: tuple[ParameterFault, ...]
    today: date

    @property
    def as_of(self) -> date:
        """The day whose knowledge is shown."""
        return self.selection.as_of

    @property
    def since(self) -> date | None:
        """What became public after this day is marked; None marks nothing."""
        return self.selection.since

    @property
    def keep(self) -> str:
        """What links carry along: the day shown, where it is not today."""
        return "" if self.as_of == self.today else f"?as_of={self.as_of.isoformat()}"


def visit_of(request: HttpRequest) -> Visit:
    """Read the request; unknown parameters are ignored, unreadable ones left out and named."""
    today = timezone.now().date()
    selection, faults = read_selection(request.GET, today=today, terms=TERMS)
    named = tuple(fault for fault in faults if not fault.unknown)
    return Visit(request=request, selection=selection, faults=named, today=today)


def page(visit: Visit, template: str, context: Mapping[str, Any], *, section: str) -> HttpResponse:
    """Render a page inside the frame."""
    frame = {
        "section": section,
        "as_of": visit.as_of,
        "today": visit.today,
        "since": visit.since,
        "keep": visit.keep,
        "faults": visit.faults,
        "theme": visit.selection.theme,
        "record_through": record_through(),
    }
    return render(visit.request, template, {**frame, **context})


def fate_group(selection: Selection) -> FateGroup | None:
    """The filter group that the selected fates are, None for all or for a choice of one's own."""
    chosen = frozenset(selection.fate)
    return next((group for group, fates in FATE_GROUPS.items() if fates == chosen), None)
