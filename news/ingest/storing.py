"""Writes parsed entries as items: known ones are left alone unless their content changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models.functions import Now

from news.canonical import canonical_url, canonical_url_hash, content_hash, titles_agree
from news.models import Feed, Item
from news.parsing import ParsedEntry

BATCH = 200
CONTENT_FIELDS = [
    "url",
    "canonical_url_hash",
    "title",
    "author",
    "summary",
    "content_hash",
    "changed_at",
    "revision",
    "tagged_at",
    "clustered_at",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """How many entries a document had, and how many were new or changed."""

    seen: int
    new: int
    changed: int


def store_entries(feed: Feed, entries: Sequence[ParsedEntry], *, now: datetime) -> Stored:
    """Bring the feed's items up to a document; the caller has a transaction and has locked the feed."""
    known = _known_items(feed, entries)
    fresh = [entry for entry in reversed(entries) if entry.uid not in known]
    changed = [
        _revised(known[entry.uid], entry)
        for entry in entries
        if entry.uid in known and bytes(known[entry.uid].content_hash) != _content_hash(entry)
    ]
    Item.objects.bulk_create(
        [_new_item(feed, entry, now) for entry in fresh], batch_size=BATCH, ignore_conflicts=True
    )
    Item.objects.bulk_update(changed, CONTENT_FIELDS, batch_size=BATCH)
    return Stored(seen=len(entries), new=len(fresh), changed=len(changed))


def _known_items(feed: Feed, entries: Sequence[ParsedEntry]) -> dict[bytes, Item]:
    """The stored item of each entry's uid, found by the uid or, for a uid that changed, by the page."""
    rows = Item.objects.filter(feed=feed, uid__in=[entry.uid for entry in entries]).order_by("id")
    known = {bytes(item.uid): item for item in rows.defer("published_raw")}
    strangers = [entry for entry in entries if entry.uid not in known]
    return known | _under_another_uid(feed, strangers, entries) if strangers else known


def _under_another_uid(
    feed: Feed, strangers: list[ParsedEntry], entries: Sequence[ParsedEntry]
) -> dict[bytes, Item]:
    """Items given another guid since: the same page, once in this document, with the same headline."""
    pages = Counter(canonical_url_hash(entry.url) for entry in entries)
    wanted = {canonical_url_hash(entry.url): entry for entry in strangers}
    items = Item.objects.filter(feed=feed, canonical_url_hash__in=list(wanted)).order_by("id")
    found: dict[bytes, Item] = {}
    for item in items:
        entry = wanted[bytes(item.canonical_url_hash)]
        if pages[bytes(item.canonical_url_hash)] == 1 and _is_same_page(item, entry):
            found.setdefault(entry.uid, item)
    return found


def _is_same_page(item: Item, entry: ParsedEntry) -> bool:
    same_place = urlsplit(item.url).fragment == urlsplit(entry.url).fragment
    return same_place and titles_agree(item.title, entry.title)


def _content_hash(entry: ParsedEntry) -> bytes:
    """Changes with the words and the page; a date alone, or a tracking parameter, is no change."""
    return content_hash(canonical_url(entry.url), entry.title, entry.author, entry.summary)


def _new_item(feed: Feed, entry: ParsedEntry, now: datetime) -> Item:
    return Item(
        feed=feed,
        uid=entry.uid,
        url=entry.url,
        canonical_url_hash=canonical_url_hash(entry.url),
        title=entry.title,
        author=entry.author,
        outlet=entry.outlet or feed.name,
        summary=entry.summary,
        content_hash=_content_hash(entry),
        published_at=entry.published_at,
        published_raw=entry.published_raw,
        date_source=entry.date_source,
        first_seen_at=now,
        listed_at=entry.published_at or now,
    )


def _revised(item: Item, entry: ParsedEntry) -> Item:
    """The item with the entry's content, to be tagged and clustered again; its dates stay the first ones."""
    item.url, item.canonical_url_hash = entry.url, canonical_url_hash(entry.url)
    item.title, item.author, item.summary = entry.title, entry.author, entry.summary
    item.content_hash, item.revision = _content_hash(entry), item.revision + 1
    item.changed_at, item.tagged_at, item.clustered_at = Now(), None, None
    return item
