"""The history of the record in the admin."""

from django.contrib import admin

from news.admin.machine import MachineAdmin
from timeline.models import Change


@admin.register(Change)
class ChangeAdmin(MachineAdmin):
    """Who changed what, when and why."""

    list_display = ("seq", "at", "actor", "action", "target_table", "target_key", "reason", "public")
    list_filter = ("action", "target_table", "actor", "public")
    search_fields = ("target_key", "actor", "reason")
    date_hierarchy = "at"
    ordering = ("-seq",)
