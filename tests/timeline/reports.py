"""News made for tests: reports of outlets that do not exist, stories, tags."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from news.models import Company, Feed, Item, Product, Story, Tag
from timeline.models import Suggestion

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def feed_of(kind: str = "press", **values: Any) -> Feed:
    """The feed of a kind, made where there is none yet."""
    host = f"{kind}.example"
    facts = {"url": f"https://{host}/rss", "name": f"The {kind} feed", "host_key": host, "kind": kind}
    return Feed.objects.get_or_create(url=f"https://{host}/rss", defaults=facts | values)[0]


def story(headline: str = "Acme ships its phone") -> Story:
    """A story that nobody has told yet."""
    return Story.objects.create(headline=headline)


def report(
    title: str, outlet: str = "The Daily Example", *, hours: float = 0, of: Story | None = None, **values: Any
) -> Item:
    """A report that came out so many hours after noon of 20 November 2026, in a story where one is given."""
    at = NOON + timedelta(hours=hours)
    host = f"{outlet.lower().replace(' ', '-').replace(',', '')}.example"
    url = values.pop("url", f"https://{host}/{sha256((title + outlet).encode()).hexdigest()[:12]}")
    digest = sha256(url.encode()).digest()
    facts = {
        "feed": values.pop("feed", None) or feed_of(),
        "uid": digest,
        "url": url,
        "canonical_url_hash": digest,
        "content_hash": digest,
        "title": title,
        "outlet": outlet,
        "published_at": at,
        "listed_at": at,
        "first_seen_at": at,
        "date_source": "published",
        "tagged_at": at,
        "story": of,
    }
    return Item.objects.create(**facts | values)


def tag(item: Item, target: Company | Product, machine: str | None = "accepted", **values: Any) -> Tag:
    """What the rules say of an item, with the place of the target's name where its title holds it."""
    column = "company" if isinstance(target, Company) else "product"
    at = item.title.find(target.name)
    facts = {
        "machine": machine,
        "rule": f'named "{target.name}"',
        "confidence": 0.95,
        "spans": [[at, at + len(target.name)]] if at >= 0 else [],
        "catalogue_digest": "5f2c9a01d3e4b7c8",
    }
    return Tag.objects.create(item=item, **{column: target}, **facts | values)


def proposal(of: Story, kind: str = "launch", *, state: str = "open", **values: Any) -> Suggestion:
    """What a story proposes, and what a curator made of it at noon of 20 November 2026."""
    decided = {} if state == "open" else {"decided_by": "ada", "decided_at": NOON}
    refused = {"rejection": "not_news"} if state == "rejected" else {}
    facts = {"question": "event", "event_kind": kind, "state": state, "created_at": NOON}
    return Suggestion.objects.create(story=of, **facts | decided | refused | values)
