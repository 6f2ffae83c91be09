"""What a feed document holds once read: plain values, cleaned and within their limits."""

from dataclasses import dataclass, field
from datetime import datetime

WEB_PAGE = "web_page"
MAX_ENTRIES = 1_000
# As many are read to choose the newest from.
MAX_RAW_ENTRIES = 2_000
MAX_URL = 2_048
MAX_TITLE = 500
MAX_AUTHOR = 200
MAX_DATE = 200
MAX_EXCERPT_SOURCE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedEntry:
    """One entry; `published_at` (UTC) is null where no believable date is given, `uid` has 32 bytes."""

    uid: bytes
    url: str
    title: str
    author: str
    outlet: str
    summary: str
    published_at: datetime | None
    published_raw: str
    date_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How often a document wants to be read: how many seconds it asks for, which hours and days it skips.

    Hours are those of UTC, Monday is day 0.
    """

    pause_s: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A document's title, home page and entries in its order; `whole` is false for a cut-off one.

    `withdrawn` are the uids of entries that it takes back.
    """

    title: str
    homepage: str
    entries: tuple[ParsedEntry, ...]
    whole: bool
    withdrawn: tuple[bytes, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)


class NotAFeedError(Exception):
    """The document cannot be read as a feed; `code` names the reason, the text says it in plain words."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
