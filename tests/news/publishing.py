"""Feeds of ours, and documents made for the occasion."""

from datetime import UTC, datetime, timedelta
from html import escape

from pytest_httpserver import HTTPServer

from news.ingest import SourceFacts, claim_now, manners, parse_next, run_batch, source_items
from news.models import Feed, Fetch, Host, Item
from news.subscriptions import FeedFacts, add_feed


def rss(*entries: tuple[str, str], title: str = "Heron news") -> str:
    """An RSS document of (name, title) entries; the name makes guid and link."""
    items = "".join(
        f"<item><guid>https://heron.example/{name}</guid><link>https://heron.example/{name}</link>"
        f"<title>{escape(headline)}</title></item>"
        for name, headline in entries
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def read(feed: Feed) -> Fetch:
    """Read the feed now and return the ended attempt."""
    claims = claim_now([feed.pk])
    run_batch(claims, manners(spacing_s=0.0))
    while parse_next([feed.pk]):
        continue
    feed.refresh_from_db()
    return Fetch.objects.get(pk=claims[0].fetch_id)


def feed_at(server: HTTPServer, path: str = "/feed") -> Feed:
    """A due feed at this path of the server."""
    return add_feed(FeedFacts(url=server.url_for(path)))[0]


def due_feed(url: str, *, minutes_ago: int = 1) -> Feed:
    """A due feed that no test asks."""
    feed = add_feed(FeedFacts(url=url))[0]
    feed.next_check_at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    feed.save(update_fields=["next_check_at"])
    return feed


def rest_host(host_key: str, **fields: datetime | None) -> None:
    """Note on a host until when it is left in peace."""
    Host.objects.filter(host_key=host_key).update(**fields)


def serve(server: HTTPServer, body: str = "", *, status: int = 200, **headers: str) -> None:
    """From here on the feed answers so."""
    server.clear()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    server.expect_request("/feed").respond_with_data(body, status=status, headers=named)


def moved_to(location: bytes) -> bytes:
    """A redirect as it goes over the wire."""
    return b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"


def cited(facts: SourceFacts) -> Item:
    """The item of a page that the record cites."""
    return source_items([facts])[facts.url]
