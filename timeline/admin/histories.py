"""The history of one row in the admin, and the way back: undo of a change, return to an earlier state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from timeline.admin.told import ToldChange, told_change
from timeline.curation import Act, RecordError, reinstate, undo
from timeline.documents import TABLES
from timeline.models import Change
from timeline.queries.former import every_name
from timeline.queries.histories import Target, changes_about

TEMPLATE = "timeline/admin/history.html"
EACH_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One Change of a history, and which ways back lead from it: those that curation may still refuse."""

    told: ToldChange
    may_undo: bool
    may_reinstate: bool


def history_page(
    page: admin.ModelAdmin[Any], request: HttpRequest, object_id: str, *, target_of: Callable[[Any], Target]
) -> HttpResponse:
    """Every change of a row and of what stands under it, the latest first."""
    row = page.get_object(request, object_id)
    if row is None:
        messages.error(
            request, "This row is not there any more. The list of changes tells what became of it."
        )
        return HttpResponseRedirect(reverse("admin:timeline_change_changelist"))
    if not page.has_view_or_change_permission(request, row):
        raise PermissionDenied
    names = every_name(*target_of(row))
    found = changes_about(names)
    shown = Paginator(found, EACH_PAGE).get_page(request.GET.get("p"))
    may_change = page.has_change_permission(request, row)
    context = {
        **page.admin_site.each_context(request),
        "title": f"History of {row}",
        "opts": page.opts,
        "row": row,
        "page": shown,
        "entries": _entries(shown.object_list, names, may_change=may_change),
    }
    return TemplateResponse(request, TEMPLATE, context)


def _entries(changes: Any, names: list[Target], *, may_change: bool) -> list[Entry]:
    """The last change of each row can be taken back; the row itself can return to what it was after any."""
    seen: set[Target] = set()
    entries = []
    for change in changes:
        target = (change.target_table, change.target_key)
        is_last, is_own = target not in seen, target in names
        seen.add(target)
        entries.append(
            Entry(
                told=told_change(change),
                may_undo=may_change and is_last,
                may_reinstate=may_change and is_own and not is_last and bool(change.after),
            )
        )
    return entries


def may_take_back(request: HttpRequest, change: Change) -> bool:
    """Whoever may change rows of the table may take a change of them back."""
    meta = TABLES[change.target_table].model._meta
    return bool(request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}"))


def undo_view(request: HttpRequest, seq: int) -> HttpResponse:
    """Take one Change back."""
    return _way_back(request, seq, undo, "Taken back, which is a change of its own.")


def reinstate_view(request: HttpRequest, seq: int) -> HttpResponse:
    """Set a row back to what it was after a Change."""
    return _way_back(request, seq, reinstate, "Set back to what it was, which is a change of its own.")


def _way_back(
    request: HttpRequest, seq: int, step: Callable[[Act, int], Change], done: str
) -> HttpResponseRedirect:
    change = Change.objects.filter(seq=seq).first()
    if change is None or not may_take_back(request, change):
        raise PermissionDenied
    act = Act(actor=request.user.get_username(), at=timezone.now(), reason=request.POST.get("why", "")[:400])
    try:
        step(act, seq)
        messages.success(request, done)
    except RecordError as error:
        messages.error(request, f"Not taken back: {error}.")
    return HttpResponseRedirect(_next(request))


def _next(request: HttpRequest) -> str:
    """Where it was asked for, on this site alone."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("admin:timeline_change_changelist")
