"""The history of the record in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from news.admin.machine import MachineAdmin
from timeline.admin.histories import may_take_back, reinstate_view, undo_view
from timeline.admin.told import told_change
from timeline.models import Change


@admin.register(Change)
class ChangeAdmin(MachineAdmin):
    """Who changed what, when and why."""

    list_display = ("seq", "at", "actor", "action", "target_table", "target_key", "reason", "public")
    list_filter = ("action", "target_table", "actor", "public")
    search_fields = ("target_key", "actor", "reason")
    date_hierarchy = "at"
    ordering = ("-seq",)
    change_form_template = "timeline/admin/change.html"

    def get_urls(self) -> list[URLPattern]:
        """The two ways back of a change."""
        own = [
            path(
                f"<int:seq>/{name}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"timeline_change_{name}",
            )
            for name, view in (("undo", undo_view), ("reinstate", reinstate_view))
        ]
        return [*own, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The change in words, with the way back for whoever may take it."""
        change = context.get("original")
        if isinstance(change, Change):
            context["told"] = told_change(change)
            context["may_undo"] = may_take_back(request, change) and bool(change.before or change.after)
        return super().render_change_form(request, context, *args, **kwargs)
