"""What a feed document holds once read: plain values, cleaned and within their limits."""

from dataclasses import dataclass
from datetime import datetime

MAX_ENTRIES = 1_000
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
class ParsedFeed:
    """A document's title, home page and entries in its order; `whole` is false for a cut-off one."""

    title: str
    homepage: str
    entries: tuple[ParsedEntry, ...]
    whole: bool


class NotAFeedError(Exception):
    """The document cannot be read as a feed; `code` names the reason, the text says it in plain words."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
