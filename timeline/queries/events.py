"""Events that were public on a day, with who took part, what they did and their sources."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from aitracker.web.selection import Selection
from timeline.documents import EVENT
from timeline.models import Event, EventParty, Evidence, Outcome
from timeline.queries.accounts import story_on
from timeline.queries.companies import CompanyTree, product_filters
from timeline.queries.updates import changed_since
from timeline.terms import EventKind


def public_events(as_of: date) -> QuerySet[Event]:
    """Events whose day had passed by then, newest first."""
    return Event.objects.filter(latest__lte=as_of).order_by("-latest", "slug")


def events(selection: Selection, *, tree: CompanyTree | None = None) -> QuerySet[Event]:
    """The events that a selection chooses, newest first."""
    chosen = changed_since(public_events(selection.as_of), EVENT, selection.updated_since)
    if selection.company:
        chosen = _among(chosen, of_companies((tree or CompanyTree()).ids(selection.company)))
    for ids in product_filters(selection):
        chosen = _among(chosen, of_products(ids))
    for name in ("kind", "basis"):
        if values := getattr(selection, name):
            chosen = chosen.filter(**{f"{name}__in": values})
    return _in_days(chosen, selection)


def restructurings(selection: Selection) -> QuerySet[Event]:
    """The restructurings that a selection chooses; its kinds are what they did."""
    chosen = events(replace(selection, kind=())).filter(kind=EventKind.RESTRUCTURING.value)
    return chosen.filter(restructuring_kind__in=selection.kind) if selection.kind else chosen


def with_parts(chosen: QuerySet[Event], *, stories_on: date | None = None) -> QuerySet[Event]:
    """The events with parties, outcomes and evidence, in three queries more.

    With a day each source has `story`: the id of the story that has a page on that day, or null.
    """
    evidence: QuerySet[Any] = Evidence.objects.select_related("item")
    evidence = evidence.annotate(story=story_on(stories_on)) if stories_on else evidence
    return chosen.prefetch_related(
        Prefetch("parties", EventParty.objects.select_related("company", "product").order_by("role", "pk")),
        Prefetch(
            "outcomes",
            Outcome.objects.select_related("deliverable__product__company").order_by(
                "deliverable__slug", "effect"
            ),
        ),
        Prefetch("evidence", evidence.order_by("published_latest", "url", "role")),
    )


def of_companies(ids: set[int]) -> Q:
    """Events in which any of the companies took part, or that did something to its deliverables."""
    return (
        Q(parties__company_id__in=ids)
        | Q(parties__product__company_id__in=ids)
        | Q(outcomes__deliverable__product__company_id__in=ids)
    )


def of_products(ids: set[int]) -> Q:
    """Events in which any of the products took part, or that did something to its deliverables."""
    return Q(parties__product_id__in=ids) | Q(outcomes__deliverable__product_id__in=ids)


def _among(chosen: QuerySet[Event], condition: Q) -> QuerySet[Event]:
    """Each once, however many of its parts meet the condition."""
    return chosen.filter(pk__in=Event.objects.filter(condition).values("pk"))


def _in_days(chosen: QuerySet[Event], selection: Selection) -> QuerySet[Event]:
    if selection.from_:
        chosen = chosen.filter(latest__gte=selection.from_)
    if selection.to:
        chosen = chosen.filter(earliest__lte=selection.to)
    if selection.q:
        chosen = chosen.filter(Q(title__icontains=selection.q) | Q(summary__icontains=selection.q))
    return chosen
