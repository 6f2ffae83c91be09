"""The feeds that are read, and their health."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from aitracker.web.answers import Edition, Shape
from aitracker.web.lists import Found, RowsAtHand
from aitracker.web.selection import Selection
from news.health import answer_of, group_key
from news.models import Feed
from timeline.api import feed_schemas
from timeline.api.resources import RecordList, a_list
from timeline.api.shapes import instant
from timeline.queries.sources import FEEDS, name_of, sources
from timeline.queries.terms import FEED_KINDS


@a_list(
    feed_schemas.Source,
    name="sources",
    filters={"kind", "q"},
    sorts=["name"],
    terms={"kind": FEED_KINDS},
    is_dated=False,
    summary="The feeds that are read, and how they do",
)
class Sources(RecordList):
    """Every feed as it does now: no earlier day is known of it."""

    further = FEEDS

    def edition(self) -> Edition:
        """Its answers change with every reading; its figures are those of the full hour."""
        return _of_this_hour(super().edition())

    def stand(self, selection: Selection) -> tuple[Selection, Edition]:
        """As its edition."""
        selection, edition = super().stand(selection)
        return selection, _of_this_hour(edition)

    def find(self, selection: Selection) -> Found[Any]:
        """All of them are at hand: there are hundreds at most."""
        is_turned = selection.sort.startswith("-")
        rows = sources(selection, now=_full_hour())
        return RowsAtHand(
            sorted(rows, key=name_of, reverse=is_turned),
            rank=name_of,
            slug=lambda feed: f"{feed.pk:012}",
            descending=is_turned,
        )

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """With its items counted."""
        return [_shape(row) for row in rows]


def _of_this_hour(edition: Edition) -> Edition:
    return replace(edition, state=f"{edition.state}.{_full_hour()}")


def _full_hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


def _shape(feed: Feed) -> Shape:
    return {
        "id": feed.pk,
        "name": feed.name,
        "url": feed.url,
        "homepage": feed.homepage or None,
        "kind": feed.kind,
        "scope": feed.scope,
        "state": feed.state,
        "group": group_key(feed),
        "last_answer": answer_of(feed) or None,
        "last_checked_at": instant(feed.last_checked_at),
        "last_ok_at": instant(feed.last_ok_at),
        "last_new_item_at": instant(feed.last_new_item_at),
        "next_check_at": instant(feed.next_check_at) if feed.enabled else None,
        "items": getattr(feed, "item_count"),  # noqa: B009  an annotation
        "new_items": getattr(feed, "new_item_count"),  # noqa: B009  an annotation
    }
