"""Which feeds a web page offers: those it declares, those it links to, and where sites usually keep one."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from news.parsing.entries import MAX_TITLE
from news.parsing.text import plain_text, web_link

MAX_PAGE = 512 * 1024
MAX_OFFERED = 10
# No piece of a tag reaches over the next "<", what is not closed runs to the end: one pass whatever comes.
TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<silent>script|style|template|textarea|title)\b.*?(?:</(?P=silent)|\Z)"
    r"""|<(?P<name>link|base|a)(?P<attributes>\s(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""",
    re.IGNORECASE | re.DOTALL,
)
MAX_TAG = 6_000
ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,40})\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s"'>]+)""")
FEED_TYPES = frozenset(
    f"application/{name}" for name in ("rss+xml", "atom+xml", "rdf+xml", "feed+json", "x.atom+xml")
)
FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:rss2?|atom|feeds?|rdf|index\.xml)(?:\.(?:xml|json|rss|atom|rdf|php))?/?$", re.IGNORECASE
)
COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)
USUAL_PATHS = ("feed", "rss.xml", "feed.xml", "atom.xml", "rss", "index.xml", "feed.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An address at which there may be a feed, and what the page calls it; nothing has asked it yet."""

    url: str
    title: str = ""


def offered_feeds(page: bytes, *, page_url: str) -> list[Offer]:
    """What a page declares, then what it links to; at most ten, each address once, comments last.

    Addresses are absolute, of http or https, and not judged further: whoever asks them judges them.
    """
    base, declared, linked = page_url, [], []
    for name, attributes in _tags(page[:MAX_PAGE].decode("utf-8", "replace")):
        if name == "base" and base == page_url:
            base = web_link(attributes.get("href", ""), base=page_url) or page_url
        elif name == "link" and _is_declared(attributes):
            declared.append(_offer(attributes, base))
        elif name == "a" and says_feed(attributes.get("href", "")):
            linked.append(_offer(attributes, base))
    offers: dict[str, Offer] = {}
    for offer in (*declared, *linked):
        if offer.url and offer.url != page_url:
            offers.setdefault(offer.url, offer)
    return sorted(offers.values(), key=_is_of_comments)[:MAX_OFFERED]


def usual_feeds(page_url: str) -> list[Offer]:
    """Where a site that says nothing may keep its feed: beside the page, then at its root."""
    beside = page_url if urlsplit(page_url).path.endswith("/") else f"{page_url.partition('?')[0]}/"
    places = dict.fromkeys(
        urljoin(root, path) for root in (beside, urljoin(page_url, "/")) for path in USUAL_PATHS
    )
    return [Offer(url=place) for place in islice(places, MAX_OFFERED)]


def says_feed(url: str) -> bool:
    """Whether an address ends as addresses of feeds do."""
    try:
        path = urlsplit(url.strip()).path
    except ValueError:
        return False
    return bool(FEED_PATH.search(path[-60:]))


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The links and the base of a page, outside of comments and scripts, by lower-case names."""
    for match in TAG.finditer(text):
        if match["name"]:
            pairs = ATTRIBUTE.findall(match["attributes"][:MAX_TAG])
            values = {
                name.lower(): html.unescape(value.strip("\"'")).strip() for name, value in reversed(pairs)
            }
            yield match["name"].lower(), values


def _is_declared(attributes: dict[str, str]) -> bool:
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    relations = attributes.get("rel", "").lower().split()
    return kind in FEED_TYPES and not {"alternate", "feed"}.isdisjoint(relations)


def _offer(attributes: dict[str, str], base: str) -> Offer:
    url = web_link(attributes.get("href", ""), base=base).partition("#")[0]
    return Offer(url=url, title=plain_text(attributes.get("title", ""), limit=MAX_TITLE))


def _is_of_comments(offer: Offer) -> bool:
    return bool(COMMENTS.search(offer.title) or COMMENTS.search(urlsplit(offer.url).path))
