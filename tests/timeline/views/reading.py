"""What a reader sees of a page: its words, its addresses, its table rows."""

import re
from html import unescape
from typing import Any

TAG = re.compile(r"<[^>]+>")
BEFORE_A_STOP = re.compile(r" (?=[.,;])")
UNSEEN = re.compile(r"<(script|style|title|pre|textarea)\b.*?</\1>", re.DOTALL)


def words_of(response: Any) -> str:
    """The text of the body with single spaces, without what machines read or what is there to be copied."""
    html = response.content.decode().partition("<body>")[2]
    text = " ".join(unescape(TAG.sub(" ", UNSEEN.sub(" ", html))).split())
    return BEFORE_A_STOP.sub("", text)


def addresses_in(html: str) -> set[str]:
    """All addresses of links."""
    return {unescape(each) for each in re.findall(r'href="([^"]*)"', html)}


def part_of(response: Any, tag: str) -> str:
    """The first element of the tag, as HTML."""
    found = re.search(
        rf"<{tag}\b(?! class=\"(?:sprite|glyph)).*?</{tag}>", response.content.decode(), re.DOTALL
    )
    assert found is not None, f"The page holds no <{tag}>."
    return found.group(0)
