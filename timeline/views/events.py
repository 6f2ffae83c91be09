"""An event: what happened, who took part, what it did to deliverables, what was promised around it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from news.models import Company
from timeline.models import Deliverable, Event, EventParty
from timeline.queries.companies import CompanyTree
from timeline.queries.deliverables import Row, public_rows
from timeline.queries.dossiers import event_of
from timeline.queries.marked import CONCERNED
from timeline.terms import EventKind, PartyRole
from timeline.views.frame import Visit, page, visit_of
from timeline.views.missing import elsewhere
from timeline.views.strips import rows_that_matter, strip_charts

AROUND = timedelta(days=200)
MOST_ROWS = 8
ROLES = {role: place for place, role in enumerate(PartyRole)}


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event that was public on the day shown."""
    visit = visit_of(request)
    try:
        found = event_of(slug, as_of=visit.as_of)
    except Event.DoesNotExist:
        return elsewhere(visit, "event", slug)
    groups = _by_role(found)
    company = _company(found, groups)
    context = {
        "event": found,
        "groups": groups,
        "company": company,
        "charts": _charts(found, company, visit) if company else [],
        "retracted": found.retracted_on and found.retracted_on <= visit.as_of,
    }
    return page(visit, "timeline/event.html", context, section="timeline")


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Those who had the same part in an event."""

    role: str
    parties: list[EventParty]


def _by_role(event: Event) -> list[RoleGroup]:
    """In the order of the record's roles: whom it is about first."""
    groups: dict[str, RoleGroup] = {}
    for party in sorted(event.parties.all(), key=lambda each: (ROLES[PartyRole(each.role)], each.pk)):
        groups.setdefault(party.role, RoleGroup(party.role, [])).parties.append(party)
    return list(groups.values())


def _company(event: Event, groups: list[RoleGroup]) -> Company | None:
    """The company the event is about: a party to it, else the maker of what it changed."""
    parties = [party for group in groups if group.role in CONCERNED for party in group.parties]
    concerned = [party.company for party in parties if party.company is not None]
    makers = [outcome.deliverable.product.company for outcome in event.outcomes.all()]
    return next(iter([*concerned, *makers]), None)


def _charts(event: Event, company: Company, visit: Visit) -> list[Any]:
    """What the company had promised in the months around the event, what the event changed first."""
    tree = CompanyTree()
    lane = tree.lane(company.pk)
    inside = {each.pk for each in tree.within(lane)}
    found = public_rows(Deliverable.objects.all(), as_of=visit.as_of)
    rows = [row for row in found if row.deliverable.product.company_id in inside]
    span = (event.earliest - AROUND, event.latest + AROUND)
    restructured = [event] if event.kind == EventKind.RESTRUCTURING else []
    drawn = _changed_first(rows_that_matter(rows, span, as_of=visit.as_of), event)[:MOST_ROWS]
    return strip_charts(drawn, restructured, lane, as_of=visit.as_of, keep=visit.keep, span=span)


def _changed_first(rows: list[Row], event: Event) -> list[Row]:
    changed = {outcome.deliverable_id for outcome in event.outcomes.all()}
    return sorted(rows, key=lambda row: row.deliverable.pk not in changed)
