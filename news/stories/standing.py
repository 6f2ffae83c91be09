"""The stories that stand, kept in the process between batches and compared with the database before each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from news.clustering import WINDOW, StoryIndex
from news.models import Item
from news.queries import clustered_items
from news.stories.reading import read_reports, with_lead

LOADED = 2_000
# Stories that lie this far behind the window are let go of, all at once: of each worker's memory, news of
# four days at 5,000 a day take 150 MB.
BEHIND = timedelta(days=1)


class Placed(NamedTuple):
    """Where an item stands, when its words or tags changed last, and its place in lists."""

    story: int
    changed_at: datetime
    listed_at: datetime


class Standing:
    """The index of the stories around some days, and the items that it was made of."""

    def __init__(self) -> None:
        self.index = StoryIndex()
        self._placed: dict[int, Placed] = {}
        self._since: datetime | None = None

    def agrees(self, rows: Mapping[int, Placed], earliest: datetime, latest: datetime) -> bool:
        """Whether every item of these days that was read stands as it did."""
        return all(
            rows.get(item_id) == placed
            for item_id, placed in self._placed.items()
            if earliest <= placed.listed_at <= latest
        )

    def load(self, rows: Mapping[int, Placed]) -> None:
        """Read the items that were not read yet, in the order they were told."""
        fresh = sorted(
            rows.keys() - self._placed.keys(), key=lambda item_id: (rows[item_id].listed_at, item_id)
        )
        for start in range(0, len(fresh), LOADED):
            ids = fresh[start : start + LOADED]
            items = with_lead(Item.objects.filter(id__in=ids)).order_by("listed_at", "id")
            reports = read_reports(items)
            self.index.hear(reports)
            for report, item in zip(reports, items, strict=True):
                story, copy_of = rows[item.pk].story, item.copy_of_id
                self.index.add(self.index.read(report), story, copy_of=copy_of)
        self._placed |= {item_id: rows[item_id] for item_id in fresh}

    def note(self, placed: Mapping[int, Placed]) -> None:
        """Remember how items stand that the index was told of already."""
        self._placed |= placed

    def forget(self, earliest: datetime) -> None:
        """Let go of the stories that ended before this instant, once they lie far behind."""
        since = min(self._since or earliest, earliest)
        if earliest - since > BEHIND:
            self.index.forget(earliest + WINDOW)
            kept = ((item_id, at) for item_id, at in self._placed.items() if self.index.holds(at.story))
            self._placed = dict(kept)
            since = earliest
        self._since = since


def bring_up(standing: Standing, first: datetime, last: datetime) -> Standing:
    """The stories that items of these instants may belong to, as they stand; `standing` if it can be.

    What an item said before cannot be taken out of an index: where one changed, another index is made.
    """
    earliest, latest = first - WINDOW, last + WINDOW
    rows = _rows(earliest, latest)
    if not standing.agrees(rows, earliest, latest):
        standing = Standing()
    standing.forget(earliest)
    standing.load(rows)
    return standing


def _rows(earliest: datetime, latest: datetime) -> dict[int, Placed]:
    items = clustered_items().filter(listed_at__range=(earliest, latest))
    rows = items.values_list("id", "story_id", "changed_at", "listed_at")
    return {
        item_id: Placed(story, changed_at, listed_at)
        for item_id, story, changed_at, listed_at in rows
        if story is not None and listed_at is not None
    }
