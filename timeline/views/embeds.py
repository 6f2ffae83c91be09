"""The pages inside frames of other sites: a chart, a line about it, and the way here. They run no script."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.models import Deliverable
from timeline.queries.deliverables import sort_rows
from timeline.views.addresses import path_of, query_of
from timeline.views.deliverables import charts_of, dossier_sentence, standing_dossier
from timeline.views.embedding import WIDTH
from timeline.views.frame import Visit, visit_of
from timeline.views.missing import elsewhere
from timeline.views.shown import counts_of, lanes_asked, shown_of

MOST_LISTED = 40
USUAL_SORT = "-slip"


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The chart for frames of two widths, and for narrow ones the first rows as a list."""
    visit = visit_of(request)
    shown = shown_of(visit.selection, most=lanes_asked(visit.selection, request.GET))
    rows = sort_rows(shown.rows, USUAL_SORT)
    context = {
        "charts": [
            shown.chart(keep=visit.keep, since=visit.since, key="wide"),
            shown.chart(keep=visit.keep, since=visit.since, key="middle", width=float(WIDTH)),
        ],
        "span": shown.span,
        "counts": counts_of(shown.lane_count, rows),
        "other_lanes": shown.others,
        "listed": rows[:MOST_LISTED],
        "more": len(rows[MOST_LISTED:]),
        "page": path_of("timeline:timeline", {}) + query_of(visit),
    }
    return render(request, "timeline/embed_timeline.html", context)


@require_safe
def deliverable(request: HttpRequest, slug: str) -> HttpResponse:
    """The strip of one deliverable."""
    visit = visit_of(request)
    try:
        dossier = standing_dossier(slug, as_of=visit.as_of)
    except Deliverable.DoesNotExist:
        return _elsewhere(visit, slug)
    context = {
        "deliverable": dossier.row.deliverable,
        "standing": dossier.row.standing,
        "sentence": dossier_sentence(dossier),
        "charts": charts_of(dossier, keep=visit.keep, wide=float(WIDTH)),
        "page": path_of("timeline:deliverable", visit.days_kept, slug),
    }
    return render(request, "timeline/embed_deliverable.html", context)


def _elsewhere(visit: Visit, slug: str) -> HttpResponse:
    """Where the deliverable is now; a page without scripts, as every other here, where it is nowhere."""
    try:
        return elsewhere(visit, "deliverable", slug, view="embed-deliverable")
    except Http404:
        context = {"page": reverse("timeline:timeline") + visit.keep}
        return render(visit.request, "timeline/embed_missing.html", context, status=404)
