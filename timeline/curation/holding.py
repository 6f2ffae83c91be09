"""Who has a suggestion open: held while the page is looked at, free again some minutes after."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from timeline.models import Hold, Suggestion

HELD = timedelta(minutes=10)


def hold(suggestion: int, *, by: str, at: datetime) -> Hold | None:
    """Hold it for the person, who lets go of any other; returns whose it is, None where it is gone.

    Somebody else's hold stays until it ends.
    """
    with transaction.atomic():
        if not Suggestion.objects.select_for_update(no_key=True).filter(pk=suggestion).exists():
            return None
        Hold.objects.filter(Q(ends_at__lte=at) | Q(person=by)).delete()
        mine = Hold(suggestion_id=suggestion, person=by, ends_at=at + HELD)
        Hold.objects.bulk_create([mine], ignore_conflicts=True)
    return Hold.objects.filter(suggestion=suggestion).first()
