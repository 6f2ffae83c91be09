"""What timeline and ledger can be asked for: forms, and addresses of the same page with another choice."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.paginator import Page
from django.urls import reverse

from aitracker.web.selection import NUMBERS
from timeline.ledger import FATE_GROUPS
from timeline.queries.boards import Board
from timeline.queries.deliverables import Row
from timeline.queries.groups import COMPANY, FAMILY, NONE
from timeline.views.addresses import address, kept, query_of
from timeline.views.frame import Visit, fate_group
from timeline.views.ranges import Range, choices, usual
from timeline.wording.days import counted
from timeline.wording.terms import CHANNELS
from timeline.wording.terms import FATE_GROUPS as GROUP_WORDS

ANY_TIME = {"from": "", "to": ""}
GROUPS = {COMPANY: "Company", FAMILY: "Family", NONE: "All in one"}
# The parameters that each form sets itself; it carries all others along.
FORMS: Mapping[str, Collection[str]] = {"company": {"company"}, "channel": {"channel"}, "q": {"q"}}
# A place in a list is lost when the list changes.
ANEW = {"page": ""}
MOST_NAMED = 2
GREATEST_LIMIT = NUMBERS["limit"][1]


def choices_of(visit: Visit, found: Board, shown: Range | None) -> dict[str, Any]:
    """Every choice with its words, its address and whether it is the current one; shown: the chart's days."""
    return {
        "fates": _fates(visit),
        "ranges": _ranges(visit, found, shown),
        "groups": _groups(visit),
        "companies": _companies(visit, found),
        "channels": [
            {"value": value, "label": word, "current": value in visit.selection.channel}
            for value, word in CHANNELS.items()
        ],
        "company_words": _company_words(visit, found),
        "channel_words": ", ".join(CHANNELS[each] for each in visit.selection.channel) or "All kinds",
        "as_chart": _as_chart(visit, found, shown),
        "as_list": _same_rows(visit, shown, view="") if shown else query_of(visit),
    }


def links_of(visit: Visit, shown: "Page[Row]") -> Mapping[str, str]:
    """Addresses of the same selection: as chart, as list, in another order, its neighbouring pages."""
    sorts = {"name": "name", "slip": "-slip", "arrived": "-arrived", "company": "company"}
    links = {f"sort_{name}": address(visit, sort=sort, **ANEW) for name, sort in sorts.items()}
    return links | {
        "all_lanes": address(visit, lanes="all"),
        "next": address(visit, page=str(shown.next_page_number())) if shown.has_next() else "",
        "previous": address(visit, page=str(shown.previous_page_number())) if shown.has_previous() else "",
    }


def source_of(visit: Visit, *, lanes: int | None) -> str:
    """Where a browser reads what the chart draws, at any range of days; lanes: how many at most."""
    dropped = ("from", "to", "sort", "page", "lanes", "theme", "view", "sel")
    query = query_of(visit, limit=str(lanes or GREATEST_LIMIT), **dict.fromkeys(dropped, ""))
    return reverse("api:timeline") + query


def permanent(visit: Visit, shown: Range) -> str:
    """An address that shows these days of the chart as known today, whenever it is opened."""
    query = _same_rows(visit, shown, view=visit.selection.view, as_of=visit.as_of.isoformat())
    return visit.request.build_absolute_uri(visit.request.path + query)


def hidden(visit: Visit, *, but: Collection[str]) -> list[tuple[str, str]]:
    """The parameters that a form carries along."""
    return [(name, value) for name, value in kept(visit).items() if name not in {*but, "page"}]


def _fates(visit: Visit) -> list[dict[str, Any]]:
    chosen = fate_group(visit.selection)
    every = {"label": "All", "href": address(visit, fate="", **ANEW), "current": not visit.selection.fate}
    return [
        every,
        *(
            {
                "label": GROUP_WORDS[group],
                "href": address(visit, fate=",".join(sorted(values)), **ANEW),
                "current": chosen == group,
            }
            for group, values in FATE_GROUPS.items()
        ),
    ]


def _ranges(visit: Visit, found: Board, shown: Range | None) -> list[dict[str, Any]]:
    """For the chart always some days; for the list none at first, and all of them is not asking for any."""
    asked = visit.selection
    spans = choices(visit.as_of, record_from=found.first_day)
    if shown is None:
        shown = Range("", asked.from_, asked.to) if asked.from_ and asked.to else spans[-1]
    # Of a short record all may be no more than the last years.
    same = [span for span in spans if (span.first, span.last) == (shown.first, shown.last)]
    return [
        {
            "label": span.label,
            "href": address(visit, **_days(visit, span), **ANEW),
            "days": span,
            "current": span in same[-1:],
        }
        for span in spans
    ]


def _days(visit: Visit, span: Range) -> dict[str, str]:
    """The usual days of the chart need no naming."""
    is_chart = visit.request.path == reverse("timeline:timeline")
    if is_chart and span == usual(visit.as_of):
        return ANY_TIME
    return {"from": span.first.isoformat(), "to": span.last.isoformat()}


def _as_chart(visit: Visit, found: Board, shown: Range | None) -> str:
    """The chart needs days: without any asked for, the list shows all of them."""
    if shown is not None:
        return query_of(visit, view="chart")
    asked, every = visit.selection, choices(visit.as_of, record_from=found.first_day)[-1]
    return _same_rows(visit, Range("", asked.from_ or every.first, asked.to or every.last), view="chart")


def _same_rows(visit: Visit, shown: Range, **changes: str) -> str:
    """The query with the shown days named, so that the other address shows the same rows."""
    days = {"from": shown.first.isoformat(), "to": shown.last.isoformat()}
    return query_of(visit, **days, **ANEW, **changes)


def _groups(visit: Visit) -> list[dict[str, Any]]:
    chosen = visit.selection.group or COMPANY
    return [
        {
            "label": label,
            "href": address(visit, group="" if group == COMPANY else group, **ANEW),
            "current": group == chosen,
        }
        for group, label in GROUPS.items()
    ]


def _companies(visit: Visit, found: Board) -> list[dict[str, Any]]:
    chosen = set(visit.selection.company)
    first = sorted(found.companies, key=lambda each: each.slug not in chosen)
    return [{"value": each.slug, "label": each.name, "current": each.slug in chosen} for each in first]


def _company_words(visit: Visit, found: Board) -> str:
    asked = visit.selection.company
    named = [each.name for each in found.companies if each.slug in asked]
    if not asked:
        return "All companies"
    return (
        ", ".join(named)
        if len(named) == len(asked) <= MOST_NAMED
        else counted(len(asked), "company", "companies")
    )
