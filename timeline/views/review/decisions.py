"""What is decided at the desk: each decision is one call to curation, and the next suggestion comes up."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from timeline.curation import (
    Act,
    Decided,
    Outdated,
    RecordError,
    StaleVersion,
    accept,
    merge_suggestion,
    reject,
    reopen,
    want_source,
)
from timeline.desk.acceptance_form import AcceptanceForm
from timeline.desk.decision_forms import MergeForm, PlainForm, RejectionForm
from timeline.models import Suggestion
from timeline.queries.desk import find_suggestion, holds_now, next_of
from timeline.views.review.access import MAY_DECIDE, for_staff
from timeline.views.review.conflicts import conflict_of
from timeline.views.review.page import Sent, acceptance_form, gone, others_hold, show
from timeline.views.review.queue import ready_numbers, subject_of

LOOK = "look"


class Unfilled(RecordError):
    """A form that lacks something, or holds what cannot be used."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(MAY_DECIDE)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Take one decision; one that is not taken says why, and nothing typed is lost."""
    if request.method != "POST":  # whoever had to sign in first comes back so
        return _to(number)
    found = find_suggestion(number)
    if found is None:
        return gone(request, number)
    name = request.POST.get("decision", "")
    if name == LOOK:
        return show(request, found, Sent(decision=name, data=request.POST))
    return _decided(request, found, name)


def _decided(request: HttpRequest, found: Suggestion, name: str) -> HttpResponse:
    following = next_of(ready_numbers(), found.pk, taken=_taken(request))
    try:
        _take(request, found, name)
    except (Decided, Outdated, StaleVersion) as error:
        return _too_late(request, found.pk, error)
    except RecordError as error:
        return show(request, found, Sent(decision=name, data=request.POST, error=error), status=400)
    messages.success(request, f"{DONE[name]}: {subject_of(found)}.")
    if name == "reopen" and "way" in request.POST:  # out of a form, which is kept
        return _kept(request, found.pk)
    return _to(found.pk if name == "reopen" else following)


def _kept(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a suggestion that is open again, with what was typed while it was decided."""
    found = find_suggestion(number)
    return show(request, found, Sent(decision=LOOK, data=request.POST)) if found else gone(request, number)


def _taken(request: HttpRequest) -> set[int]:
    return others_hold(holds_now(timezone.now()), me=request.user.get_username())


def _take(request: HttpRequest, found: Suggestion, name: str) -> None:
    decision = DECISIONS.get(name)
    if decision is None:
        raise Unfilled("say what you decide: accept, reject, merge, ask for a second source, or take back")
    act = Act(actor=request.user.get_username(), at=timezone.now(), reason=f"suggestion {found.pk}")
    decision(act, found, request)


def _too_late(request: HttpRequest, number: int, error: RecordError) -> HttpResponse:
    """409: what was typed beside what stands now."""
    found = find_suggestion(number)
    if found is None:
        return gone(request, number)
    name, data = request.POST.get("decision", ""), request.POST
    typed: AcceptanceForm | RejectionForm | None = None
    if name in ("accept", "reject"):
        typed = acceptance_form(found, data) if name == "accept" else RejectionForm(data)
    conflict = conflict_of(found, error, form=typed, seen=_number(data.get("seen", "")))
    return show(request, found, Sent(decision=name, data=data, conflict=conflict), status=409)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _to(number: int | None) -> HttpResponseRedirect:
    where = reverse("timeline:suggestion", args=[number]) if number else reverse("timeline:review")
    return HttpResponseRedirect(where)


def _accept(act: Act, found: Suggestion, request: HttpRequest) -> None:
    form = AcceptanceForm(request.POST, suggestion=found)
    if form["version"].value() != str(found.version) or found.state != Suggestion.State.OPEN:
        _refuse_outdated(found)
    if not form.is_valid():
        unseen = [str(fault) for field in form.hidden_fields() for fault in field.errors]
        raise Unfilled("; ".join(unseen) or "see below what is wrong")
    given = form.cleaned_data
    read = {"version": given["version"], "seen": given["seen"]}
    accept(act, found.pk, form.acceptance(), decision=form.decision(), **read)


def _refuse_outdated(found: Suggestion) -> None:
    """Before the fields are judged by values that are outdated."""
    if found.state != Suggestion.State.OPEN:
        raise Decided(f"{found.state} already, by {found.decided_by}")
    raise Outdated("the suggestion has changed since you opened it: look again, then decide")


def _reject(act: Act, found: Suggestion, request: HttpRequest) -> None:
    reject(act, found.pk, **_filled(RejectionForm(request.POST)))


def _merge(act: Act, found: Suggestion, request: HttpRequest) -> None:
    merge_suggestion(act, found.pk, **_filled(MergeForm(request.POST)))


def _want_source(act: Act, found: Suggestion, request: HttpRequest) -> None:
    want_source(act, found.pk, **_filled(PlainForm(request.POST)))


def _reopen(act: Act, found: Suggestion, request: HttpRequest) -> None:
    reopen(act, found.pk)


def _filled(form: forms.Form) -> dict[str, Any]:
    """The values of a form; raises Unfilled with the first thing that is wrong."""
    if not form.is_valid():
        raise Unfilled(next(iter(form.errors.values()))[0])
    return dict(form.cleaned_data)


DECISIONS: Mapping[str, Callable[[Act, Suggestion, HttpRequest], None]] = MappingProxyType(
    {
        "accept": _accept,
        "reject": _reject,
        "merge": _merge,
        "second_source": _want_source,
        "reopen": _reopen,
    }
)
DONE: Mapping[str, str] = MappingProxyType(
    {
        "accept": "Accepted",
        "reject": "Rejected",
        "merge": "Merged",
        "second_source": "Laid aside until another outlet tells of it",
        "reopen": "Taken back, and the record is as it was",
    }
)
