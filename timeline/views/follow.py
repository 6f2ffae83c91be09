"""How a page can be followed: addresses of feeds and of a calendar that tell what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.queries.deliverables import Row
from timeline.views.addresses import path_of, written
from timeline.views.boxes import CHANGING
from timeline.views.frame import Visit

OF_NEWS = ("company", "product", "model", "kind", "standing", "q", "from", "to")
OF_THE_RECORD = (
    "company",
    "product",
    "model",
    "q",
    "channel",
    "region",
    "basis",
    "fate",
    "precision",
    "overdue",
    "min_slip",
    "due_after",
    "due_before",
    "said_after",
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What an address tells, and the address, whole: it is taken elsewhere."""

    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Atom feeds; a calendar where there are days for it; `watched`: what a page of today asks, left open."""

    feeds: tuple[Subscription, ...]
    calendar: Subscription | None = None
    watched: str = ""


def follow_everything(visit: Visit) -> Follow:
    """The whole record and all news."""
    return _follow(visit, changes={}, news={})


def follow_record(visit: Visit) -> Follow | None:
    """Changes and promised days of a list or chart; None where it is limited to what nobody has."""
    asked = written(visit, OF_THE_RECORD)
    return _follow(visit, changes=asked, calendar=asked) if _is_known(visit) else None


def follow_news(visit: Visit) -> Follow | None:
    """The stories that the news are limited to; None where they name what nobody has."""
    if not _is_known(visit):
        return None
    changing = {"show": CHANGING} if visit.readable.get("show") == CHANGING else {}
    return _follow(visit, news=written(visit, OF_NEWS) | changing)


def follow_row(visit: Visit, **named: str) -> Follow:
    """A company or a product, by its parameter."""
    return _follow(visit, changes=named, news=named, calendar=named)


def follow_deliverable(visit: Visit, row: Row) -> Follow:
    """One deliverable; what has no date is in no calendar."""
    named = {"sel": row.facts.slug}
    return _follow(visit, changes=named, calendar=named if row.standing.current_promise else None)


def _follow(
    visit: Visit,
    *,
    changes: Mapping[str, str] | None = None,
    news: Mapping[str, str] | None = None,
    calendar: Mapping[str, str] | None = None,
) -> Follow:
    asked = (("Changes of the record", "changes-feed", changes), ("News", "news-feed", news))
    paths = [(title, name, query) for title, name, query in asked if query is not None]
    _, first, query = paths[0]
    return Follow(
        feeds=tuple(_subscription(visit, title, name, query) for title, name, query in paths),
        calendar=None if calendar is None else _subscription(visit, "Promised days", "calendar", calendar),
        watched=path_of(f"timeline:{first}", {**query, "limit": "1"}) if visit.as_of == visit.today else "",
    )


def _subscription(visit: Visit, title: str, name: str, query: Mapping[str, str]) -> Subscription:
    return Subscription(title, visit.request.build_absolute_uri(path_of(f"timeline:{name}", query)))


def _is_known(visit: Visit) -> bool:
    """Whether somebody has every name that is asked for: a page overlooks one that nobody has, a feed not."""
    return not visit.unknown
