"""Reports made for the occasion."""

from datetime import UTC, datetime, timedelta
from itertools import count

from news.clustering import Found, Named, Report, StoryIndex

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
IDS = count(1)


def report(
    title: str,
    text: str = "",
    *,
    hours: float | None = 0,
    outlet: str = "",
    feed: str = "",
    address: bytes = b"",
    named: Named | None = None,
) -> Report:
    """A report so many hours after noon; of an outlet of its own unless one is named, undated with null."""
    number = next(IDS)
    return Report(
        id=number,
        title=title,
        text=text,
        at=None if hours is None else NOON + timedelta(hours=hours),
        feed=feed,
        outlet=outlet or f"outlet-{number}.example",
        address=address,
        named=named or Named(),
    )


def placed(*reports: Report, index: StoryIndex | None = None) -> list[Found]:
    """Where each report comes to stand, in this order; a story is numbered as the report that began it."""
    index = StoryIndex() if index is None else index
    index.hear(reports)
    return [index.place(each, new_story=lambda each=each: each.id) for each in reports]  # type: ignore[misc]


def stories_of(*reports: Report) -> list[int]:
    """The story of each report, numbered from 0 in the order in which they begin."""
    stories = [found.story for found in placed(*reports)]
    begun = list(dict.fromkeys(stories))
    return [begun.index(story) for story in stories]
