"""Text as it may be stored: no markup, no control or direction characters, one form, cut to its limit."""

import html
import re
import unicodedata
from urllib.parse import urljoin, urlsplit

import nh3

from news.parsing.entries import MAX_EXCERPT_SOURCE, MAX_URL

# C0 and C1 controls, zero-width space, direction marks and overrides, byte order mark, surrogates
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u061c"
    "\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
SPACES = re.compile(r"\s+")
BLOCKS = re.compile(
    r"<(?=/?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|pre|hr|section)\b)", re.IGNORECASE
)
SILENT = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object"}
# A limit on the source leaves room for markup and entities; the text itself is cut after them.
MARKUP_ROOM = 4


def plain_text(text: str, *, limit: int) -> str:
    """Text without controls, in NFC, white space folded, at most `limit` characters."""
    cut = UNWANTED.sub("", _source(text, limit))
    return unicodedata.normalize("NFC", SPACES.sub(" ", cut).strip())[:limit].rstrip()


def _source(text: str, limit: int) -> str:
    return text[: min(limit * MARKUP_ROOM, MAX_EXCERPT_SOURCE)]


def html_text(markup: str, *, limit: int) -> str:
    """The words of a piece of HTML, without any element and without the content of scripts and styles."""
    spaced = BLOCKS.sub(" <", _source(markup, limit))
    return plain_text(html.unescape(nh3.clean(spaced, tags=set(), clean_content_tags=SILENT)), limit=limit)


def web_link(link: str, *, base: str) -> str:
    """The absolute http or https address of a link, or an empty string where it is none."""
    link = SPACES.sub("", UNWANTED.sub("", link[: MAX_URL * MARKUP_ROOM]))
    try:
        address = urljoin(base, link) if link else ""
        parts = urlsplit(address)
    except ValueError:
        return ""
    acceptable = parts.scheme in ("http", "https") and parts.netloc and len(address) <= MAX_URL
    return address if acceptable else ""
