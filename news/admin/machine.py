"""Tables that the admin shows and nobody writes there, in this app and the one above."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class MachineAdmin(admin.ModelAdmin[Any]):
    """A table that is read in the admin and never written there."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from the pipeline or from curation."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Rows are read here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing of the record is ever deleted, and the pipeline keeps its own history short."""
        return False
