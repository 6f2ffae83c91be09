"""Corrections: what was recorded wrongly, why, and what stands since."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from aitracker.web.selection import Selection
from timeline.queries.corrections import Correction, Difference, correction_of
from timeline.queries.corrections import corrections as chosen_corrections
from timeline.views.frame import page, visit_of
from timeline.wording.corrections import REASONS, field_words, value_words

PAGES = {
    "company": "timeline:company",
    "product": "timeline:product",
    "deliverable": "timeline:deliverable",
    "event": "timeline:event",
}
MOST = 200


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every public correction up to the day shown, newest first."""
    visit = visit_of(request)
    found = chosen_corrections(Selection(as_of=visit.as_of))[:MOST]
    context = {"corrections": [_shown(correction_of(each)) for each in found], "most": MOST}
    return page(visit, "timeline/corrections.html", context, section="corrections")


def _shown(correction: Correction) -> dict[str, Any]:
    return {
        "on": correction.on,
        "name": correction.name,
        "url": _address(correction),
        "reason": REASONS.get(correction.reason, correction.reason),
        "differences": [_difference(each) for each in correction.differences],
    }


def _address(correction: Correction) -> str:
    if correction.table == "commitment":
        return reverse("timeline:deliverable", args=[correction.deliverable])
    return reverse(PAGES[correction.table], args=[correction.slug])


def _difference(difference: Difference) -> dict[str, str]:
    return {
        "field": field_words(difference.field),
        "before": value_words(difference.before),
        "after": value_words(difference.after),
    }
