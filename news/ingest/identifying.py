"""Finds the stored item of each entry: by its uid, else by its page, else by its title."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from news.canonical import canonical_url_hash, titles_agree
from news.models import Feed, Item
from news.parsing import ParsedEntry

# As much of an item as tells whether its entry changed.
KNOWN_FIELDS = ("uid", "title", "content_hash", "revision", "withdrawn_at", "removed_at")
REPEATED_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """An entry and its stored item, null for a new one; `has_new_uid` where the item has another uid yet."""

    entry: ParsedEntry
    item: Item | None
    has_new_uid: bool = False


def identify(feed: Feed, entries: Sequence[ParsedEntry]) -> list[Identified]:
    """Every entry with its item, in the entries' order."""
    known = _by_uid(feed, entries)
    strangers = [entry for entry in entries if entry.uid not in known]
    if not strangers:
        return [Identified(entry=entry, item=known[entry.uid]) for entry in entries]
    moved = _by_page(feed, strangers, entries)
    if not known and not moved:
        return _by_title(feed, entries)
    items = known | moved
    return [
        Identified(entry=entry, item=items.get(entry.uid), has_new_uid=entry.uid in moved)
        for entry in entries
    ]


def _by_uid(feed: Feed, entries: Sequence[ParsedEntry]) -> dict[bytes, Item]:
    items = Item.objects.filter(feed=feed, uid__in=[entry.uid for entry in entries]).order_by("id")
    return {bytes(item.uid): item for item in items.only(*KNOWN_FIELDS)}


def _by_page(feed: Feed, strangers: list[ParsedEntry], entries: Sequence[ParsedEntry]) -> dict[bytes, Item]:
    """Items given another guid since: the same page, once in this document, with the same headline."""
    pages = Counter(canonical_url_hash(entry.url) for entry in entries)
    wanted = {canonical_url_hash(entry.url): entry for entry in strangers}
    items = Item.objects.filter(feed=feed, canonical_url_hash__in=list(wanted)).order_by("id")
    found: dict[bytes, Item] = {}
    for item in items.only(*KNOWN_FIELDS, "url", "canonical_url_hash"):
        entry = wanted[bytes(item.canonical_url_hash)]
        if pages[bytes(item.canonical_url_hash)] == 1 and _is_same_page(item, entry):
            found.setdefault(entry.uid, item)
    return found


def _is_same_page(item: Item, entry: ParsedEntry) -> bool:
    same_place = urlsplit(item.url).fragment == urlsplit(entry.url).fragment
    return same_place and titles_agree(item.title, entry.title)


def _by_title(feed: Feed, entries: Sequence[ParsedEntry]) -> list[Identified]:
    """Entries none of whose uids and pages is known: where most titles are, the addresses change each time.

    Such an entry is its item under the address that it was first seen at.
    """
    found = dict(_repeated(feed, entries))
    if len(found) < len(entries) * REPEATED_SHARE:
        return [Identified(entry=entry, item=None) for entry in entries]
    return [_under_first_address(entry, found.get(entry.uid)) for entry in entries]


def _under_first_address(entry: ParsedEntry, item: Item | None) -> Identified:
    return Identified(entry=replace(entry, url=item.url) if item else entry, item=item)


def _repeated(feed: Feed, entries: Sequence[ParsedEntry]) -> Iterator[tuple[bytes, Item]]:
    """The entries that are alone in saying title and date as an item does."""
    said = Counter((entry.title, entry.published_raw) for entry in entries)
    items = Item.objects.filter(feed=feed, title__in={entry.title for entry in entries}).order_by("id")
    of_words = {
        (item.title, item.published_raw): item for item in items.only(*KNOWN_FIELDS, "url", "published_raw")
    }
    for entry in entries:
        words = (entry.title, entry.published_raw)
        if said[words] == 1 and words in of_words:
            yield entry.uid, of_words[words]
