"""Tables that the pipeline writes: the admin shows them."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class MachineAdmin(admin.ModelAdmin[Any]):
    """A table that is read in the admin and never written there."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from the pipeline."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Rows are the pipeline's."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The pipeline keeps its own history short."""
        return False
