"""Writes parsed entries as items: known ones are left alone unless their content changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Now

from news.canonical import canonical_url, canonical_url_hash, content_hash
from news.ingest.copying import copy_rows
from news.ingest.identifying import Identified, identify
from news.ingest.updating import update_rows
from news.models import Feed, Item, Revision
from news.parsing import ParsedEntry

BATCH = 200
# An entry whose text is another one at each reading (a counter in it) is a new revision so many times.
MOST_REVISIONS = 50
CONTENT_FIELDS = [
    "url",
    "canonical_url_hash",
    "title",
    "author",
    "summary",
    "content_hash",
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

    @property
    def known(self) -> int:
        """How many were there already."""
        return self.seen - self.new


def store_entries(feed: Feed, entries: Sequence[ParsedEntry], *, now: datetime) -> Stored:
    """Bring the feed's items up to a document; the caller has a transaction and has locked the feed."""
    found = identify(feed, entries)
    fresh = [each.entry for each in reversed(found) if each.item is None]
    changed = [each for each in found if _is_changed(each)]
    # the feed is locked, so that nobody adds the same entries meanwhile
    copy_rows([_new_item(feed, entry, now) for entry in fresh])
    _follow_uids(found)
    _revise(changed, now=now)
    _take_back_withdrawals(found)
    return Stored(seen=len(entries), new=len(fresh), changed=len(changed))


def withdraw(feed: Feed, uids: Collection[bytes], *, now: datetime) -> None:
    """Mark the items that their feed takes back; they stay."""
    if uids:
        items = Item.objects.filter(feed=feed, uid__in=uids, withdrawn_at=None)
        items.update(withdrawn_at=now, changed_at=Now())


def _take_back_withdrawals(found: Sequence[Identified]) -> None:
    """An entry that is served again is not withdrawn any more."""
    served = [each.item.pk for each in found if each.item is not None and each.item.withdrawn_at]
    if served:
        Item.objects.filter(id__in=served).update(withdrawn_at=None, changed_at=Now())


def _is_changed(each: Identified) -> bool:
    """Whether a known item, that nobody removed, is to be revised."""
    item = each.item
    if item is None or item.removed_at or bytes(item.content_hash) == _content_hash(each.entry):
        return False
    return item.revision < MOST_REVISIONS or item.title != each.entry.title


def _follow_uids(found: Sequence[Identified]) -> None:
    """Items are found by their newest uid from now on."""
    for each in found:
        if each.has_new_uid and each.item is not None:
            Item.objects.filter(pk=each.item.pk).update(uid=each.entry.uid)


def _revise(changed: Sequence[Identified], *, now: datetime) -> None:
    """Give items the words of their entries; a title that goes is kept with its text."""
    if not changed:
        return
    items = Item.objects.in_bulk([each.item.pk for each in changed if each.item])
    pairs = [(items[each.item.pk], each.entry) for each in changed if each.item]
    Revision.objects.bulk_create(
        [_former(item, now) for item, entry in pairs if item.title != entry.title],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    update_rows([_revised(item, entry) for item, entry in pairs], CONTENT_FIELDS)
    Item.objects.filter(id__in=list(items)).update(changed_at=Now())


def _former(item: Item, now: datetime) -> Revision:
    return Revision(
        item=item, revision=item.revision, title=item.title, summary=item.summary, replaced_at=now
    )


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
    item.tagged_at = item.clustered_at = None
    return item
