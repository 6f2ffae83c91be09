"""Where the stories that are asked for stand, found from whichever of two sides is the shorter way.

What few items hold is found by its indexes, and so are their stories. What more than MOST items hold is met
with soon by who goes through the stories from the newest on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from news.models import Item
from timeline.queries.asked import Asked
from timeline.queries.items import end_if_past, known_by, known_sql
from timeline.queries.places_sql import Part, few_statement, sql_of

MOST = 10_000
# So many items are looked at to tell of how many stories there are.
MOST_COUNTED = 25_000
# Equal for the items of one story: the story's id, of an item without one its own made negative.
KEY = Coalesce("story_id", F("pk") * -1)
# Of an item, as SQL: whether it is the first of its story, where those without a day come last; and of its
# whole story the smallest id and the number of items. Django would write this longer than PostgreSQL reads.
OTHERS = "FROM news_item other WHERE other.story_id = news_item.story_id AND {other}"
EARLIER = """(coalesce(other.listed_at, 'infinity'), other.id)
    < (coalesce(news_item.listed_at, 'infinity'), news_item.id)"""
IS_FIRST = f"{{first}} AND NOT EXISTS (SELECT {OTHERS} AND {EARLIER})"
LEAST = f"coalesce((SELECT min(other.id) {OTHERS}), news_item.id)"
NUMBER = f"greatest((SELECT count(*) {OTHERS}), 1)"
NEWEST = (F("since").desc(nulls_last=True), F("least").desc())


class Place(NamedTuple):
    """A story by its key: by how many items and since when (null: nobody knows) it is told.

    `least` is the least id of an item, and so unique; `first` the id of the item that told of it first.
    """

    key: int
    number: int
    since: datetime | None
    least: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Some places in their order, whether any follow, and how many there are: all, or some of them."""

    places: list[Place]
    goes_on: bool
    total: int
    is_whole: bool


def chosen_places(as_of: date, asked: Sequence[Asked], *, first: int, most: int) -> Chosen:
    """Up to `most` places as known on a day from number `first` on, the newest being 0.

    One query, two where much is chosen; of an earlier day one more where there are no more than asked for.
    """
    known, end = known_by(as_of), first + most
    if not asked:
        return _of_all(as_of, first=first, most=most)
    few = few_places(known, asked)
    if few is not None:
        return Chosen(places=few[first:end], goes_on=len(few) > end, total=len(few), is_whole=True)
    rows = [Place(*row) for row in _newest(all_places(as_of, asked), as_of, first=first, end=end + 1)]
    goes_on = len(rows) > most
    total = first + min(most, len(rows))
    return Chosen(places=rows[:most], goes_on=goes_on, total=total, is_whole=not goes_on)


def _newest(places: QuerySet[Any, Any], as_of: date, *, first: int, end: int) -> list[Any]:
    """In their order. Where they have a day, what came later than an earlier day need not be gone through."""
    ordered = places.order_by(*NEWEST)
    if until := end_if_past(as_of):
        rows = list(ordered.filter(since__lt=until)[first:end])
        if len(rows) == end - first:
            return rows
    return list(ordered[first:end])


def few_places(known: QuerySet[Item], asked: Sequence[Asked]) -> list[Place] | None:
    """All places, the newest first, where few items hold something asked for; else null. One query."""
    with connection.cursor() as cursor:
        cursor.execute(*few_statement(known, asked, most=MOST))
        rows = [Place(*row) for row in cursor.fetchall()]
    if not rows:
        return None
    return sorted((row for row in rows if row.key is not None), key=_newness, reverse=True)


def few_firsts(known: QuerySet[Item], asked: Sequence[Asked], *, most: int) -> RawSQL:
    """The ids of the first items of the newest of these places, as rows; none where much is chosen."""
    sql, values = few_statement(known, asked, most=MOST)
    newest = f"SELECT first FROM ({sql}) AS few ORDER BY since DESC NULLS LAST, least DESC LIMIT %s"  # noqa: S608
    return RawSQL(newest, [*values, most])  # noqa: S611  values are parameters


def is_held_by_few(asked: Sequence[Asked]) -> bool:
    """Whether few items hold one of the things asked for."""
    return any(len(each.ids[: MOST + 1]) <= MOST for each in asked)


def all_places(as_of: date, asked: Sequence[Asked]) -> QuerySet[Any, Any]:
    """The places in no order: in that of their first items a page of them is read at once."""
    told = {"first": known_sql(as_of, "news_item"), "other": known_sql(as_of, "other")}
    is_first, least, number = (
        RawSQL(sql.format(**told), (), output_field=kind)  # noqa: S611  no word of a reader
        for sql, kind in ((IS_FIRST, BooleanField()), (LEAST, BigIntegerField()), (NUMBER, BigIntegerField()))
    )
    first = Item.objects.filter(is_first)
    for each in asked:
        first = first.filter(each.of_first, Exists(_same_story(as_of).filter(each.holds)))
    places = first.annotate(key=KEY, since=F("listed_at"), least=least, number=number, first=F("pk"))
    return places.values_list(*Place._fields, named=True)


def _same_story(as_of: date) -> QuerySet[Item]:
    return known_by(as_of).order_by().filter(Q(story=OuterRef("story")) | Q(pk=OuterRef("pk")))


def number_of_all(as_of: date) -> int | None:
    """How many stories all items tell; null where there are more than MOST_COUNTED items. One query."""
    with connection.cursor() as cursor:
        cursor.execute(*_counted(known_by(as_of)))
        items, stories = cursor.fetchone()[0]
    return stories if items <= MOST_COUNTED else None


def _of_all(as_of: date, *, first: int, most: int) -> Chosen:
    """Nothing is asked for: the stories of up to MOST_COUNTED items are counted."""
    known = known_by(as_of)
    places = all_places(as_of, ()).annotate(counted=RawSQL(*_counted(known)))  # noqa: S611  values are parameters
    named = places.values_list(*Place._fields, "counted")
    rows = _newest(named, as_of, first=first, end=first + most + 1)
    items, stories = rows[0][-1] if rows else (0, 0)
    is_whole = items <= MOST_COUNTED
    return Chosen(
        places=[Place(*row[:-1]) for row in rows[:most]],
        goes_on=len(rows) > most,
        total=stories if is_whole else _rounded_down(stories),
        is_whole=is_whole,
    )


def _rounded_down(number: int) -> int:
    """To its two leading digits: which items the database counted first is chance."""
    unit = 10 ** max(0, len(str(number)) - 2)
    return int(number // unit * unit)


def _counted(known: QuerySet[Item]) -> Part:
    sql, values = sql_of(known.order_by().annotate(key=KEY).values("key")[: MOST_COUNTED + 1])
    return f"SELECT ARRAY[count(*), count(DISTINCT key)] FROM ({sql}) AS counted", values  # noqa: S608


def _newness(place: Place) -> tuple[bool, datetime, int]:
    """The greatest is the newest; those without a day are the least."""
    return place.since is not None, place.since or datetime.min.replace(tzinfo=UTC), place.least
