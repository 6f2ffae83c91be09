"""Which feeds are read: added by hand or from a list. What stands is left alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from django.db import transaction
from django.db.models.functions import Now

from news.canonical import canonical_url, host_key
from news.ingest import drop_attempts
from news.looking import Found, find_feeds
from news.models import Feed, Host, Item, NextCheck
from news.parsing import WEB_PAGE
from news.queries import database_now
from news.scheduling import FIRST_INTERVAL_S

SAID_FIELDS = ("url", "name", "homepage", "kind", "scope", "enabled")
# What of a feed its items show, or are shown by, or are read by.
TOLD_BY_ITEMS = ("name", "kind", "scope")
MOVED_FIELDS = (
    "host_key",
    "next_check_at",
    "lease_until",
    "lease_token",
    "etag",
    "last_modified",
    "body_sha256",
    "last_unconditional_at",
    "permanent_redirect_url",
    "permanent_redirect_count",
    "permanent_redirect_since",
    "turned_at",
    "document_title",
    "next_check_reason",
)
SHIPPED_FEEDS = Path(__file__).parent / "data" / "feeds.yaml"


class AddressError(Exception):
    """An address that no feed can have; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """What a person or a list says of a feed."""

    url: str
    name: str = ""
    homepage: str = ""
    kind: str = Feed.Kind.PRESS
    scope: str = Feed.Scope.AI


def checked_address(url: str) -> str:
    """The address trimmed; raises AddressError where it cannot be a feed's. Nothing is looked up."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        readable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        readable = False
    if not readable or not url.isprintable() or " " in url:
        raise AddressError(f"{url[:200]}: not an address of http or https")
    if parts.username is not None or len(url) > 2_048:
        raise AddressError(f"{url[:200]}: an address with a password, or longer than 2,048 characters")
    return url


def find_feed(url: str) -> Feed | None:
    """The feed under this address, in whatever spelling it is known, or read there before it moved."""
    exact = (
        Feed.objects.filter(url=url).first()
        or Feed.objects.filter(former_urls__contains=[url]).order_by("id").first()
    )
    if exact:
        return exact
    wanted = canonical_url(url)
    siblings = Feed.objects.filter(host_key=host_key(url)).order_by("id") if host_key(url) else []
    return next((feed for feed in siblings if canonical_url(feed.url) == wanted), None)


def add_feed(facts: FeedFacts) -> tuple[Feed, bool]:
    """The feed, due at once, and whether this added it; one that stands is kept. Raises AddressError."""
    checked_address(facts.url)
    with transaction.atomic():
        known = find_feed(facts.url)
        if known:
            return known, False
        _create([facts], due=[database_now()])
        return Feed.objects.get(url=facts.url), True


def add_site(facts: FeedFacts, *, now: datetime) -> tuple[Feed, bool, Found]:
    """Add the feed at an address, or else the likeliest one that the page there offers; tells what was seen.

    An address that cannot be read now is added as it stands: the next ticks tell how it does. Raises
    AddressError for what cannot be a feed's address, and for a page without a feed.
    """
    found = find_feeds(checked_address(facts.url), now=now)
    if found.feeds:
        look = found.feeds[0]
        is_page = look is not found.look
        facts = replace(facts, url=look.url, homepage=found.look.final_url if is_page else facts.homepage)
    elif found.look.error_code == WEB_PAGE:
        raise AddressError(f"{facts.url}: a web page, and no feed was found on it or where sites keep theirs")
    feed, is_added = add_feed(facts)
    return feed, is_added, found


def add_feeds(many: Iterable[FeedFacts]) -> int:
    """Add those that are not there, the first readings spread over an hour; returns how many were added."""
    addresses = Feed.objects.values_list("url", "former_urls")
    known = {canonical_url(address) for url, former in addresses for address in (url, *former)}
    missing = {canonical_url(facts.url): facts for facts in many}
    fresh = [facts for key, facts in missing.items() if key not in known]
    with transaction.atomic():
        now = database_now()
        step = timedelta(seconds=FIRST_INTERVAL_S) / max(len(fresh), 1)
        _create(fresh, due=[now + step * place for place in range(len(fresh))])
    return len(fresh)


def _create(many: Sequence[FeedFacts], *, due: Sequence[datetime]) -> None:
    hosts = sorted({host_key(facts.url) for facts in many})
    Host.objects.bulk_create([Host(host_key=host) for host in hosts], ignore_conflicts=True)
    rows = [_feed(facts, next_check_at) for facts, next_check_at in zip(many, due, strict=True)]
    Feed.objects.bulk_create(rows, ignore_conflicts=True)


def _feed(facts: FeedFacts, next_check_at: datetime) -> Feed:
    return Feed(
        url=facts.url,
        name=facts.name or facts.url[:200],
        homepage=facts.homepage,
        kind=facts.kind,
        scope=facts.scope,
        host_key=host_key(facts.url),
        next_check_at=next_check_at,
    )


def save_feed(feed: Feed, *, is_moved: bool) -> None:
    """Store what a person said of a feed, and nothing else of it; at another address it begins anew."""
    feed.name = feed.name or feed.url[:200]
    with transaction.atomic():
        if is_moved:
            _begin_anew(feed)
        if feed._state.adding:
            feed.save()
        else:
            _have_items_follow(feed)
            feed.save(update_fields=[*SAID_FIELDS, *(MOVED_FIELDS if is_moved else ())])


def _have_items_follow(feed: Feed) -> None:
    """Its items changed where what they take from it does; those of another kind are read by other rules.

    One that was not shown, and now is, so gets its tags and its story; answers that were kept are made anew.
    """
    before = Feed.objects.select_for_update().only(*TOLD_BY_ITEMS).get(pk=feed.pk)
    if all(getattr(before, name) == getattr(feed, name) for name in TOLD_BY_ITEMS):
        return
    items = Item.objects.filter(feed=feed)
    if before.kind != feed.kind:
        items.update(changed_at=Now(), tagged_at=None)
    else:
        items.update(changed_at=Now())


def _begin_anew(feed: Feed) -> None:
    """Another address has another host, no validators and no lease, and is due; the row is not yet stored."""
    if not feed._state.adding:
        Feed.objects.select_for_update().get(pk=feed.pk)
        drop_attempts(feed.pk)
    feed.host_key, feed.next_check_at = host_key(feed.url), database_now()
    feed.etag, feed.last_modified, feed.body_sha256 = "", "", None
    feed.last_unconditional_at = feed.lease_token = feed.lease_until = None
    feed.permanent_redirect_url, feed.permanent_redirect_count = "", 0
    feed.permanent_redirect_since = feed.turned_at = None
    feed.document_title, feed.next_check_reason = "", NextCheck.FIRST
    Host.objects.get_or_create(host_key=feed.host_key)


def read_at_new_address(feed_id: int) -> Feed:
    """Read a feed where it says it has moved to, else where the page in its place leads.

    Its items stay its own. Raises AddressError where no such address is known, or another feed is read there.
    """
    with transaction.atomic():
        feed = Feed.objects.select_for_update().get(pk=feed_id)
        url, former = feed.permanent_redirect_url or feed.suggested_url, feed.url
        if not url:
            raise AddressError(f"{feed.name}: no other address is known")
        other = find_feed(checked_address(url))
        if other and other.pk != feed.pk:
            raise AddressError(f"{feed.name}: {url} is read already, as {other.name}")
        feed.url = url
        save_feed(feed, is_moved=True)
        feed.former_urls = [*(each for each in feed.former_urls if each != url), former]
        feed.suggested_url = ""
        feed.save(update_fields=["former_urls", "suggested_url"])
    return feed


def switch(feed_ids: Collection[int], *, on: bool) -> int:
    """Read these feeds, from the next tick on, or do not; returns for how many that is another state."""
    feeds = Feed.objects.filter(id__in=feed_ids, enabled=not on).exclude(kind=Feed.Kind.RECORD)
    if not on:
        return feeds.update(enabled=False)
    return feeds.update(enabled=True, next_check_at=database_now(), next_check_reason=NextCheck.BY_HAND)


def make_due(feed_ids: Collection[int]) -> int:
    """Have these feeds asked at the next tick; returns how many there are."""
    feeds = Feed.objects.filter(id__in=feed_ids, enabled=True)
    return feeds.update(next_check_at=database_now(), next_check_reason=NextCheck.BY_HAND)


def load_feeds(path: Path = SHIPPED_FEEDS) -> tuple[int, int]:
    """Add the feeds of a list in YAML that are not there; returns how many were added and how many stood."""
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["feeds"]  # noqa: S506
    listed = [_facts(row) for row in rows]
    added = add_feeds(listed)
    return added, len(listed) - added


def _facts(row: Mapping[str, str]) -> FeedFacts:
    return FeedFacts(
        url=checked_address(row["url"]),
        name=row["name"],
        homepage=row.get("homepage", ""),
        kind=Feed.Kind(row["kind"]),
        scope=Feed.Scope(row.get("scope", Feed.Scope.AI)),
    )
