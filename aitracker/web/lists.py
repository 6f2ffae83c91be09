"""Where a page of a list begins: rows beyond a cursor, from the database or from rows at hand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.expressions import OrderBy

from aitracker.web.pages import Cursor

Row = TypeVar("Row")
Stored = TypeVar("Stored", bound=Model)
# No row, also where rows are grouped and have no key of their own.
NOTHING = Q(Value(False))


class Found(Protocol[Row]):
    """The rows that a selection chose, in a total order."""

    def beyond(self, cursor: Cursor | None, *, limit: int) -> Sequence[Row]:
        """Up to `limit` + 1 rows beyond the cursor, in reading direction."""
        ...

    def key(self, row: Row) -> list[Any]:
        """The row's place in the order, as JSON."""
        ...

    def count(self) -> int | None:
        """How many there are on all pages; null where nobody counts so many."""
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an order; a nullable one keeps its nulls at the end, whatever its direction."""

    name: str
    descending: bool = False
    nullable: bool = False

    def after(self, value: Any, *, back: bool) -> Q:
        """Rows that stand after this value, or with `back` before it."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if back else NOTHING
        ahead = Q(**{f"{self.name}__{'lt' if self.descending != back else 'gt'}": value})
        return ahead | Q(**{f"{self.name}__isnull": True}) if self.nullable and not back else ahead

    def ahead(self, value: Any, *, back: bool) -> Q:
        """Rows with this value or one that stands after it: an index finds them without looking at others."""
        return Q(**{f"{self.name}__{'lte' if self.descending != back else 'gte'}": value})

    def same(self, value: Any) -> Q:
        """Rows with this very value."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def ordering(self, *, back: bool) -> OrderBy:
        """This column of the order in reading direction."""
        ends: dict[str, Any] = {}
        if self.nullable:
            ends = {"nulls_first": True} if back else {"nulls_last": True}
        return F(self.name).desc(**ends) if self.descending != back else F(self.name).asc(**ends)


@dataclass(frozen=True, slots=True)
class StoredRows(Generic[Stored]):
    """Rows in the database; the columns, fields or annotations of the query, end with a unique one.

    number: counts them where the database would take long over it. until: no value of the first column, where
    there is one, is as great: descending rows begin there. read: how the rows of the first page are read.
    """

    query: QuerySet[Stored]
    columns: tuple[Column, ...]
    number: Callable[[], int | None] | None = None
    until: Any = None
    read: Callable[[QuerySet[Stored]], Sequence[Stored]] = list

    def beyond(self, cursor: Cursor | None, *, limit: int) -> Sequence[Stored]:
        """One query and those of its prefetches; where the values of the first column end, maybe one more."""
        back = cursor is not None and cursor.back
        read = self.read if cursor is None else list
        rows: list[Stored] = []
        for query in self._beyond(cursor) if cursor else self._begin():
            ordered = query.order_by(*(column.ordering(back=back) for column in self.columns))
            rows += read(ordered[: limit + 1 - len(rows)])
            if len(rows) > limit:
                break
        return rows

    def key(self, row: Stored) -> list[Any]:
        """The values of the columns."""
        return [_json(getattr(row, column.name)) for column in self.columns]

    def count(self) -> int | None:
        """One query."""
        return self.number() if self.number else self.query.count()

    def _begin(self) -> Iterator[QuerySet[Stored]]:
        first = self.columns[0]
        if self.until is None or not first.descending:
            yield self.query
            return
        yield self.query.filter(**{f"{first.name}__lt": self.until})
        yield self.query.filter(first.same(None))

    def _beyond(self, cursor: Cursor) -> Iterator[QuerySet[Stored]]:
        """The rows beyond the cursor: those that have a value in the first column, then those without one."""
        first, value, query = self.columns[0], cursor.key[0], self.query.filter(self._after(cursor))
        if value is None:
            yield query
            return
        yield query.filter(first.ahead(value, back=cursor.back))
        if first.nullable and not cursor.back:
            yield self.query.filter(first.same(None))

    def _after(self, cursor: Cursor) -> Q:
        beyond, equal = NOTHING, Q()
        for column, value in zip(self.columns, cursor.key, strict=True):
            beyond |= equal & column.after(value, back=cursor.back)
            equal &= column.same(value)
        return beyond


@dataclass(frozen=True, slots=True)
class RowsAtHand(Generic[Row]):
    """Rows in memory and in order: by `rank`, descending or not, rows of equal rank by slug."""

    rows: Sequence[Row]
    rank: Callable[[Row], Any]
    slug: Callable[[Row], str]
    descending: bool = False

    def beyond(self, cursor: Cursor | None, *, limit: int) -> Sequence[Row]:
        """Rows may have come or gone since the cursor was made: its place is found by comparison."""
        if cursor is None:
            return self.rows[: limit + 1]
        if cursor.back:
            before = [row for row in self.rows if self._side(row, cursor.key) < 0]
            return before[::-1][: limit + 1]
        return [row for row in self.rows if self._side(row, cursor.key) > 0][: limit + 1]

    def key(self, row: Row) -> list[Any]:
        """Rank and slug."""
        return [_json(self.rank(row)), self.slug(row)]

    def count(self) -> int:
        """No query."""
        return len(self.rows)

    def _side(self, row: Row, place: list[Any]) -> int:
        """Negative for a row before the place, positive for one after it."""
        rank, slug = self.key(row)
        if rank != place[0]:
            return 1 if (rank > place[0]) != self.descending else -1
        return int(slug > place[1]) - int(slug < place[1])


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def number_up_to(query: QuerySet[Any], most: int) -> int | None:
    """How many rows there are; null where there are more than so many."""
    number = query.order_by()[: most + 1].count()
    return number if number <= most else None
