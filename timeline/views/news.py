"""The news: items by day, with what each changed in the record; filtered by company, model and words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Item
from timeline.models import Deliverable
from timeline.queries.deliverables import public_rows
from timeline.queries.facets import Facet, Facets, facets
from timeline.queries.items import changing, items_of, with_told
from timeline.queries.marked import restructurings_by_company
from timeline.queries.moved import Moved
from timeline.views.addresses import address
from timeline.views.choices import ANEW
from timeline.views.frame import Visit, page, visit_of
from timeline.views.nothing import Nothing, Way
from timeline.views.told import Telling
from timeline.views.week import week_of
from timeline.wording.days import counted, long_day

PAGE_SIZE = 40
MOST_TOLD = 3
MOST_COMPANIES = 10
MOST_MODELS = 6
CHANGING = "ledger"
FORM_FIELDS = frozenset({"q", "show", "company", "model"})


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """A page of items, newest first."""
    visit = visit_of(request)
    number = _page_number(visit)
    only_changing = visit.readable.get("show") == CHANGING
    items = items_of(visit.selection)
    first = (number - 1) * PAGE_SIZE
    shown = list(with_told(changing(items) if only_changing else items)[first : first + PAGE_SIZE])
    if number > 1 and not shown:
        raise Http404("There is no such page of news.")
    total: int = getattr(shown[0], "total") if shown else 0  # noqa: B009  an annotation
    rows = public_rows(Deliverable.objects.all(), as_of=visit.as_of)
    happened = [Moved(day=each.latest, restructuring=each) for each in restructurings_by_company(visit.as_of)]
    found = facets(as_of=visit.as_of)
    is_filtered = any(visit.readable.get(name) for name in FORM_FIELDS)
    context = {
        "days": _by_day(shown, Telling(rows, as_of=visit.as_of, keep=visit.keep)),
        "total": total,
        "pages": _pages(visit, number, total),
        "choices": _choices(visit, found),
        "only_changing": only_changing,
        "facets": found,
        "nothing": _nothing(visit, found) if is_filtered else None,
        "is_filtered": is_filtered,
        "selection": visit.selection,
        "hidden": _hidden(visit),
        "week": week_of(rows, happened, as_of=visit.as_of),
        "links": {"clear": reverse("timeline:news") + visit.keep},
    }
    return page(visit, "timeline/news.html", context, section="news", number=number)


def _page_number(visit: Visit) -> int:
    number = visit.readable.get("page", "1")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 6 and int(number) > 0):
        raise Http404("There is no such page of news.")
    return int(number)


def _pages(visit: Visit, number: int, total: int) -> dict[str, Any]:
    last = max(1, -(-total // PAGE_SIZE))
    return {
        "number": number,
        "last": last,
        "older": address(visit, page=str(number + 1)) if number < last else "",
        "newer": address(visit, page=str(number - 1) if number > 2 else "") if number > 1 else "",
    }


def _by_day(items: Iterable[Item], telling: Telling) -> list[dict[str, Any]]:
    """Items under the day they were published; those whose day is not known together at the end."""
    days = groupby(items, key=lambda item: item.listed_at.date() if item.listed_at else None)
    return [{"day": day, "items": [_shown(item, telling) for item in of_day]} for day, of_day in days]


def _shown(item: Item, telling: Telling) -> dict[str, Any]:
    lines = telling.lines(getattr(item, "told"))  # noqa: B009  an annotation
    return {"item": item, "told": lines[:MOST_TOLD], "more": len(lines) - len(lines[:MOST_TOLD])}


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of the form."""

    facet: Facet
    chosen: bool


def _choices(visit: Visit, found: Facets) -> dict[str, dict[str, Any]]:
    chosen = visit.selection
    return {
        "company": _boxes(found.companies, chosen.company, most=MOST_COMPANIES),
        "model": _boxes(found.models, chosen.model, most=MOST_MODELS),
    }


def _boxes(among: Sequence[Facet], chosen: Sequence[str], *, most: int) -> dict[str, Any]:
    """The chosen and the busiest first; the rest by name, behind."""
    boxes = [Choice(each, each.slug in chosen) for each in among]
    first = [box for place, box in enumerate(boxes) if box.chosen or place < most]
    rest = sorted((box for box in boxes if box not in first), key=lambda box: box.facet.name.casefold())
    return {"first": first, "rest": rest}


def _hidden(visit: Visit) -> dict[str, str]:
    """What the form of filters sends along: the day shown and all that is chosen elsewhere."""
    shown = {} if visit.as_of == visit.today else {"as_of": visit.as_of.isoformat()}
    return {name: value for name, value in (visit.carried | shown).items() if name not in FORM_FIELDS}


def _nothing(visit: Visit, found: Facets) -> Nothing:
    """Why no item is shown; beside it the chosen companies and models, each by itself."""
    outside = _outside(visit, found)
    words, clear = visit.selection.q, reverse("timeline:news") + visit.keep
    if words:
        asked = f"Nothing holds the words “{words}”{', about what was chosen' if outside else ''}."
    else:
        asked = f"Nothing was known by {long_day(visit.as_of)} that is about all of it."
    if not outside:
        asked += f" {counted(found.all_items, 'item was', 'items were')} read in all."
    ways = [Way("Without these words", address(visit, q="", **ANEW))] if words else []
    return Nothing(
        title="No item fits this choice",
        asked=asked,
        outside=outside,
        ways=(*ways, Way("Clear filters", clear)),
    )


def _outside(visit: Visit, found: Facets) -> tuple[Way, ...]:
    """The chosen companies and models by themselves: what lies just outside of a choice that fits nothing."""
    others = {**dict.fromkeys(FORM_FIELDS, ""), **ANEW}
    return tuple(
        Way(f"{each.name} {counted(each.items, 'item')}", address(visit, **{**others, name: each.slug}))
        for name, among in (("company", found.companies), ("model", found.models))
        for each in among
        if each.slug in getattr(visit.selection, name)
    )
