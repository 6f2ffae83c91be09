"""A story as a list shows it: its headline, who has it, what it changed in the record, what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from news.models import Item
from timeline.queries.stories import origins_of, outlet_of, outlets_of, tags_of
from timeline.views.frame import Visit
from timeline.views.told import Telling, Told

MOST_TOLD = 3
MOST_TAGS = 10
MOST_OTHERS = 20


class Outlet(NamedTuple):
    """An item of a story under the name of its outlet."""

    name: str
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One story. others: its further items; outlets: how many others have it; more_*: how many are left out.

    Outlets, origins and names are those of the items that are read of it, as on the page of the story.
    `address` is the page of the story, of an item without one that of its outlet; `page` is the former alone.
    """

    first: Item
    headline: str
    address: str
    page: str
    outlet: str
    others: list[Outlet]
    more_others: int
    outlets: int
    origins: int
    told: list[Told]
    more_told: int
    about: list[Mapping[str, Any]]
    more_tags: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One story in one line. others: how many outlets have it besides the first."""

    words: str
    address: str
    is_outside: bool
    outlet: str
    others: int
    day: date | None


def headlines(firsts: Iterable[Item], visit: Visit) -> list[Headline]:
    """Stories in one line each, out of their first items as `latest_stories` read them."""
    return [
        Headline(
            words=headline_of(first, visit),
            address=story_address(first.story_id, visit) or first.url,
            is_outside=first.story_id is None,
            outlet=outlet_of(first),
            others=getattr(first, "others"),  # noqa: B009  an annotation
            day=first.listed_at.date() if first.listed_at else None,
        )
        for first in firsts
    ]


def story_line(items: Sequence[Item], telling: Telling, visit: Visit) -> StoryLine:
    """The line of a story out of its items as `stories_of` read them."""
    first = items[0]
    told = telling.lines(evidence for item in items for evidence in _annotated(item, "told"))
    about = tags_of(items)
    page = story_address(first.story_id, visit)
    return StoryLine(
        first=first,
        headline=headline_of(first, visit),
        address=page or first.url,
        page=page,
        outlet=outlet_of(first),
        others=[Outlet(outlet_of(each), each) for each in items[1 : 1 + MOST_OTHERS]],
        more_others=max(0, getattr(first, "number") - 1 - MOST_OTHERS),  # noqa: B009  an annotation
        outlets=outlets_of(items) - 1,
        origins=origins_of(items),
        told=told[:MOST_TOLD],
        more_told=len(told[MOST_TOLD:]),
        about=about[:MOST_TAGS],
        more_tags=len(about[MOST_TAGS:]),
    )


def story_address(story_id: int | None, visit: Visit) -> str:
    """The page of a story on the day shown; empty without a story."""
    return reverse("timeline:story", args=[story_id]) + visit.keep if story_id else ""


def headline_of(first: Item, visit: Visit) -> str:
    """The story's own headline; on an earlier day that of its first item, for the other may be of a later."""
    if first.story and visit.as_of == visit.today:
        return first.story.headline or first.title or first.url
    return first.title or first.url


def _annotated(item: Item, name: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = getattr(item, name)
    return found
