"""Documents of every kind: each is read, or refused by name, with as many entries as feedparser counts.

With `RECORDED_FEEDS` naming a folder of recorded feeds, every document of its `corpus` is read as well.
"""

import gzip
import io
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest

from news.parsing import NotAFeedError, parse_feed
from tests.news.documents import atom, rss

READ_AT = datetime(2026, 11, 29, tzinfo=UTC)
RECORDED = os.environ.get("RECORDED_FEEDS", "")
REFUSALS = {"empty", "web_page", "not_a_feed", "entities", "unreadable"}
MARKUP = re.compile(r"<[^>]*>")
SAYING = ("id", "title", "link", "summary", "content")
OTTER, HERON = "<title>Otter 3 is out</title>", "<title>Heron opens an office</title>"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def ours(body: bytes) -> tuple[int | str, bool]:
    """How many entries we read, or why none can be, and whether the document is whole."""
    try:
        feed = parse_feed(body, base_url="https://lab.example/feed", content_type="", now=READ_AT)
    except NotAFeedError as refusal:
        return refusal.code, False
    return len(feed.entries), feed.whole


def theirs(body: bytes) -> int:
    """What feedparser counts, without entries that say nothing and those that are there twice."""
    entries = [entry for entry in feedparser.parse(io.BytesIO(body)).entries if says_something(entry)]
    distinct = {tuple(repr(entry.get(name)) for name in (*SAYING, "published")) for entry in entries}
    return len(distinct)


def says_something(entry: feedparser.FeedParserDict) -> bool:
    """Whether an entry has an id, a link, or a word beside its markup."""
    words = [entry.get("title", ""), entry.get("summary", "")]
    words += [content.get("value", "") for content in dict.get(entry, "content", ())]
    return bool(entry.get("id") or entry.get("link") or any(MARKUP.sub("", text).strip() for text in words))


def agrees(body: bytes, *, is_json: bool) -> bool:
    """Whether we read as many entries as feedparser, or refuse by name what it finds none in.

    Of a document that breaks off we leave out the last entry, if that is not whole. feedparser reads no JSON.
    """
    count, whole = ours(body)
    if isinstance(count, str):
        return count in REFUSALS and (is_json or theirs(body) == 0)
    return is_json or 0 <= theirs(body) - count <= (0 if whole else 1)


INVENTED = {
    "RSS 0.90": (
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        f"<channel><title>Heron</title></channel><item>{OTTER}</item></rdf:RDF>",
        1,
    ),
    "RSS 0.91": (f'<rss version="0.91"><channel><item>{OTTER}</item></channel></rss>', 1),
    "RSS 1.0": (
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns="http://purl.org/rss/1.0/"><channel/>'
        f'<item rdf:about="a">{OTTER}</item><item rdf:about="b">{HERON}</item></rdf:RDF>',
        2,
    ),
    "RSS 2.0": (rss(OTTER, HERON), 2),
    "Atom 0.3": (
        f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><id>1</id>{OTTER}</entry></feed>',
        1,
    ),
    "Atom 1.0": (atom(f"<id>1</id>{OTTER}"), 1),
    "JSON Feed": ('{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"}]}', 1),
    "a valid feed without entries": (rss(), 0),
    "entries that say nothing": (rss("<category>x</category>", OTTER), 1),
    "an entry served twice": (rss(OTTER, OTTER, HERON), 2),
    "the end missing inside an entry": (rss(OTTER, HERON).partition("opens")[0], 1),
    "bare ampersands and unknown entities": (rss("<title>Otter & Heron &bogus;</title>"), 1),
    "a prefix that nobody declared": (rss(f"{OTTER}<media:x>y</media:x>"), 1),
    "Windows bytes called UTF-8": (rss("<title>Zoë’s otter</title>").encode("cp1252"), 1),
    "UTF-16": (rss(OTTER, prolog='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"), 1),
    "control characters": (rss("<title>Otter\x01 3\x0b is out</title>"), 1),
    "compressed within the body": (gzip.compress(rss(OTTER).encode()), "not_a_feed"),
    "a web page": ("<!doctype html><html><body>Sign in</body></html>", "web_page"),
    "nothing": ("", "empty"),
    "XML of another kind": ("<configuration/>", "not_a_feed"),
    "JSON of another kind": ('{"version": 3}', "not_a_feed"),
    "a path": ("/etc/passwd", "not_a_feed"),
}


@pytest.mark.parametrize("kind", INVENTED)
def test_every_kind_of_document_is_read_or_refused_by_name(kind: str) -> None:
    document, expected = INVENTED[kind]
    body = document.encode() if isinstance(document, str) else document

    assert (ours(body)[0], agrees(body, is_json="JSON" in kind)) == (expected, True)


def recorded_documents() -> list[Path]:
    return sorted(path for path in (Path(RECORDED) / "corpus").rglob("*") if path.is_file())


@pytest.mark.skipif(not RECORDED, reason="RECORDED_FEEDS names no folder of recorded feeds")
def test_every_recorded_document_is_read_or_refused_by_name() -> None:
    documents = recorded_documents()
    differing = [
        path.name for path in documents if not agrees(path.read_bytes(), is_json=path.suffix == ".json")
    ]

    assert (len(documents) > 0, differing) == (True, [])
