"""A deliverable in brief: the fragment that the chart shows beside an item."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.models import Deliverable
from timeline.queries.dossiers import dossier_of
from timeline.views.frame import visit_of
from timeline.views.slips import ledger_lines


@require_safe
def brief(request: HttpRequest, slug: str) -> HttpResponse:
    """Its promises in their words with their moves, its fate, how many sources there are."""
    visit = visit_of(request)
    try:
        dossier = dossier_of(slug, as_of=visit.as_of)
    except Deliverable.DoesNotExist as missing:
        raise Http404(f"There is no deliverable {slug}.") from missing
    context = {
        "row": dossier.row,
        "lines": ledger_lines(dossier),
        "sources": len({each.url for each in dossier.evidence}),
    }
    return render(request, "timeline/_brief.html", context)
