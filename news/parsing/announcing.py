"""What a document says beside its entries: how often it wants to be read, and which entries it takes back."""

import html
import re

from news.parsing.entries import MAX_ENTRIES, Wishes
from news.scheduling import document_wish_s, skipped_days, skipped_hours

# Only the first list of each is looked at, and no more of it than a list of all hours takes.
SKIPPED = {part: re.compile(rf"<skip{part}\s*>", re.IGNORECASE) for part in ("hours", "days")}
MAX_SKIPPED = 2_000
SKIPPED_ONE = re.compile(r"<(?:hour|day)\s*>([^<]{0,20})<", re.IGNORECASE)
DELETED = re.compile(r"<(?:\w+:)?deleted-entry\s([^<>]{0,4000})>")
REF = re.compile(r"(?:^|\s)ref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def wishes_of(text: str, *, ttl: str, period: str, frequency: str) -> Wishes:
    """The wishes of an RSS or Atom document; the plain values are feedparser's, lists it does not keep."""
    return Wishes(
        pause_s=document_wish_s(ttl=ttl, period=period, frequency=frequency),
        skip_hours=tuple(skipped_hours(_skipped(text, "hours"))),
        skip_days=tuple(skipped_days(_skipped(text, "days"))),
    )


def _skipped(text: str, part: str) -> list[str]:
    start = SKIPPED[part].search(text)
    inside = text[start.end() : start.end() + MAX_SKIPPED].partition("</skip")[0] if start else ""
    return SKIPPED_ONE.findall(inside)


def withdrawn_guids(text: str) -> tuple[str, ...]:
    """The ids of the entries that an Atom document declares deleted (RFC 6721)."""
    if "deleted-entry" not in text:
        return ()
    refs = (REF.search(tag[1]) for tag in DELETED.finditer(text))
    guids = (html.unescape(ref[1] or ref[2] or "").strip() for ref in refs if ref)
    return tuple(dict.fromkeys(guid for guid in guids if guid))[:MAX_ENTRIES]
