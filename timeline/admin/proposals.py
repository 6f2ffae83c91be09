"""Suggestions and the tokens of programs in the admin."""

from django.contrib import admin

from news.admin.machine import MachineAdmin
from timeline.models import ApiToken, Suggestion


@admin.register(Suggestion)
class SuggestionAdmin(MachineAdmin):
    """What machines and readers propose."""

    list_display = ("passage", "kind", "company", "deliverable", "event_kind", "state", "created_at")
    list_filter = ("state", "kind", "event_kind")
    list_select_related = ("company", "deliverable")
    search_fields = ("passage", "words")
    ordering = ("-created_at", "-pk")


@admin.register(ApiToken)
class ApiTokenAdmin(MachineAdmin):
    """Tokens by name; the token itself is not kept."""

    list_display = ("name", "created_at", "expires_at", "revoked_at")
    fields = ("name", "scopes", "created_at", "expires_at", "revoked_at")
    search_fields = ("name",)
    ordering = ("-created_at", "-pk")
