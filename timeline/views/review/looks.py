"""What needs a look, at the desk and for feed readers of staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models import Company, Product
from timeline.queries.looks import Look, look_counts, looks
from timeline.views.frame import page, visit_of
from timeline.views.review.access import MAY_VIEW, for_staff
from timeline.wording.looks import TITLES, LookKind

MOST_OF_A_KIND = 40
PAGES: Mapping[str, str] = MappingProxyType(
    {"deliverable": "timeline:deliverable", "event": "timeline:event"}
)


@dataclass(frozen=True, slots=True)
class LookLine:
    """One thing to look at, and the address where it is seen to."""

    look: Look
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookGroup:
    """The things of one kind: the first of them, and how many there are in all."""

    kind: LookKind
    title: str
    number: int
    lines: list[LookLine]


@require_safe
@for_staff(MAY_VIEW)
def look(request: HttpRequest) -> HttpResponse:
    """Everything that needs a look, by why."""
    context = {"groups": look_groups(), "most": MOST_OF_A_KIND}
    return page(visit_of(request), "timeline/review_look.html", context, section="review")


def look_groups() -> list[LookGroup]:
    """The kinds of which there is something, as the page shows them."""
    found = looks(now=timezone.now())
    return [
        LookGroup(kind=kind, title=TITLES[kind], number=len(each), lines=_lines(each[:MOST_OF_A_KIND]))
        for kind, each in found.items()
        if each
    ]


def look_totals() -> list[tuple[LookKind, str, int]]:
    """The kinds of which there is something, with title and number, for the head of the desk."""
    counts = look_counts(now=timezone.now())
    return [(kind, TITLES[kind], number) for kind, number in counts.items()]


def _lines(found: list[Look]) -> list[LookLine]:
    return [LookLine(each, address_of(each)) for each in found]


def address_of(look: Look) -> str:
    """The page of what is in the record; of a feed or name its row in the admin."""
    if look.kind == LookKind.FEED:
        return reverse("admin:news_feed_change", args=[look.target])
    if look.kind == LookKind.NAME:
        model: Any = Company if look.table == "company" else Product
        return _names_of(model, look.target)
    return reverse(PAGES[look.table], args=[look.target])


def _names_of(model: Any, slug: str) -> str:
    return f"{reverse(f'admin:news_{model._meta.model_name}_changelist')}?q={slug}"
