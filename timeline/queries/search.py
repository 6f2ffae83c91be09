"""Where words of a reader stand: names, promises, events and stories, the best first, as known on a day.

The `words_found` of a row are its lexemes, kept by the database; names are few, and read when asked for.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, FloatField, QuerySet
from django.db.models.expressions import RawSQL

from news.queries import newest_first
from timeline.models import Deliverable
from timeline.queries.addressed import Found, found_names
from timeline.queries.deliverables import Row, public_rows
from timeline.queries.items import end_if_past, known_by
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
    """What the words find among these kinds, or among all; four queries, five where no name is found.

    Words may be joined by `or`, left out by `-` and held together by quotation marks; nothing but words left
    out finds nothing.
    """
    words = asked_words(text)
    if not any(sign.isalnum() for sign in words):
        return Search()
    shown = _shown(as_of)
    found = [*_of_record(words, as_of, shown), *_of_stories(words, as_of)]
    is_settled = _leaves_out(words) or any(place.tier <= Tier.NAMED for place in found)
    alike = [] if is_settled else _alike(words, shown)
    meant = tuple(dict.fromkeys(name for _, name in alike))[:MOST_MEANT]
    places = found or _unique(place for place, name in alike if name in meant)
    chosen = [place for place in places if not kinds or place.kind in kinds]
    return Search(tuple(sorted(chosen, key=lambda place: (place.relevance, place.name))[:MOST]), meant)


def asked_words(text: str) -> str:
    """The words with those apart that a hyphen or stroke joins, as the kept lexemes have them."""
    return IDLE.sub(" ", JOINED.sub(" ", text)).strip()


def _leaves_out(words: str) -> bool:
    """Whether a word is not to be there; then the whole is nobody's name, nor like one."""
    return "-" in words


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the record may be found: names of which anything is told, deliverables public on the day."""

    names: Found
    standings: dict[int, Row]

    def place(
        self, kind: str, key: int, slug: str, tier: Tier, rank: float, day: date | None
    ) -> Place | None:
        """The row; None for one that is not shown."""
        row = self.standings.get(key) if kind == FoundKind.DELIVERABLE else None
        if not self._has(kind, key, row):
            return None
        return Place(
            kind=FoundKind(kind),
            key=key,
            slug=slug,
            tier=tier,
            rank=round(rank * 10_000),
            day=_day_of(row) if row else day,
            standing=row,
        )

    def _has(self, kind: str, key: int, row: Row | None) -> bool:
        match kind:
            case FoundKind.COMPANY:
                return key in self.names.companies
            case FoundKind.PRODUCT:
                return key in self.names.products
            case FoundKind.DELIVERABLE:
                return row is not None
        return True


def _shown(as_of: date) -> Shown:
    rows = public_rows(Deliverable.objects.all(), as_of=as_of)
    return Shown(found_names(), {row.deliverable.pk: row for row in rows})


def _day_of(row: Row) -> date | None:
    """A deliverable is as new as what was last said of it, or as its arrival."""
    came, promise = row.standing.arrived, row.standing.current_promise
    return came.latest if came else promise.public_on if promise else None


def _of_record(words: str, as_of: date, shown: Shown) -> list[Place]:
    called = "" if _leaves_out(words) else words
    rows = _read(RECORD, {"words": words, "called": called, "as_of": as_of, "most": MOST})
    places = (
        shown.place(kind, key, slug, Tier(tier), rank, day) for kind, key, slug, tier, rank, day in rows
    )
    return [place for place in places if place]


def _of_stories(words: str, as_of: date) -> list[Place]:
    """The stories of the newest items that hold the words, each by the item that holds them best."""
    best: dict[str, Place] = {}
    for key, story, listed_at, rank in _newest(_items(words, as_of), as_of):
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
    return found.values_list("pk", "story_id", F("listed_at"), rank)


def _newest(found: QuerySet[Any, Any], as_of: date) -> list[Any]:
    """As many as are looked at. What came later than an earlier day need not be gone through."""
    if (until := end_if_past(as_of)) and len(rows := list(found.filter(listed_at__lt=until)[:MOST])) == MOST:
        return rows
    return list(found[:MOST])


def _alike(words: str, shown: Shown) -> list[tuple[Place, str]]:
    """Rows with a name much like the words, each with that name, the most alike first."""
    rows = _read(LIKENESS, {"words": words, "alike": ALIKE, "most": MOST})
    places = (
        (shown.place(kind, key, slug, Tier.ALIKE, alike, None), name) for kind, key, slug, name, alike in rows
    )
    return [(place, name) for place, name in places if place]


def _unique(places: Iterable[Place]) -> list[Place]:
    """One for each row, the first of it."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.name, place)
    return list(first.values())


def _read(sql: str, values: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[Any] = cursor.fetchall()
        return rows
