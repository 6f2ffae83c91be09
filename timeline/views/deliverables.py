"""A deliverable: facts, strip, slip ledger, evidence, what is around it, how to cite it."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.chart.drift import drift_of
from timeline.chart.layout import Chart
from timeline.models import Deliverable
from timeline.queries.dossiers import Dossier, dossier_of
from timeline.views.embedding import discovery
from timeline.views.exports import export_deliverable
from timeline.views.follow import follow_deliverable
from timeline.views.frame import Visit, page, visit_of
from timeline.views.missing import elsewhere
from timeline.views.slips import disputes, evidence_lines, ledger_lines
from timeline.views.strips import WIDE, rows_that_matter, span_of_row, strip_charts
from timeline.wording.days import long_day
from timeline.wording.standings import sentence_of

MOST_BESIDE = 4


@require_safe
def deliverable(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one deliverable as known on a day."""
    visit = visit_of(request)
    try:
        dossier = standing_dossier(slug, as_of=visit.as_of)
    except Deliverable.DoesNotExist:
        return elsewhere(visit, "deliverable", slug)
    evidence = evidence_lines(dossier)
    lines = ledger_lines(dossier)
    charts = charts_of(dossier, keep=visit.keep)
    context = {
        "row": dossier.row,
        "follow": follow_deliverable(visit, dossier.row),
        "exports": export_deliverable(visit, dossier.row, charts[0]),
        "oembed": discovery(request),
        "sentence": dossier_sentence(dossier),
        "deliverable": dossier.row.deliverable,
        "standing": dossier.row.standing,
        "lines": lines,
        "evidence": evidence,
        "outlets": len({each.evidence.publisher for each in evidence}),
        "disputes": disputes(dossier),
        "around": dossier.around,
        "charts": charts,
        "drift": drift_of(dossier.row.standing),
        "cite": _citation(visit, dossier.row.deliverable.name),
        "unconfirmed": any(not line.commitment.verified for line in lines),
    }
    return page(visit, "timeline/deliverable.html", context, section="ledger")


def standing_dossier(slug: str, *, as_of: date) -> Dossier:
    """Of one that goes on under its own slug; raises Deliverable.DoesNotExist, also where it was merged."""
    dossier = dossier_of(slug, as_of=as_of)
    if dossier.row.facts.merged_into is not None:
        raise Deliverable.DoesNotExist(f"{slug} was merged into another deliverable.")
    return dossier


def dossier_sentence(dossier: Dossier) -> str:
    """How it stands, in one sentence."""
    deliverable = dossier.row.deliverable
    return sentence_of(deliverable.name, deliverable.product.company.name, dossier.row.standing)


@dataclass(frozen=True, slots=True)
class Citation:
    """The address that will show this page as it is today, and the line to cite it with."""

    address: str
    line: str


def _citation(visit: Visit, name: str) -> Citation:
    permanent = f"{visit.request.path}?as_of={visit.as_of.isoformat()}"
    address = visit.request.build_absolute_uri(permanent)
    return Citation(address, f"{name}. AI Tracker, as known on {long_day(visit.as_of)}. {address}")


def charts_of(dossier: Dossier, *, keep: str, wide: float = WIDE) -> list[Chart]:
    """Its strip with what tells most of its product: once so wide (pixels), once for narrow screens."""
    as_of = dossier.row.standing.as_of
    span = span_of_row(dossier.row, as_of=as_of)
    beside = rows_that_matter(dossier.siblings, span, as_of=as_of)[:MOST_BESIDE]
    return strip_charts(
        [dossier.row, *beside],
        dossier.restructurings,
        dossier.row.deliverable.product.company,
        as_of=as_of,
        keep=keep,
        wide=wide,
        span=span,
        subject=dossier.row,
    )
