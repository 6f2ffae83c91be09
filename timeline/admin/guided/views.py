"""The page of one guided change: its form, what it would do, and whoever was quicker."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from timeline.admin.guided.foresight import Foresight, foresee
from timeline.admin.guided.offers import find_offer
from timeline.admin.guided.parts import GuidedForm
from timeline.admin.told import ToldChange, told_changes
from timeline.curation import Act, Overtaken, RecordError, last_change
from timeline.documents import TABLES
from timeline.models import Change

TEMPLATE = "timeline/admin/guided.html"
RECORD = "_record"


def guided_view(page: admin.ModelAdmin[Any], request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Show the form, what it would do, or do it; one that is not done says why and loses nothing typed."""
    row = page.get_object(request, str(pk))
    offer = find_offer(TABLES[str(page.opts.model_name)], action)
    if row is None or offer is None:
        messages.error(request, "There is no such row, or nothing of that kind can be done with it.")
        return HttpResponseRedirect(reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist"))
    if not page.has_change_permission(request, row):
        raise PermissionDenied
    table = TABLES[str(page.opts.model_name)]
    initial = {"seen": last_change(table, row.slug)}
    data = request.POST if request.method == "POST" else None
    return GuidedPage(page, request, row).answer(offer(data, initial=initial, table=table, slug=row.slug))


class GuidedPage:
    """One request for a guided change of one row."""

    def __init__(self, page: admin.ModelAdmin[Any], request: HttpRequest, row: Any) -> None:
        self.page, self.request, self.row = page, request, row

    def answer(self, form: GuidedForm) -> HttpResponse:
        """What comes of the form as it was sent, or of none."""
        if not form.is_bound:
            return self.show(form)
        if not form.is_valid():
            return self.show(form, status=400)
        act = Act(actor=self.request.user.get_username(), at=timezone.now(), reason=form.cleaned_data["why"])
        try:
            return self.record(form, act) if RECORD in self.request.POST else self.foretell(form, act)
        except Overtaken as error:
            return self.show_overtaken(form, error.changes)
        except RecordError as error:
            form.add_record_error(error)
            return self.show(form, status=400)

    def foretell(self, form: GuidedForm, act: Act) -> HttpResponse:
        """What it would do, with the form for whoever wants to change it."""
        foresight = foresee(form.table, form.slug, lambda: form.make(act), on=act.at.date())
        return self.show(form, foresight)

    def record(self, form: GuidedForm, act: Act) -> HttpResponse:
        """Do it; the way back stands in the history."""
        change = form.make(act)
        text = f"Recorded as change {change.seq}. It can be taken back in the history."
        messages.success(self.request, text)
        return HttpResponseRedirect(self.address("change"))

    def show_overtaken(self, form: GuidedForm, changes: Sequence[Change]) -> HttpResponse:
        """Theirs beside what was typed, which stays in the form, and which may be sent again."""
        data = self.request.POST.copy()
        data["seen"] = str(changes[0].seq)
        again = type(form)(data, table=form.table, slug=form.slug)
        again.full_clean()
        again.add_error(None, "Somebody changed it since you opened it. Nothing was recorded.")
        return self.show(again, overtaken=told_changes(changes), status=409)

    def show(
        self,
        form: GuidedForm,
        foresight: Foresight | None = None,
        *,
        overtaken: Sequence[ToldChange] = (),
        status: int = 200,
    ) -> HttpResponse:
        """The page, which no cache keeps."""
        context = {
            **self.page.admin_site.each_context(self.request),
            "title": f"{form.label}: {self.row}",
            "opts": self.page.opts,
            "row": self.row,
            "form": form,
            "media": form.media,
            "foresight": foresight,
            "overtaken": overtaken,
            "record_button": RECORD,
            "back": self.address("change"),
        }
        headers = {"Cache-Control": "private, no-store"}
        return TemplateResponse(self.request, TEMPLATE, context, status=status, headers=headers)

    def address(self, what: str) -> str:
        """The row's own page, or its history."""
        opts = self.page.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{what}", args=[self.row.pk])
