"""From which day to which the record reaches."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

DAYS = """
    SELECT least(
               (SELECT min(coalesce(said_latest, first_reported_on)) FROM timeline_commitment),
               (SELECT min(latest) FROM timeline_event)
           ),
           (SELECT max(latest) FROM timeline_event)
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """The first day on which anything recorded was public, the last on which anything happened, or None."""

    first: date | None
    last: date | None


def extent() -> Extent:
    """The days of the whole record, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(DAYS)
        first, last = cursor.fetchone()
    return Extent(first, last)
