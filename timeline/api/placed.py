"""The list of stories in pages: their places at hand where few are chosen, else in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from aitracker.postgres.base import prepared_rows
from aitracker.web.lists import Column, Found, StoredRows
from aitracker.web.pages import Cursor
from timeline.queries.asked import Asked
from timeline.queries.items import end_if_past, known_by
from timeline.queries.places import Place, all_places, few_places, number_of_all

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def placed(asked: Sequence[Asked], columns: tuple[Column, ...], *, as_of: date) -> Found[Any]:
    """The places of the chosen stories; `columns` are those of StoredRows: since, then least."""
    few = few_places(known_by(as_of), asked) if asked else None
    if few is not None:
        return PlacesAtHand(few, is_turned=not columns[0].descending)
    rows = partial(StoredRows, all_places(as_of, asked), columns, until=end_if_past(as_of))
    return (
        rows(number=lambda: None) if asked else rows(number=partial(number_of_all, as_of), read=prepared_rows)
    )


@dataclass(frozen=True, slots=True)
class PlacesAtHand:
    """Places in memory: the newest first, or turned; those without a day last."""

    places: Sequence[Place]
    is_turned: bool

    def beyond(self, cursor: Cursor | None, *, limit: int) -> Sequence[Place]:
        """Stories may have come or gone since the cursor was made: its place is found by comparison."""
        rows = sorted(self.places, key=lambda place: self._rank(place.since, place.least))
        if cursor is None:
            return rows[: limit + 1]
        here = self._rank(_instant(cursor.key[0]), cursor.key[1])
        if cursor.back:
            return [row for row in rows if self._rank(row.since, row.least) < here][::-1][: limit + 1]
        return [row for row in rows if self._rank(row.since, row.least) > here][: limit + 1]

    def key(self, row: Place) -> list[Any]:
        """As StoredRows has it: what is few today may be many on the next page."""
        return [row.since.isoformat() if row.since else None, row.least]

    def count(self) -> int:
        """No query."""
        return len(self.places)

    def _rank(self, since: datetime | None, least: int) -> tuple[bool, timedelta, int]:
        after = since - EPOCH if since else timedelta()
        return since is None, after if self.is_turned else -after, -least


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
