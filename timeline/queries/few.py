"""The items that hold what is asked for, where they are so few that it is best to begin with them.

The database knows how often a common name or word is held, and of all others nothing: it would look for the
three items about somebody among a million from the newest on.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from news.models import Item
from timeline.queries.asked import Asked
from timeline.queries.places_sql import sql_of

MOST = 2_000


def among_few(items: QuerySet[Item], asked: Sequence[Asked]) -> QuerySet[Item]:
    """Of the items those that hold what few of all hold. One query, none where nothing is asked for."""
    if not asked:
        return items
    parts = [sql_of(each.ids[: MOST + 1]) for each in asked]
    arrays = ", ".join(f"ARRAY({sql})" for sql, _ in parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {arrays}", [value for _, values in parts for value in values])
        few = [set(ids) for ids in cursor.fetchone() if len(ids) <= MOST]
    return items.filter(pk__in=set.intersection(*few)) if few else items
