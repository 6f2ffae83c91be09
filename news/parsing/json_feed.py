"""Reads JSON Feed, versions 1 and 1.1."""

import json
from collections.abc import Iterator
from typing import Any

from news.parsing.dates import instant_of_text
from news.parsing.entries import (
    MAX_AUTHOR,
    MAX_DATE,
    MAX_EXCERPT_SOURCE,
    MAX_RAW_ENTRIES,
    MAX_TITLE,
    NotAFeedError,
)
from news.parsing.raw import RawDate, RawEntry, RawFeed
from news.parsing.text import html_text, plain_text, web_link


def read_json(text: str, *, base_url: str) -> RawFeed:
    """The feed that the JSON document holds; raises NotAFeedError where it holds none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError("not_a_feed", "the document begins like JSON and is not") from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise NotAFeedError("not_a_feed", "the JSON document is not a feed")
    read = [item for item in items[:MAX_RAW_ENTRIES] if isinstance(item, dict)]
    return RawFeed(
        title=plain_text(_text(document, "title"), limit=MAX_TITLE),
        homepage=web_link(_text(document, "home_page_url"), base=base_url),
        entries=tuple(_read_item(item, base_url) for item in read),
        whole=True,
    )


def _read_item(item: dict[str, Any], base_url: str) -> RawEntry:
    links = (web_link(_text(item, name), base=base_url) for name in ("url", "external_url"))
    return RawEntry(
        guid=_text(item, "id").strip(),
        url=next((link for link in links if link), ""),
        title=plain_text(_text(item, "title"), limit=MAX_TITLE),
        author=plain_text(_author(item), limit=MAX_AUTHOR),
        outlet="",
        summary=_summary(item),
        dates=tuple(_dates(item)),
    )


def _summary(item: dict[str, Any]) -> str:
    for name, read in (("summary", plain_text), ("content_text", plain_text), ("content_html", html_text)):
        text = read(_text(item, name), limit=MAX_EXCERPT_SOURCE)
        if text:
            return text
    return ""


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    author = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return _text(author, "name") if isinstance(author, dict) else ""


def _dates(item: dict[str, Any]) -> Iterator[RawDate]:
    for source, name in (("published", "date_published"), ("updated", "date_modified")):
        words = plain_text(_text(item, name), limit=MAX_DATE)
        if words:
            yield RawDate(source=source, words=words, instant=instant_of_text(words))


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
