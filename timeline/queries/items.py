"""News items as they were known on a day."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from aitracker.web.selection import Selection
from news.models import Item
from timeline.queries.stories import chosen_items


def items(selection: Selection) -> QuerySet[Item]:
    """The items that a selection chooses and that were known by its day, with their tags."""
    return _known_by(chosen_items(selection), selection.as_of)


def _known_by(chosen: QuerySet[Item], day: date) -> QuerySet[Item]:
    """One whose own day is not known is known since a feed, or the record, first showed it."""
    end = datetime.combine(day, time(), UTC) + timedelta(days=1)
    return chosen.filter(Q(listed_at__lt=end) | Q(listed_at=None, first_seen_at__lt=end))
