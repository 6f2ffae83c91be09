"""From the bytes of a feed document to clean entries with an identity. Opens no file and no socket."""

from datetime import datetime

from news.canonical import EntryIdentity, entry_uids, guid_uid
from news.parsing.dates import EARLIEST
from news.parsing.document import document_text
from news.parsing.entries import MAX_ENTRIES, WEB_PAGE, NotAFeedError, ParsedEntry, ParsedFeed, Wishes
from news.parsing.json_feed import read_json
from news.parsing.limits import bounded_time, limit_memory
from news.parsing.raw import RawEntry, RawFeed
from news.parsing.xml_feed import read_xml

__all__ = [
    "WEB_PAGE",
    "NotAFeedError",
    "ParsedEntry",
    "ParsedFeed",
    "Wishes",
    "bounded_time",
    "limit_memory",
    "parse_feed",
]
TITLE_FROM_SUMMARY = 120


def parse_feed(
    body: bytes, *, base_url: str, content_type: str, now: datetime, whole: bool = True
) -> ParsedFeed:
    """Read a document fetched from `base_url`; `whole` is false when the transfer broke off.

    An entry that breaks off is left out. Raises NotAFeedError, with a code (empty, web_page, not_a_feed,
    entities, unreadable) and the reason in plain words, and nothing else.
    """
    text = document_text(body, content_type=content_type)
    feed = read_json(text, base_url=base_url) if text[0] in "{[" else read_xml(text, base_url=base_url)
    raws = [entry for entry in feed.entries if entry.url or entry.guid or entry.title or entry.summary]
    entries = _newest(_identified(raws, feed, base_url, now))
    return ParsedFeed(
        title=feed.title,
        homepage=feed.homepage,
        entries=entries,
        whole=whole and feed.whole,
        withdrawn=tuple(guid_uid(guid) for guid in feed.withdrawn),
        wishes=feed.wishes,
    )


def _identified(raws: list[RawEntry], feed: RawFeed, base_url: str, now: datetime) -> list[ParsedEntry]:
    """The entries with their uids, each uid once: the first entry that carries it."""
    uids = entry_uids([_identity(raw) for raw in raws])
    first: dict[bytes, ParsedEntry] = {}
    for uid, raw in zip(uids, raws, strict=True):
        if uid not in first:
            first[uid] = _entry(raw, uid=uid, fallback_url=feed.homepage or base_url, now=now)
    return list(first.values())


def _identity(raw: RawEntry) -> EntryIdentity:
    date = next((date.words for date in raw.dates), "")
    return EntryIdentity(guid=raw.guid, link=raw.url, title=raw.title or raw.summary[:500], date=date)


def _entry(raw: RawEntry, *, uid: bytes, fallback_url: str, now: datetime) -> ParsedEntry:
    date = raw.best_date(now=now)
    return ParsedEntry(
        uid=uid,
        url=raw.url or fallback_url,
        title=raw.title or raw.summary[:TITLE_FROM_SUMMARY].rstrip() or raw.url or fallback_url,
        author=raw.author,
        outlet=raw.outlet,
        summary=raw.summary,
        published_at=date.instant,
        published_raw=date.words,
        date_source=date.source,
    )


def _newest(entries: list[ParsedEntry]) -> tuple[ParsedEntry, ...]:
    """At most the 1,000 newest entries, in document order; undated ones count as the oldest."""
    if len(entries) <= MAX_ENTRIES:
        return tuple(entries)
    newest = sorted(entries, key=lambda entry: entry.published_at or EARLIEST, reverse=True)[:MAX_ENTRIES]
    kept = {entry.uid for entry in newest}
    return tuple(entry for entry in entries if entry.uid in kept)
