"""One look at many deliverables: shown with what it would do to each, then noted for all or for none."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from timeline.admin.guided.foresight import Foresight, foresee
from timeline.curation import Act, RecordError, verify, writing
from timeline.desk.widgets import day_input
from timeline.documents import DELIVERABLE
from timeline.models import Deliverable

TEMPLATE = "timeline/admin/looks.html"
MOST = 100


class LookForm(forms.Form):
    """The day of the look and what was seen."""

    on = forms.DateField(label="Looked on", widget=day_input())
    why = forms.CharField(label="What was looked at, and what was there", max_length=400)


def note_looks(
    page: admin.ModelAdmin[Any], request: HttpRequest, chosen: QuerySet[Deliverable]
) -> HttpResponse | None:
    """The form, what it would do to each, or the list again once it is noted or refused."""
    number = chosen.count()
    if number > MOST:
        text = f"Nobody looks at {number} at once: choose {MOST} at most."
        page.message_user(request, text, messages.ERROR)
        return None
    form = LookForm(request.POST if "on" in request.POST else None, initial={"on": timezone.now().date()})
    looks = [each.slug for each in chosen.order_by("slug")]
    if not form.is_valid():
        return _show(page, request, form, chosen)
    act = Act(actor=request.user.get_username(), at=timezone.now(), reason=form.cleaned_data["why"])
    try:
        if "_record" in request.POST:
            _note(act, looks, form)
            page.message_user(request, f"Noted for {number}.", messages.SUCCESS)
            return None
        return _show(page, request, form, chosen, [_foresee(act, slug, form) for slug in looks])
    except RecordError as error:
        form.add_error(None, str(error))
        return _show(page, request, form, chosen)


def _note(act: Act, looks: Sequence[str], form: LookForm) -> None:
    with writing():
        for slug in looks:
            verify(act, slug, on=form.cleaned_data["on"])


def _foresee(act: Act, slug: str, form: LookForm) -> Foresight:
    return foresee(DELIVERABLE, slug, lambda: verify(act, slug, on=form.cleaned_data["on"]), on=act.at.date())


def _show(
    page: admin.ModelAdmin[Any],
    request: HttpRequest,
    form: LookForm,
    chosen: QuerySet[Deliverable],
    foresights: Sequence[Foresight] = (),
) -> HttpResponse:
    context = {
        **page.admin_site.each_context(request),
        "title": "Note that you looked",
        "opts": page.opts,
        "form": form,
        "rows": chosen.order_by("name", "slug"),
        "foresights": foresights,
        "checkbox": ACTION_CHECKBOX_NAME,
        "most": MOST,
    }
    return TemplateResponse(request, TEMPLATE, context, status=400 if form.errors else 200)
