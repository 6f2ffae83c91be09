"""What a document says beside its entries: how often it wants to be read, and which entries it takes back."""

import html
import re
from collections.abc import Iterator

from news.parsing.entries import MAX_ENTRIES, Wishes
from news.scheduling import document_wish_s, skipped_days, skipped_hours

SKIPPED = re.compile(r"<skip(?:Hours|Days)\s*>([^\0]{0,2000}?)</skip(Hours|Days)\s*>", re.IGNORECASE)
SKIPPED_ONE = re.compile(r"<(?:hour|day)\s*>([^<]{0,20})<", re.IGNORECASE)
DELETED = re.compile(r"<(?:\w+:)?deleted-entry\s([^<>]{0,4000})>")
REF = re.compile(r"(?:^|\s)ref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def wishes_of(text: str, *, ttl: str, period: str, frequency: str) -> Wishes:
    """The wishes of an RSS or Atom document; the plain values are feedparser's, lists it does not keep."""
    skipped = {part.lower(): words for part, words in _skipped(text)}
    return Wishes(
        pause_s=document_wish_s(ttl=ttl, period=period, frequency=frequency),
        skip_hours=tuple(skipped_hours(skipped.get("hours", ()))),
        skip_days=tuple(skipped_days(skipped.get("days", ()))),
    )


def _skipped(text: str) -> Iterator[tuple[str, list[str]]]:
    for block in SKIPPED.finditer(text):
        yield block[2], SKIPPED_ONE.findall(block[1])


def withdrawn_guids(text: str) -> tuple[str, ...]:
    """The ids of the entries that an Atom document declares deleted (RFC 6721)."""
    if "deleted-entry" not in text:
        return ()
    refs = (REF.search(tag[1]) for tag in DELETED.finditer(text))
    guids = (html.unescape(ref[1] or ref[2] or "").strip() for ref in refs if ref)
    return tuple(dict.fromkeys(guid for guid in guids if guid))[:MAX_ENTRIES]
