"""Reads RSS and Atom through feedparser, which is given bytes in memory and nothing else."""

import io
from collections.abc import Iterator
from typing import Any

import feedparser  # type: ignore[import-untyped]
from feedparser.mixin import _FeedParserMixin  # type: ignore[import-untyped]

from news.parsing.announcing import wishes_of, withdrawn_guids
from news.parsing.dates import instant_of, instant_of_mail
from news.parsing.document import ends_inside_entry, is_whole, utf8_document
from news.parsing.entries import MAX_AUTHOR, MAX_DATE, MAX_EXCERPT_SOURCE, MAX_TITLE, NotAFeedError
from news.parsing.raw import RawDate, RawEntry, RawFeed
from news.parsing.text import html_text, plain_text, web_link

# What feedparser has been seen to raise at broken documents.
PARSER_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
_sync_author_detail = _FeedParserMixin._sync_author_detail


def _cut_author_first(parser: Any, key: str = "author") -> None:
    """feedparser searches the author's name with an expression that is quadratic in its length."""
    context = parser._get_context()
    if isinstance(context.get(key), str):
        context[key] = context[key][:MAX_AUTHOR]
    _sync_author_detail(parser, key)


_FeedParserMixin._sync_author_detail = _cut_author_first


def read_xml(text: str, *, base_url: str) -> RawFeed:
    """The feed that the document holds; raises NotAFeedError where it holds none."""
    document = _parse(text)
    if not document.version and not document.entries:
        raise NotAFeedError("not_a_feed", "the document is not a feed")
    whole = is_whole(text)
    # the fields of an entry that breaks off may be cut, too
    entries = document.entries if whole or not ends_inside_entry(text) else document.entries[:-1]
    title, homepage = _field(document.feed, "title"), _field(document.feed, "link")
    return RawFeed(
        title=html_text(title, limit=MAX_TITLE),
        homepage=web_link(homepage, base=base_url),
        entries=tuple(_read_entry(entry, base_url) for entry in entries),
        whole=whole,
        withdrawn=withdrawn_guids(text),
        wishes=wishes_of(
            text,
            ttl=_field(document.feed, "ttl"),
            period=_field(document.feed, "sy_updateperiod"),
            frequency=_field(document.feed, "sy_updatefrequency"),
        ),
    )


def _parse(text: str) -> Any:
    try:
        return feedparser.parse(
            io.BytesIO(utf8_document(text)),
            # no address of the feed: a guid must not change with the place that it was fetched from
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except PARSER_FAULTS as error:
        raise NotAFeedError("unreadable", f"the document cannot be read ({type(error).__name__})") from error


def _read_entry(entry: dict[str, Any], base_url: str) -> RawEntry:
    guid = _field(entry, "id").strip()
    return RawEntry(
        guid=guid,
        url=next((link for link in (web_link(link, base=base_url) for link in _links(entry)) if link), ""),
        title=_title(entry),
        author=plain_text(_field(entry, "author"), limit=MAX_AUTHOR),
        outlet=plain_text(_field(_value(entry, "source"), "title"), limit=MAX_AUTHOR),
        summary=_summary(entry),
        dates=tuple(_dates(entry)),
    )


def _title(entry: dict[str, Any]) -> str:
    title = _field(entry, "title")
    if "</" in title:
        return html_text(title, limit=MAX_TITLE)
    return _text_of(_value(entry, "title_detail"), title, limit=MAX_TITLE, default="text/plain")


def _links(entry: dict[str, Any]) -> Iterator[str]:
    """The addresses that may be the entry's page, the likeliest first."""
    yield _field(entry, "feedburner_origlink")
    yield _field(entry, "link")
    links = [link for link in dict.get(entry, "links", ()) if isinstance(link, dict)]
    yield from (_field(link, "href") for link in links if link.get("rel", "alternate") == "alternate")
    yield from (_field(link, "href") for link in links if link.get("rel") == "related")


def _summary(entry: dict[str, Any]) -> str:
    detail = _value(entry, "summary_detail")
    summary = _text_of(detail, _field(entry, "summary"), limit=MAX_EXCERPT_SOURCE, default="text/html")
    contents = () if summary else dict.get(entry, "content", ())
    texts = (_text_of(content, "", limit=MAX_EXCERPT_SOURCE, default="text/html") for content in contents)
    return summary or next((text for text in texts if text), "")


def _text_of(detail: dict[str, Any], value: str, *, limit: int, default: str) -> str:
    """The words of an element, by the content type that it declares or that feedparser found."""
    value = _field(detail, "value") or value
    kind = _field(detail, "type") or default
    return plain_text(value, limit=limit) if kind == "text/plain" else html_text(value, limit=limit)


def _dates(entry: dict[str, Any]) -> Iterator[RawDate]:
    for source, names in (("published", ("published", "created")), ("updated", ("updated",))):
        for name in names:
            words = plain_text(_field(entry, name), limit=MAX_DATE)
            if words:
                instant = instant_of(_fields(entry, f"{name}_parsed")) or instant_of_mail(words)
                yield RawDate(source=source, words=words, instant=instant)


def _fields(entry: dict[str, Any], name: str) -> Any:
    # feedparser's own look-up maps `updated` to `published` with a warning
    return dict.get(entry, name)


def _value(entry: dict[str, Any], name: str) -> dict[str, Any]:
    value = _fields(entry, name)
    return value if isinstance(value, dict) else {}


def _field(entry: dict[str, Any], name: str) -> str:
    value = _fields(entry, name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""
