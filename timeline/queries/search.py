"""Where words of a reader stand: names, promises, events and stories, the best first, as known on a day.

The `words_found` of a row are its lexemes, kept by the database; names are few, and read when asked for.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, FloatField, QuerySet
from django.db.models.expressions import RawSQL

from news.queries import newest_first
from timeline.models import Deliverable
from timeline.queries.addressed import found_companies, found_products
from timeline.queries.deliverables import Row, public_rows
from timeline.queries.items import known_by
from timeline.queries.search_sql import JOINING, LIKENESS, RECORD

# So many promises, events and stories are looked at, and so many places answered: nobody reads further.
MOST = 1000
# Names less alike than this are nothing that a reader can have meant; of the others so many are offered.
ALIKE = 0.35
MOST_MEANT = 3
# A hyphen before no word leaves nothing out, and PostgreSQL refuses many of them on end.
IDLE = re.compile(r'-(?!"?[^\W_])')
JOINED = re.compile(rf"(?<=\w)[{JOINING}]+(?=\w)")


class FoundKind(StrEnum):
    """What can be found; of equal rank they stand in this order."""

    COMPANY = "company"
    DELIVERABLE = "deliverable"
    PRODUCT = "product"
    EVENT = "event"
    COMMITMENT = "commitment"
    STORY = "story"


ORDER = {kind: place for place, kind in enumerate(FoundKind)}


class Tier(IntEnum):
    """How a row was found: by its very name, by a name that holds every word, by its text, by likeness."""

    CALLED = 0
    NAMED = 1
    TOLD = 2
    ALIKE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row that was found; `rank` is that of its text in ten thousandths.

    key: the row's id, of a story that of the item that was found. slug: of a story its number, empty for an
    item that stands in none yet. standing: of a deliverable, how it stands on the day.
    """

    kind: FoundKind
    key: int
    slug: str
    tier: Tier
    rank: int
    day: date | None = None
    standing: Row | None = None

    @property
    def relevance(self) -> list[int]:
        """The lower, the better; of what is called just so the kind decides."""
        if self.tier is Tier.CALLED:
            return [self.tier, 0, 0, ORDER[self.kind]]
        return [self.tier, -self.rank, -self.newness, ORDER[self.kind]]

    @property
    def newness(self) -> int:
        """Days of the calendar up to its own; of one without any, none."""
        return self.day.toordinal() if self.day else 0

    @property
    def name(self) -> str:
        """Unique among all places."""
        return f"{self.kind}/{self.slug or -self.key}"


@dataclass(frozen=True, slots=True)
class Search:
    """The places found, the best first, and the names that may have been meant where no name was found."""

    places: tuple[Place, ...] = ()
    meant: tuple[str, ...] = ()


def search(text: str, *, as_of: date, kinds: Collection[str] = ()) -> Search:
    """What the words find among these kinds, or among all; three queries, four where no name is found.

    Words may be joined by `or`, left out by `-` and held together by quotation marks; nothing but words left
    out finds nothing.
    """
    words = asked_words(text)
    if not any(sign.isalnum() for sign in words):
        return Search()
    standings = _standings(as_of)
    found = [*_of_record(words, as_of, standings), *_of_stories(words, as_of)]
    alike = [] if any(place.tier <= Tier.NAMED for place in found) else _alike(words, standings)
    meant = tuple(dict.fromkeys(name for _, name in alike))[:MOST_MEANT]
    places = found or _unique(place for place, name in alike if name in meant)
    chosen = [place for place in places if not kinds or place.kind in kinds]
    return Search(tuple(sorted(chosen, key=lambda place: (place.relevance, place.name))[:MOST]), meant)


def asked_words(text: str) -> str:
    """The words with those apart that a hyphen or stroke joins, as the kept lexemes have them."""
    return IDLE.sub(" ", JOINED.sub(" ", text)).strip()


def _standings(as_of: date) -> dict[int, Row]:
    """Every deliverable that was public on the day, by id."""
    return {row.deliverable.pk: row for row in public_rows(Deliverable.objects.all(), as_of=as_of)}


def _of_record(words: str, as_of: date, standings: dict[int, Row]) -> list[Place]:
    rows = _read(RECORD, {"words": words, "as_of": as_of, "most": MOST})
    found = (
        Place(
            kind=FoundKind(kind),
            key=key,
            slug=slug,
            tier=Tier(tier),
            rank=round(rank * 10_000),
            day=day,
        )
        for kind, key, slug, tier, rank, day in rows
    )
    return [_standing(place, standings) for place in found if _is_public(place.kind, place.key, standings)]


def _is_public(kind: str, key: int, standings: dict[int, Row]) -> bool:
    return kind != FoundKind.DELIVERABLE or key in standings


def _standing(place: Place, standings: dict[int, Row]) -> Place:
    """A deliverable is as new as what was last said of it, or as its arrival."""
    if place.kind != FoundKind.DELIVERABLE:
        return place
    row = standings[place.key]
    came, promise = row.standing.arrived, row.standing.current_promise
    day = came.latest if came else promise.public_on if promise else None
    return replace(place, day=day, standing=row)


def _of_stories(words: str, as_of: date) -> list[Place]:
    """The stories of the newest items that hold the words, each by the item that holds them best."""
    best: dict[str, Place] = {}
    for key, story, listed_at, rank in _items(words, as_of):
        slug = str(story or "")
        place = Place(
            kind=FoundKind.STORY,
            key=key,
            slug=slug,
            tier=Tier.TOLD,
            rank=round(rank * 10_000),
            day=listed_at.date() if listed_at else None,
        )
        if place.name not in best or place.relevance < best[place.name].relevance:
            best[place.name] = place
    return list(best.values())


def _items(words: str, as_of: date) -> QuerySet[Any, Any]:
    query = "websearch_to_tsquery('english', %s)"
    # Values are parameters.
    holds = f"querytree({query}) <> 'T' AND news_item.words_found @@ {query}"
    holding = RawSQL(holds, [words, words], output_field=BooleanField())  # noqa: S611
    rank = RawSQL(f"ts_rank(news_item.words_found, {query})", [words], output_field=FloatField())  # noqa: S611
    found: QuerySet[Any, Any] = newest_first(known_by(as_of).filter(holding))
    return found.values_list("pk", "story_id", F("listed_at"), rank)[:MOST]


def _alike(words: str, standings: dict[int, Row]) -> list[tuple[Place, str]]:
    """Rows with a name much like the words, each with that name, the most alike first."""
    return [
        (
            _standing(
                Place(kind=FoundKind(kind), key=key, slug=slug, tier=Tier.ALIKE, rank=round(alike * 10_000)),
                standings,
            ),
            name,
        )
        for kind, key, slug, name, alike in _read(LIKENESS, {"words": words, "alike": ALIKE, "most": MOST})
        if _is_public(kind, key, standings)
    ]


def _unique(places: Iterable[Place]) -> list[Place]:
    """One for each row, the first of it."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.name, place)
    return list(first.values())


def _read(sql: str, values: dict[str, Any]) -> list[Any]:
    """Rows of a query that asks which companies and products anything is told of."""
    parts: dict[str, str] = {}
    for name, found in (("companies", found_companies()), ("products", found_products())):
        part, given = found.order_by().values("pk").query.sql_with_params()
        own = {f"{name}_{place}": value for place, value in enumerate(given)}
        parts[name] = part % tuple(f"%({each})s" for each in own)
        values = values | own
    with connection.cursor() as cursor:
        cursor.execute(sql.format(**parts), values)
        rows: list[Any] = cursor.fetchall()
        return rows
