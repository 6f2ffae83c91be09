"""What a web page says of itself: title, outlet, day and paragraphs; what it lacks stays empty."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any

import nh3

from news.parsing.text import plain_text

MAX_CHARS = 2_000_000
# Deep nesting and entities cost the square of their number.
MOST_MARKS = 40_000
MOST_NODES = 2_000
LONGEST_JSON = 200_000
TITLE, OUTLET, PARAGRAPH, MAX_TEXT = 300, 120, 2_000, 20_000
KEPT = {"title", "meta", "time", "p", "h1", "li", "blockquote", "article", "main", "script"}
ATTRIBUTES = {"meta": {"property", "name", "itemprop", "content"}, "time": {"datetime"}, "script": {"type"}}
SILENT = {"style", "nav", "footer", "aside", "form", "noscript", "svg", "template", "iframe", "button"}
BLOCKS = frozenset({"p", "li", "blockquote"})
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", re.ASCII)
FIRST_DAY = date(1990, 1, 1)
DAYS_OF_META = ("article:published_time", "datepublished", "date", "pubdate", "dc.date", "parsely-pub-date")


class NoWebPage(Exception):
    """What was answered is no page that can be read; the message says why in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page as it describes itself; `day` is the outlet's own and None where the page names none.

    `found_in` says for title, outlet and day where they stand, in plain words.
    """

    title: str
    outlet: str
    day: date | None
    text: str
    found_in: Mapping[str, str]


@dataclass(slots=True)
class _Heard:
    """What stands in the markup, by where."""

    meta: dict[str, str] = field(default_factory=dict)
    times: list[str] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    blocks: list[tuple[bool, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)


def read_page(body: bytes, *, content_type: str) -> WebPage:
    """Read a page out of its bytes; raises NoWebPage for what is none, or costs too much to read."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind and kind not in ("text/html", "application/xhtml+xml"):
        raise NoWebPage(f"the address holds no web page but {kind[:60]}")
    markup = _decoded(body, content_type)[:MAX_CHARS]
    if markup.count("<") + markup.count("&") > MOST_MARKS:
        raise NoWebPage("the page holds too much markup to be read")
    heard = _heard(markup)
    linked = _linked(heard.data)
    found: dict[str, str] = {}
    return WebPage(
        title=_first(found, "title", _titles(heard, linked), limit=TITLE),
        outlet=_first(found, "outlet", _outlets(heard, linked), limit=OUTLET),
        day=_day(found, heard, linked),
        text=_text(heard.blocks),
        found_in=found,
    )


def _decoded(body: bytes, content_type: str) -> str:
    """By what the server says, else by what the page says, else as UTF-8."""
    told = CHARSET.search(content_type.encode("latin-1", "replace")) or CHARSET.search(body[:2_048])
    try:
        return body.decode(told[1].decode() if told else "utf-8", errors="replace")
    except LookupError:
        return body.decode("utf-8", errors="replace")


def _heard(markup: str) -> _Heard:
    """Cleaned first: what comes out is well formed, which the second reader needs."""
    clean = nh3.clean(
        markup,
        tags=KEPT,
        attributes=ATTRIBUTES,
        clean_content_tags=SILENT,
        link_rel=None,
        strip_comments=True,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return reader.heard


class _Reader(HTMLParser):
    """Takes from well-formed markup what a page says of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heard = _Heard()
        self.inside = 0
        self.open = ""
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.heard.meta.setdefault(name.lower(), given.get("content", ""))
        elif tag == "time":
            self.heard.times.append(given.get("datetime", ""))
        elif tag in ("article", "main"):
            self.inside += 1
        elif tag != "script" or given.get("type") == "application/ld+json":
            self.open, self.words = tag, []
        else:
            self.open = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("article", "main"):
            self.inside = max(0, self.inside - 1)
        elif tag == self.open:
            self._close(tag, "".join(self.words))
            self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open:
            self.words.append(data)

    def _close(self, tag: str, words: str) -> None:
        if tag == "title":
            self.heard.title = self.heard.title or words
        elif tag == "h1":
            self.heard.heading = self.heard.heading or words
        elif tag == "script":
            self.heard.data.append(words)
        elif tag in BLOCKS:
            self.heard.blocks.append((self.inside > 0, words))


def _linked(data: list[str]) -> dict[str, str]:
    """What the page's linked data says of an article: headline, publisher, day."""
    found: dict[str, str] = {}
    for node in _nodes(data):
        if "datePublished" in node or "headline" in node:
            publisher = node.get("publisher")
            named = publisher.get("name") if isinstance(publisher, dict) else publisher
            told = {"title": node.get("headline"), "outlet": named, "day": node.get("datePublished")}
            for name, value in told.items():
                if isinstance(value, str):
                    found.setdefault(name, value)
    return found


def _nodes(data: list[str]) -> Iterator[dict[str, Any]]:
    """Every object of the linked data, the outermost first, at most MOST_NODES."""
    waiting: list[Any] = [value for text in data if (value := _parsed(text)) is not None]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [each for each in node.values() if isinstance(each, dict | list)]
        elif isinstance(node, list):
            waiting += node[:MOST_NODES]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text) if len(text) <= LONGEST_JSON else None
    except (ValueError, RecursionError):
        return None


def _titles(heard: _Heard, linked: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "its linked data", linked.get("title", "")
    yield "its card for sharing", heard.meta.get("og:title", "")
    yield "its heading", heard.heading
    yield "the title of the page", heard.title


def _outlets(heard: _Heard, linked: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "its linked data", linked.get("outlet", "")
    yield "its card for sharing", heard.meta.get("og:site_name", "")


def _days(heard: _Heard, linked: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "its linked data", linked.get("day", "")
    for name in DAYS_OF_META:
        yield "its card for sharing", heard.meta.get(name, "")
    # one alone is the page's own; of several nobody knows which
    if len(set(heard.times)) == 1:
        yield "the only time it names", heard.times[0]


def _first(found: dict[str, str], name: str, told: Iterator[tuple[str, str]], *, limit: int) -> str:
    for where, text in told:
        if plain := plain_text(text, limit=limit):
            found[name] = where
            return plain
    return ""


def _day(found: dict[str, str], heard: _Heard, linked: Mapping[str, str]) -> date | None:
    for where, text in _days(heard, linked):
        match = DAY.match(text.strip())
        try:
            day = date(*map(int, match.groups())) if match else None
        except ValueError:
            day = None
        if day is not None and day >= FIRST_DAY:
            found["day"] = where
            return day
    return None


def _text(blocks: list[tuple[bool, str]]) -> str:
    """The paragraphs of the article, of all the page where it marks none; a line each."""
    chosen = [words for is_inside, words in blocks if is_inside] or [words for _, words in blocks]
    lines = (plain_text(words, limit=PARAGRAPH) for words in chosen)
    return "\n".join(dict.fromkeys(line for line in lines if line))[:MAX_TEXT]
