"""A deliverable: facts, strip, slip ledger, evidence, what is around it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.chart.drift import drift_of
from timeline.models import Deliverable
from timeline.queries.dossiers import Dossier, dossier_of
from timeline.views.frame import page, visit_of
from timeline.views.missing import elsewhere
from timeline.views.slips import evidence_lines, ledger_lines
from timeline.views.strips import strip_charts


@require_safe
def deliverable(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one deliverable as known on a day."""
    visit = visit_of(request)
    try:
        dossier = dossier_of(slug, as_of=visit.as_of)
    except Deliverable.DoesNotExist:
        return elsewhere(visit, "deliverable", slug)
    if dossier.row.facts.merged_into is not None:
        return elsewhere(visit, "deliverable", slug)
    lines = ledger_lines(dossier)
    evidence = evidence_lines(dossier)
    context = {
        "row": dossier.row,
        "deliverable": dossier.row.deliverable,
        "standing": dossier.row.standing,
        "lines": lines,
        "evidence": evidence,
        "outlets": len({each.evidence.publisher for each in evidence}),
        "around": dossier.around,
        "charts": _charts(dossier, visit.keep),
        "drift": drift_of(dossier.row.standing),
        "links": {"today": reverse("timeline:deliverable", args=[slug])},
        "unconfirmed": any(not line.commitment.verified for line in lines),
    }
    return page(visit, "timeline/deliverable.html", context, section="ledger")


def _charts(dossier: Dossier, keep: str) -> list[Any]:
    rows = [dossier.row, *dossier.siblings[:3]]
    company = dossier.row.deliverable.product.company
    return strip_charts(
        rows,
        dossier.restructurings,
        company,
        as_of=dossier.row.standing.as_of,
        keep=keep,
        subject=dossier.row,
    )
