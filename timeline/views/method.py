"""How it is counted: phrases, constants, fates and marks, printed from the rules themselves."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.ledger import ENOUGH_TO_RANK, Fate
from timeline.views.frame import page, visit_of
from timeline.windows import RULES, RULESET
from timeline.wording.fates import FATE_CONDITIONS
from timeline.wording.marks import MARKS
from timeline.wording.terms import LOOKS


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The rules of the record, for a reader who wants to check a figure."""
    fates = [{"look": LOOKS[fate], "condition": FATE_CONDITIONS[fate]} for fate in Fate]
    context = {
        "rules": RULES,
        "ruleset": RULESET,
        "fates": fates,
        "marks": MARKS,
        "enough": ENOUGH_TO_RANK,
    }
    return page(visit_of(request), "timeline/method.html", context, section="method")
