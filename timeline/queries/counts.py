"""How many sources stand under deliverables."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from timeline.models import Evidence
from timeline.queries.deliverables import Row


def evidence_counts(rows: Iterable[Row], *, as_of: date) -> dict[int, int]:
    """Sources under what was public on the day and could be read by it, by the deliverable's id; one query.

    A source of an event counts once, however much the event did to the deliverable.
    """
    ids = [row.deliverable.pk for row in rows]
    readable = Evidence.objects.filter(Q(published_earliest=None) | Q(published_earliest__lte=as_of))
    said = Q(commitment__said_latest__lte=as_of)
    reported = Q(commitment__said_latest=None, commitment__first_reported_on__lte=as_of)
    of_promises = readable.filter(said | reported, commitment__deliverable__in=ids)
    of_events = readable.filter(event__outcomes__deliverable__in=ids, event__latest__lte=as_of)
    pairs = of_promises.values_list("pk", "commitment__deliverable").union(
        of_events.values_list("pk", "event__outcomes__deliverable")
    )
    return Counter(deliverable for _, deliverable in pairs)
