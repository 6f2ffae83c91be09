"""The page of one suggestion, and what a person decides there: each act is one call to curation."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from timeline.admin.detail import Outlook, excerpts_of, others_open, outlook_of, readings_of
from timeline.curation import (
    Act,
    Decided,
    Outdated,
    RecordError,
    Refused,
    UnknownRow,
    accept,
    merge_suggestion,
    reject,
    reopen,
)
from timeline.desk.acceptance_form import AcceptanceForm
from timeline.desk.offered import choices
from timeline.desk.prefilled import prefilled
from timeline.models import Change, Suggestion
from timeline.queries.suggestions import duplicates_nearby, on_desk, with_passages
from timeline.terms import RightKind
from timeline.wording.questions import QUESTIONS
from timeline.wording.terms import RIGHT_KINDS

TEMPLATE = "admin/timeline/suggestion/desk.html"
MOST_NEARBY = 8
MAY_DECIDE = "timeline.change_suggestion"


class RejectionForm(forms.Form):
    """Why it is none, and what it is instead where that is known."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    rejection = forms.ChoiceField(label="Because it is", choices=Suggestion.Rejection.choices)
    right_kind = forms.ChoiceField(
        label="It is rather",
        choices=choices(RightKind, RIGHT_KINDS, blank=True),
        required=False,
    )
    reason = forms.CharField(label="In words", max_length=200, required=False)


class MergeForm(forms.Form):
    """Which other suggestion tells of the same."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    into = forms.IntegerField(label="Into suggestion", min_value=1)


def show(
    site: admin.AdminSite, request: HttpRequest, suggestion: Suggestion, *, form: AcceptanceForm | None = None
) -> HttpResponse:
    """The page of one suggestion; `form` is one that was sent and not taken."""
    initial = prefilled(suggestion)
    version = {"version": suggestion.version}
    context = {
        **site.each_context(request),
        "title": f"{QUESTIONS.get(suggestion.question, suggestion.kind)} {suggestion}",
        "suggestion": suggestion,
        "question": QUESTIONS.get(suggestion.question, "report"),
        "excerpts": excerpts_of(suggestion),
        "readings": list(readings_of(suggestion)),
        "outlook": _outlook(suggestion, initial),
        "nearby": duplicates_nearby(suggestion)[:MOST_NEARBY],
        "form": form or AcceptanceForm(initial=initial, suggestion=suggestion),
        "rejection_form": RejectionForm(initial=version, prefix="reject"),
        "merge_form": MergeForm(initial=version, prefix="merge"),
        "changes": Change.objects.filter(seq__in=suggestion.changes).order_by("seq"),
        "next": others_open(on_desk(), but=suggestion.pk),
        "may_decide": request.user.has_perm(MAY_DECIDE),
        "opts": Suggestion._meta,
        "is_open": suggestion.state == Suggestion.State.OPEN,
    }
    return TemplateResponse(request, TEMPLATE, context, status=400 if form else 200)


def _outlook(suggestion: Suggestion, initial: Mapping[str, Any]) -> Outlook | None:
    """What the acceptance as proposed would do; None where the proposal says too little for one."""
    form = AcceptanceForm(data=dict(initial), suggestion=suggestion)
    if not form.is_valid():
        return None
    return outlook_of(form.acceptance(), today=timezone.now().date())


def decide(site: admin.AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """Take one decision; one that is not taken says why, and nothing typed is lost."""
    if not request.user.has_perm(MAY_DECIDE):
        raise PermissionDenied
    suggestion = find(pk)
    if suggestion is None:
        messages.error(request, f"Suggestion {pk} is no longer there: its story claims it no more.")
        return HttpResponseRedirect(reverse("admin:timeline_suggestion_changelist"))
    decision = DECISIONS.get(request.POST.get("decision", ""))
    if decision is None:
        messages.error(request, "Say what you decide: accept, reject, merge or take back.")
        return _back(pk)
    try:
        return decision(site, request, suggestion)
    except (Decided, Outdated, RecordError) as error:
        messages.error(request, f"Not done: {error}.")
        return _back(pk)


def find(pk: int) -> Suggestion | None:
    """The suggestion with its passages."""
    return with_passages(on_desk()).filter(pk=pk).first()


def _back(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:timeline_suggestion_change", args=[pk]))


def _act(request: HttpRequest, suggestion: Suggestion) -> Act:
    reason = f"suggestion {suggestion.pk}"
    return Act(actor=request.user.get_username(), at=timezone.now(), reason=reason)


def _accept_as_proposed(site: admin.AdminSite, request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    data = prefilled(suggestion) | {"version": request.POST.get("version", "")}
    return _accept_form(site, request, suggestion, AcceptanceForm(data=data, suggestion=suggestion))


def _accept(site: admin.AdminSite, request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    return _accept_form(site, request, suggestion, AcceptanceForm(request.POST, suggestion=suggestion))


def _accept_form(
    site: admin.AdminSite, request: HttpRequest, suggestion: Suggestion, form: AcceptanceForm
) -> HttpResponse:
    if not form.is_valid():
        return show(site, request, suggestion, form=form)
    try:
        accept(
            _act(request, suggestion),
            suggestion.pk,
            form.acceptance(),
            version=form.cleaned_data["version"],
            decision=form.decision(),
        )
    except (Refused, UnknownRow, Outdated) as error:
        form.add_record_error(error)
        return show(site, request, suggestion, form=form)
    messages.success(request, "Accepted: the record holds it. It can be taken back below.")
    return _back(suggestion.pk)


def _reject(site: admin.AdminSite, request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    form = RejectionForm(request.POST, prefix="reject")
    if not form.is_valid():
        raise Refused(("rejection", "choose a reason"))
    reject(_act(request, suggestion), suggestion.pk, **form.cleaned_data)
    messages.success(request, "Rejected.")
    return _back(suggestion.pk)


def _merge(site: admin.AdminSite, request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    form = MergeForm(request.POST, prefix="merge")
    if not form.is_valid():
        raise Refused(("into", "give the number of the other suggestion"))
    merge_suggestion(_act(request, suggestion), suggestion.pk, **form.cleaned_data)
    messages.success(request, "Merged.")
    return _back(suggestion.pk)


def _reopen(site: admin.AdminSite, request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    reopen(_act(request, suggestion), suggestion.pk)
    messages.success(request, "Taken back: the record is as it was, and the question is open again.")
    return _back(suggestion.pk)


DECISIONS: Mapping[str, Callable[[admin.AdminSite, HttpRequest, Suggestion], HttpResponse]] = (
    MappingProxyType(
        {
            "accept_as_proposed": _accept_as_proposed,
            "accept": _accept,
            "reject": _reject,
            "merge": _merge,
            "reopen": _reopen,
        }
    )
)
