"""One writer of stories at a time: who places, merges or splits holds a lock of the database."""

from django.db import connection

STORIES = 8_103_220_501


def try_lock() -> bool:
    """Take the lock until the transaction ends; false where another holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [STORIES])
        taken: bool = cursor.fetchone()[0]
    return taken


def wait_for_lock() -> None:
    """Take the lock until the transaction ends, after whoever holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORIES])
