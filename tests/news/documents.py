"""Documents made for the occasion, and their reading."""

from datetime import UTC, datetime

from news.parsing import ParsedEntry, ParsedFeed, parse_feed

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


BASE = "https://lab.example/blog/feed.xml"


def parse(document: str | bytes, *, content_type: str = "", whole: bool = True) -> ParsedFeed:
    body = document.encode() if isinstance(document, str) else document
    return parse_feed(body, base_url=BASE, content_type=content_type, now=NOW, whole=whole)


def rss(*items: str, prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'{prolog}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Heron news</title><link>https://lab.example/</link>{inside}</channel></rss>"
    )


def atom(*entries: str) -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Heron news</title>{inside}</feed>'


def only(feed: ParsedFeed) -> ParsedEntry:
    (entry,) = feed.entries
    return entry
