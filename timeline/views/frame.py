"""What every page shares: the selection it was asked for, the day shown, and the frame around it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from aitracker.web.selection import LISTS, ParameterFault, Selection, read_selection
from news.queries import feed_health
from news.wording import FEED_STANDINGS
from timeline.ledger import FATE_GROUPS, FateGroup
from timeline.queries.deliverables import SORTS
from timeline.queries.edition import unknown_names
from timeline.queries.extent import extent
from timeline.queries.groups import GROUPS
from timeline.queries.present import by_present_names
from timeline.queries.search import FoundKind
from timeline.queries.terms import COMMON, EVENT_KINDS

TERMS = {
    **COMMON,
    "kind": EVENT_KINDS,
    "standing": frozenset(each.key for each in FEED_STANDINGS),
    "theme": ("light", "dark"),
    "view": ("chart", "list"),
    "group": GROUPS,
    "sort": (*SORTS, *(f"-{name}" for name in SORTS)),
}
# A search finds other kinds than those of events, which all other pages are asked for.
SEARCH = "/search/"
FOUND_TERMS = {**TERMS, "kind": frozenset(kind.value for kind in FoundKind)}
# What a form that changes one choice sends along with it.
CARRIED = frozenset(
    {
        "company",
        "product",
        "model",
        "kind",
        "standing",
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
        "since",
        "q",
        "show",
        "state",
        "sort",
        "view",
        "group",
        "lanes",
        "theme",
    }
)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request for a page: what it selects, what in it was unreadable, and the clock at its start.

    unknown: by parameter the names asked for that nobody has or had.
    """

    request: HttpRequest
    query: QueryDict
    selection: Selection
    unknown: Mapping[str, Collection[str]]
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

    @cached_property
    def days_kept(self) -> dict[str, str]:
        """What every link carries along: the day shown where it is not today, and the day marked from."""
        days = {"as_of": self.as_of if self.as_of != self.today else None, "since": self.since}
        return {name: day.isoformat() for name, day in days.items() if day}

    @cached_property
    def keep(self) -> str:
        """The same as a query."""
        return _query(self.days_kept)

    @cached_property
    def readable(self) -> dict[str, str]:
        """The parameters of the request without those that could not be read."""
        unreadable = {fault.name for fault in self.faults}
        return {name: str(value) for name, value in self.query.items() if name not in unreadable}

    @property
    def carried(self) -> dict[str, str]:
        """The choices that a form for one more choice sends along, in canonical order."""
        return {
            name: value for name, value in sorted(self.readable.items()) if name in CARRIED and value.strip()
        }


def visit_of(request: HttpRequest) -> Visit:
    """Read the request, once: a page and the frame around it go by the same clock.

    Unknown parameters are ignored, unreadable ones left out and named.
    """
    held: Visit | None = request.__dict__.get("visit")
    if held is None:
        held = request.__dict__["visit"] = _read(request)
    return held


def page(
    visit: Visit, template: str, context: Mapping[str, Any], *, section: str, number: int = 1
) -> HttpResponse:
    """Render a page inside the frame; number: which page of a list it shows."""
    own = {"section": section, "canonical": _canonical(visit, number)}
    return render(visit.request, template, {**own, **context})


def frame_of(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame, for every page that is rendered for a request (a context processor)."""
    if request.path.startswith("/admin/"):
        return {}
    visit = visit_of(request)
    return {
        "as_of": visit.as_of,
        "today": visit.today,
        "since": visit.since,
        "keep": visit.keep,
        "days_kept": visit.days_kept,
        "faults": visit.faults,
        "theme": visit.selection.theme,
        "extent": SimpleLazyObject(extent),
        "health": SimpleLazyObject(feed_health),
        "carried": visit.carried,
        "day_links": _day_links(visit),
        "canonical": _canonical(visit),
    }


def fate_group(selection: Selection) -> FateGroup | None:
    """The filter group that the selected fates are, None for all or for a choice of one's own."""
    chosen = frozenset(selection.fate)
    return next((group for group, fates in FATE_GROUPS.items() if fates == chosen), None)


def _read(request: HttpRequest) -> Visit:
    today = timezone.now().date()
    query = _joined(request.GET)
    terms = FOUND_TERMS if request.path == SEARCH else TERMS
    selection, faults = read_selection(query, today=today, terms=terms)
    named = tuple(fault for fault in faults if not fault.unknown)
    unknown = unknown_names(selection)
    if unknown:
        selection, unknown = by_present_names(selection, unknown)
    return Visit(
        request=request, query=query, selection=selection, unknown=unknown, faults=named, today=today
    )


def _joined(given: QueryDict) -> QueryDict:
    """A list may be repeated, as the boxes of a form send it: its values, as an address writes them."""
    query = given.copy()
    for name in LISTS:
        if len(values := [value for value in query.getlist(name) if value]) > 1:
            query[name] = ",".join(values)
    return query


def _day_links(visit: Visit) -> dict[str, str]:
    """This page as known today, the same with what was added since the day shown, and without marks."""
    path, others = visit.request.path, {**visit.carried, "since": ""}
    shown = "" if visit.as_of == visit.today else visit.as_of.isoformat()
    return {
        "today": path + _query(visit.carried),
        "added": path + _query({**others, "since": visit.as_of.isoformat()}),
        "unmarked": path + _query({**others, "as_of": shown}),
    }


def _canonical(visit: Visit, number: int = 1) -> str:
    """The day and the page of a list make another page; filters, order and marks do not."""
    shown = "" if visit.as_of == visit.today else visit.as_of.isoformat()
    query = _query({"as_of": shown, "page": str(number) if number > 1 else ""})
    return visit.request.build_absolute_uri(visit.request.path + query)


def _query(values: Mapping[str, str]) -> str:
    given = {name: value for name, value in sorted(values.items()) if value}
    return "?" + urlencode(given, safe=",") if given else ""
