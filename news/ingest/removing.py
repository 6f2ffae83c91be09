"""Takes items off the site for good: their rows stay, so that no feed brings them back."""

from collections.abc import Collection
from datetime import datetime

from django.db.models.functions import Now

from news.models import Item


def remove_items(item_ids: Collection[int], *, by: str, at: datetime) -> int:
    """Show these items nowhere any more; returns how many were shown until now."""
    shown = Item.objects.filter(id__in=item_ids, removed_at=None)
    return shown.update(removed_at=at, removed_by=by, changed_at=Now())


def restore_items(item_ids: Collection[int]) -> int:
    """Show removed items again; returns how many there were."""
    removed = Item.objects.filter(id__in=item_ids, removed_at__isnull=False)
    return removed.update(removed_at=None, removed_by="", changed_at=Now())
