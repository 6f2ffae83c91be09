"""Stories as entries of a feed."""

from collections.abc import Callable, Sequence

from news.models import Item
from timeline.feeds.atom import Entry
from timeline.views.frame import Visit
from timeline.views.stories import StoryLine, story_line
from timeline.views.told import Telling, Told
from timeline.wording.days import counted, long_day


def story_entries(
    stories: Sequence[Sequence[Item]],
    telling: Telling,
    visit: Visit,
    *,
    absolute: Callable[[str], str],
    authority: str,
) -> list[Entry]:
    """One entry for each story out of its items as `stories_of` read them."""
    return [_entry(items, story_line(items, telling, visit), absolute, authority) for items in stories]


def _entry(items: Sequence[Item], line: StoryLine, absolute: Callable[[str], str], authority: str) -> Entry:
    """Named by its oldest row, which it keeps when it takes in others; changed when it takes in one."""
    first = line.first
    return Entry(
        id=f"tag:{authority},2026:item:{min(item.pk for item in items)}",
        title=line.headline,
        link=absolute(line.address),
        text=_text(line),
        published=first.listed_at or first.first_seen_at,
        updated=max(item.first_seen_at for item in items),
    )


def _text(line: StoryLine) -> str:
    """Who tells it, where, and what it did to the record; nothing more of the outlet's own text."""
    day = f" on {long_day(line.first.listed_at.date())}" if line.first.listed_at else ""
    others = f", and {counted(line.outlets, 'other outlet')}" if line.outlets else ""
    told = "; ".join(_told(each) for each in line.told)
    record = f" In the record: {told}." if told else ""
    return f"{line.outlet}{day}{others}: {line.first.url}{' –' if record else ''}{record}"


def _told(told: Told) -> str:
    words = f", {told.words}" if told.words else ""
    days = f", {told.delta.text}" if told.has_delta else ""
    doubt = ", unconfirmed" if told.unconfirmed else ""
    return f"{told.look.word}, {told.name}{words}{days}{doubt}"
