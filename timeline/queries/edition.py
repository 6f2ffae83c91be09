"""How new the record and the news are: what every cached answer depends on."""

from django.db import connection

from aitracker.web.answers import Edition

# Items are tagged after they come and in the order they came: the oldest untagged one tells how far that is.
STATE = """
    SELECT (SELECT max(seq) FROM timeline_change),
           (SELECT max(id) FROM news_item),
           (SELECT min(id) FROM news_item WHERE tagged_at IS NULL),
           (SELECT max(latest) FROM timeline_event)
"""


def edition() -> Edition:
    """The greatest change, the newest item, and the last day on which something recorded happened."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        change, item, untagged, last_day = cursor.fetchone()
    return Edition(state=f"{change}.{item}.{untagged}", record_through=last_day)
