"""Search: what holds the words of a reader, each thing with its kind and the words around the hit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.queries.passages import Hit, hits_of
from timeline.queries.search import MOST, FoundKind, Search, search
from timeline.views.addresses import address
from timeline.views.exports import export_search
from timeline.views.frame import Visit, page, visit_of
from timeline.wording.found import FOUND_KINDS

PAGE_SIZE = 25
PAGES = {
    FoundKind.COMPANY: "timeline:company",
    FoundKind.PRODUCT: "timeline:product",
    FoundKind.DELIVERABLE: "timeline:deliverable",
    FoundKind.COMMITMENT: "timeline:deliverable",
    FoundKind.EVENT: "timeline:event",
    FoundKind.STORY: "timeline:story",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing found: where it leads, its kind in words, its name and the words around the hit in pieces."""

    address: str
    is_outside: bool
    kind: str
    name: list[tuple[str, bool]]
    excerpt: list[tuple[str, bool]]
    is_quote: bool
    about: str
    day: date | None
    standing: Any


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """A page of what was found, the best first."""
    visit = visit_of(request)
    asked, chosen = visit.selection.q, visit.selection.kind
    all_kinds = search(asked, as_of=visit.as_of)
    places = [place for place in all_kinds.places if not chosen or place.kind in chosen]
    number = _page_number(visit)
    shown = places[(number - 1) * PAGE_SIZE :][:PAGE_SIZE]
    if number > 1 and not shown:
        raise Http404("There is no such page of what was found.")
    context = {
        "asked": asked,
        "lines": [_line(hit, visit) for hit in hits_of(shown, asked)],
        "total": len(places),
        "is_cut": len(all_kinds.places) == MOST,
        "most": MOST,
        "meant": [(name, address(visit, q=name, kind="", page="")) for name in all_kinds.meant],
        "kinds": _kinds(all_kinds, visit),
        "pages": _pages(visit, number, len(places)),
        "exports": export_search(visit) if shown else None,
        "ways": _ways(visit, all_kinds),
    }
    return page(visit, "timeline/search.html", context, section="search", number=number)


def _page_number(visit: Visit) -> int:
    number = visit.readable.get("page", "1")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 6 and int(number) > 0):
        raise Http404("There is no such page of what was found.")
    return int(number)


def _line(hit: Hit, visit: Visit) -> Line:
    place = hit.place
    inside = reverse(PAGES[place.kind], args=[hit.target]) + visit.keep if hit.target else ""
    return Line(
        address=inside or hit.outside,
        is_outside=not inside,
        kind=FOUND_KINDS[place.kind].one,
        name=hit.name.parts or [(hit.outside or hit.target, False)],
        excerpt=hit.excerpt.parts if hit.excerpt else [],
        is_quote=place.kind is FoundKind.COMMITMENT,
        about=hit.about,
        day=place.day,
        standing=place.standing.standing if place.standing else None,
    )


def _kinds(result: Search, visit: Visit) -> list[dict[str, Any]]:
    """Everything, and each kind of which anything was found or that is chosen."""
    numbers = Counter(place.kind for place in result.places)
    chosen = visit.selection.kind
    rows = [("", "Everything", len(result.places))]
    rows += [
        (kind.value, FOUND_KINDS[kind].many, numbers[kind])
        for kind in FoundKind
        if numbers[kind] or kind in chosen
    ]
    return [
        {
            "words": words,
            "number": number,
            "href": address(visit, kind=kind, page=""),
            "is_chosen": chosen == ((kind,) if kind else ()),
        }
        for kind, words, number in rows
    ]


def _pages(visit: Visit, number: int, total: int) -> dict[str, Any]:
    last = max(1, -(-total // PAGE_SIZE))
    return {
        "number": number,
        "last": last,
        "next": address(visit, page=str(number + 1)) if number < last else "",
        "previous": address(visit, page=str(number - 1) if number > 2 else "") if number > 1 else "",
    }


def _ways(visit: Visit, result: Search) -> list[tuple[str, str]]:
    """Where to go from here when nothing was found."""
    ways = []
    if visit.selection.kind and result.places:
        ways.append(("Search everything", address(visit, kind="", page="")))
    if visit.as_of != visit.today:
        ways.append(("As known today", address(visit, as_of="", page="")))
    ways += [
        (words, reverse(f"timeline:{name}") + visit.keep)
        for name, words in (("companies", "All companies"), ("models", "All models"), ("news", "The news"))
    ]
    return ways
