"""How many sources stand under deliverables."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import connection

from timeline.queries.deliverables import Row

# A source of an event counts once, however much the event did to the deliverable.
COUNTS = """
    SELECT told.deliverable_id, count(*)
    FROM (
        SELECT commitment.deliverable_id, source.id, source.published_earliest
        FROM timeline_commitment commitment
        JOIN timeline_evidence source ON source.commitment_id = commitment.id
        WHERE commitment.deliverable_id = ANY(%(ids)s)
          AND coalesce(commitment.said_latest, commitment.first_reported_on) <= %(as_of)s
        UNION
        SELECT outcome.deliverable_id, source.id, source.published_earliest
        FROM timeline_outcome outcome
        JOIN timeline_event event ON event.id = outcome.event_id
        JOIN timeline_evidence source ON source.event_id = event.id
        WHERE outcome.deliverable_id = ANY(%(ids)s) AND event.latest <= %(as_of)s
    ) told
    WHERE told.published_earliest IS NULL OR told.published_earliest <= %(as_of)s
    GROUP BY told.deliverable_id
"""


def evidence_counts(rows: Iterable[Row], *, as_of: date) -> Counter[int]:
    """Sources of what was public on the day that could be read by it, by the deliverable's id; one query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"ids": [row.deliverable.pk for row in rows], "as_of": as_of})
        return Counter(dict(cursor.fetchall()))
