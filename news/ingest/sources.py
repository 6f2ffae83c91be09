"""The pages that the record cites, as items of a built-in feed that is never fetched."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from django.db import transaction

from news.canonical import canonical_url_hash, content_hash
from news.ingest.copying import copy_missing_rows
from news.models import Feed, Item
from news.parsing.entries import MAX_AUTHOR, MAX_TITLE
from news.parsing.text import plain_text

RECORD_URL = "record:"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What the record knows of a page; `published_on` is null unless the very day is known."""

    url: str
    title: str = ""
    publisher: str = ""
    published_on: date | None = None


def source_items(sources: Iterable[SourceFacts]) -> dict[str, Item]:
    """The item of each cited address, by the address as given; an item of any feed counts, else one is made.

    Several spellings of one address share an item, which takes each fact from the first that knows it.
    """
    sources = list(sources)
    hashes = {source.url: canonical_url_hash(source.url) for source in sources}
    facts: dict[bytes, SourceFacts] = {}
    for source in sources:
        known = facts.get(hashes[source.url])
        facts[hashes[source.url]] = _joined(known, source) if known else source
    items = _existing(list(facts))
    missing = {key: known for key, known in sorted(facts.items()) if key not in items}
    if missing:
        _create(missing)
        items |= _existing(list(missing))
    return {url: items[key] for url, key in hashes.items()}


def _joined(first: SourceFacts, second: SourceFacts) -> SourceFacts:
    return replace(
        first,
        title=first.title or second.title,
        publisher=first.publisher or second.publisher,
        published_on=first.published_on or second.published_on,
    )


def _existing(hashes: list[bytes]) -> dict[bytes, Item]:
    """The oldest item of each address."""
    items = Item.objects.filter(canonical_url_hash__in=hashes).order_by("-id")
    return {bytes(item.canonical_url_hash): item for item in items}


def _create(facts: dict[bytes, SourceFacts]) -> None:
    feed = record_feed()
    items = [_new_item(feed, key, known) for key, known in facts.items()]
    with transaction.atomic():
        copy_missing_rows(items)


def record_feed() -> Feed:
    """The built-in feed of the record's sources."""
    feed, _ = Feed.objects.get_or_create(
        url=RECORD_URL,
        defaults={"name": "Sources of the record", "kind": Feed.Kind.RECORD, "enabled": False},
    )
    return feed


def _new_item(feed: Feed, key: bytes, facts: SourceFacts) -> Item:
    day = facts.published_on
    published_at = datetime.combine(day, time(), UTC) if day else None
    title = plain_text(facts.title, limit=MAX_TITLE) or facts.url[:MAX_TITLE]
    return Item(
        feed=feed,
        uid=key,
        url=facts.url,
        canonical_url_hash=key,
        title=title,
        outlet=plain_text(facts.publisher, limit=MAX_AUTHOR),
        content_hash=content_hash(title),
        published_at=published_at,
        published_raw=day.isoformat() if day else "",
        date_source=Item.DateSource.RECORD if day else Item.DateSource.NONE,
        listed_at=published_at,
    )
