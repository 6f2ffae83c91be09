"""What both kinds of documents give before identity and limits are settled."""

from dataclasses import dataclass, field
from datetime import datetime

from news.parsing.dates import believable
from news.parsing.entries import Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDate:
    """One date of an entry: as written, as read (UTC, null where unreadable), and which one it is."""

    source: str
    words: str
    instant: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One entry with clean fields; any of them may be empty."""

    guid: str
    url: str
    title: str
    author: str
    outlet: str
    summary: str
    dates: tuple[RawDate, ...]

    def best_date(self, *, now: datetime) -> RawDate:
        """The first believable date; else what was written, without an instant."""
        for date in self.dates:
            if believable(date.instant, now=now):
                return date
        words = next((date.words for date in self.dates if date.words), "")
        return RawDate(source="none", words=words, instant=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """A document's entries in its order, the guids of those it takes back, and its wishes."""

    title: str
    homepage: str
    entries: tuple[RawEntry, ...]
    whole: bool
    withdrawn: tuple[str, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
