"""The page of the desk: the queue, and one suggestion with its evidence and what it would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline.curation import RecordError, hold
from timeline.desk.acceptance_form import AcceptanceForm
from timeline.desk.decision_forms import MergeForm, RejectionForm
from timeline.desk.excerpts import excerpts_of
from timeline.desk.outlook import Outlook, outlook_of
from timeline.desk.prefilled import prefilled
from timeline.desk.readings import readings_of
from timeline.models import Change, Hold, Suggestion
from timeline.queries.desk import awaiting, find_suggestion, holds_now, last_decided, next_of, workload
from timeline.queries.histories import changes_about
from timeline.queries.suggestions import duplicates_nearby, last_change
from timeline.views.frame import page, visit_of
from timeline.views.review.access import MAY_DECIDE, MAY_VIEW, for_staff
from timeline.views.review.conflicts import Conflict
from timeline.views.review.histories import history_lines
from timeline.views.review.lines import lines_of
from timeline.views.review.looks import look_totals
from timeline.views.review.queue import Queue, question_of, queue_of, ready_numbers, subject_of

TEMPLATE = "timeline/review.html"
MOST_NEARBY = 9
MOST_HISTORY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A decision that was not taken: what was sent, and why it was not."""

    decision: str
    data: QueryDict
    conflict: Conflict | None = None
    error: RecordError | None = None

    def given(self, *decisions: str) -> QueryDict | None:
        """What was sent, where it was one of these decisions."""
        return self.data if self.decision in decisions else None


NOTHING_SENT = Sent(decision="", data=QueryDict())


@require_safe
@for_staff(MAY_VIEW)
def desk(request: HttpRequest) -> HttpResponse:
    """The first suggestion that nobody else has open; without one the desk says what there is."""
    now, me = timezone.now(), request.user.get_username()
    numbers = ready_numbers()
    first = next_of(numbers, None, taken=others_hold(holds_now(now), me=me))
    if first is not None:
        return HttpResponseRedirect(reverse("timeline:suggestion", args=[first]))
    queue = queue_of(numbers, 0, holds_now(now), me=me)
    return page(visit_of(request), TEMPLATE, _frame(request, queue), section="review")


@require_safe
@for_staff(MAY_VIEW)
def suggestion(request: HttpRequest, number: int) -> HttpResponse:
    """One suggestion, held for who may decide it; one that is gone is said to be."""
    found = find_suggestion(number)
    if found is None:
        return gone(request, number)
    return show(request, found)


def gone(request: HttpRequest, number: int) -> HttpResponse:
    """404 with the queue, for a suggestion that is no longer there."""
    queue = queue_of(ready_numbers(), 0, holds_now(timezone.now()), me=request.user.get_username())
    missing = f"There is no suggestion {str(number)[:20]}: its story claims it no more, or never did."
    context = _frame(request, queue) | {"missing": missing}
    answer = page(visit_of(request), TEMPLATE, context, section="review")
    answer.status_code = 404
    return answer


def show(
    request: HttpRequest, found: Suggestion, sent: Sent = NOTHING_SENT, *, status: int = 200
) -> HttpResponse:
    """The page of one suggestion; `sent` is a decision that was not taken, whose fields are kept."""
    now, me = timezone.now(), request.user.get_username()
    may_decide = request.user.has_perm(MAY_DECIDE)
    is_open = found.state == Suggestion.State.OPEN
    held = hold(found.pk, by=me, at=now) if may_decide and is_open else None
    holds = holds_now(now)
    queue = queue_of(ready_numbers(), found.pk, holds, me=me)
    context = {
        **_frame(request, queue),
        **_evidence(found, today=now.date()),
        **_forms(found, sent, today=now.date()),
        "is_open": is_open,
        "may_decide": may_decide,
        "held": held if held and held.person != me else None,
        "next": next_of(queue.numbers, found.pk, taken=others_hold(holds, me=me)),
        "sent": sent,
    }
    answer = page(visit_of(request), TEMPLATE, context, section="review")
    answer.status_code = status
    return answer


def others_hold(holds: Mapping[int, Hold], *, me: str) -> set[int]:
    """What other people have open."""
    return {number for number, each in holds.items() if each.person != me}


def _frame(request: HttpRequest, queue: Queue) -> dict[str, Any]:
    """What stands on the desk whatever is open."""
    now = timezone.now()
    last = last_decided(request.user.get_username())
    return {
        "now": now,
        "queue": queue,
        "work": workload(now),
        "looks": look_totals(),
        "awaiting": [(each, subject_of(each)) for each in awaiting()],
        "last": last,
        "last_subject": subject_of(last) if last else "",
        "canonical": "",
    }


def _evidence(found: Suggestion, *, today: date) -> dict[str, Any]:
    """What was said, how it was read, and what happened to the thing before."""
    excerpts = excerpts_of(found)
    slug = found.deliverable.slug if found.deliverable else ""
    about = changes_about([("deliverable", slug)])[:MOST_HISTORY] if slug else []
    return {
        "suggestion": found,
        "question": question_of(found),
        "subject": subject_of(found),
        "percent": round(found.margin * 100),
        "lead": excerpts[0] if excerpts else None,
        "others": excerpts[1:],
        "readings": list(readings_of(found, today=today)),
        "history": history_lines(about, name=subject_of(found)),
        "changes": Change.objects.filter(seq__in=found.changes).order_by("seq"),
    }


def _forms(found: Suggestion, sent: Sent, *, today: date) -> dict[str, Any]:
    """The forms of the decisions, with what was typed, and what the acceptance as it stands would change."""
    form = acceptance_form(found, sent.given("accept", "look"))
    outlook = _outlook(form, today=today)
    if sent.error is not None and sent.decision == "accept":
        form.add_record_error(sent.error)
    before = outlook.before if outlook else None
    version = {"version": found.version}
    return {
        "form": form,
        "rejection_form": RejectionForm(sent.given("reject"), initial=version, **plain("reject")),
        "merge_form": MergeForm(sent.given("merge"), initial=version, **plain("merge")),
        "nearby": [(each, subject_of(each)) for each in duplicates_nearby(found)[:MOST_NEARBY]],
        "outlook": outlook,
        "lines": lines_of(before, outlook.after) if outlook and before else [],
    }


def plain(name: str) -> dict[str, Any]:
    """How a further form on the page is told apart: by the names of its fields to machines."""
    return {"auto_id": f"{name}-%s", "label_suffix": ""}


def acceptance_form(found: Suggestion, typed: QueryDict | None = None) -> AcceptanceForm:
    """The form as proposed, or as it was typed, for the version and the record that stand now."""
    standing = {"version": found.version, "seen": last_change()}
    if typed is None:
        values = {name: value for name, value in prefilled(found).items() if value is not None}
        return AcceptanceForm(data=values | standing, suggestion=found)
    data = typed.copy()
    for name, value in standing.items():
        data[name] = str(value)
    return AcceptanceForm(data, suggestion=found)


def _outlook(form: AcceptanceForm, *, today: date) -> Outlook | None:
    """What the acceptance would change; None where the form says too little for one."""
    if not form.is_valid():
        return None
    try:
        return outlook_of(form.acceptance(), today=today)
    except RecordError:
        return None
