"""An event: what happened, who took part, what it did to deliverables, and the sources."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.models import Event
from timeline.queries.dossiers import event_of
from timeline.views.frame import page, visit_of
from timeline.views.missing import elsewhere


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One event that was public on the day shown."""
    visit = visit_of(request)
    try:
        found = event_of(slug, as_of=visit.as_of)
    except Event.DoesNotExist:
        return elsewhere(visit, "event", slug)
    context = {"event": found, "links": {"today": reverse("timeline:event", args=[slug])}}
    return page(visit, "timeline/event.html", context, section="timeline")
