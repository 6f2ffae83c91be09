"""How new the record and the news are: what every cached answer depends on."""

from django.db import connection

from aitracker.web.answers import Edition

STATE = """
    SELECT (SELECT max(seq) FROM timeline_change),
           (SELECT max(changed_at) FROM news_item),
           (SELECT max(latest) FROM timeline_event)
"""


def edition() -> Edition:
    """The greatest change, when an item or its tags last changed, and the last day something happened on."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        change, changed_at, last_day = cursor.fetchone()
    return Edition(state=f"{change}.{changed_at}", record_through=last_day)
