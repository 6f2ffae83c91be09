"""Lists of feeds as OPML: taken in whole or not at all, each line answered for; and given out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings

from news.canonical import canonical_url
from news.fetching import is_refused
from news.models import Feed
from news.opml import MAX_NAME, Outline, read_opml, write_opml
from news.parsing.text import plain_text
from news.queries import feeds
from news.subscriptions import AddressError, FeedFacts, add_feeds, checked_address

INSIDE = ("localhost", "local", "internal")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


class Fate(StrEnum):
    """What becomes of one line of a list."""

    NEW = "new"
    STANDING = "there already"
    REPEATED = "repeated"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One feed of a list: where it stands, its address, what becomes of it, and what is wrong with it."""

    number: int
    url: str
    fate: Fate
    fault: str = ""

    def __str__(self) -> str:
        return f"line {self.number}: {self.fault or f'{self.url[:200]}: {self.fate}'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Every line of a list, and whether its new feeds were stored."""

    lines: tuple[Line, ...]
    is_stored: bool

    def count(self, fate: Fate) -> int:
        """How many lines share this fate."""
        return sum(line.fate == fate for line in self.lines)

    @property
    def faulty(self) -> list[Line]:
        """The lines that cannot be taken in."""
        return [line for line in self.lines if line.fate == Fate.FAULTY]


def import_opml(document: bytes, *, dry_run: bool = False, skip_faulty: bool = False) -> Report:
    """Add the feeds of a list that are not there, all or none; nothing by a dry run. Raises OpmlError.

    A faulty line keeps the whole list out, unless faulty lines are to be skipped.
    """
    outlines = read_opml(document)
    lines = tuple(_lines(outlines))
    report = Report(lines=lines, is_stored=False)
    if dry_run or (report.faulty and not skip_faulty):
        return report
    add_feeds(
        _facts(outline)
        for outline, line in zip(outlines, lines, strict=True)
        if line.fate in (Fate.NEW, Fate.STANDING)
    )
    return Report(lines=lines, is_stored=True)


def _lines(outlines: Sequence[Outline]) -> Iterator[Line]:
    known = {canonical_url(url) for url in Feed.objects.values_list("url", flat=True)}
    met: set[str] = set()
    for outline in outlines:
        key, fault = canonical_url(outline.url), _fault(outline)
        fate = Fate.REPEATED if key in met else Fate.STANDING if key in known else Fate.NEW
        yield Line(number=outline.line, url=outline.url, fate=Fate.FAULTY if fault else fate, fault=fault)
        met.add(key)


def _fault(outline: Outline) -> str:
    if not outline.url:
        return f"{plain_text(outline.name, limit=MAX_NAME) or 'a feed'}: no address (xmlUrl)"
    try:
        url = checked_address(outline.url)
    except AddressError as error:
        return str(error)
    return f"{url[:200]}: an address inside this network, which is refused" if _is_inside(url) else ""


def _is_inside(url: str) -> bool:
    """Whether the very text names a private address; the fetcher judges what any other resolves to."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.netloc.lower() in settings.FEED_ALLOW_HOSTS:
        return False
    try:
        return is_refused(host)
    except ValueError:
        last = host.rpartition(".")[2]
        # a name never ends in a number: 127.1, 0x7f.1 and 2130706433 are spellings of an address
        return last in INSIDE or bool(NUMBER.fullmatch(last))


def _facts(outline: Outline) -> FeedFacts:
    return FeedFacts(
        url=checked_address(outline.url),
        name=plain_text(outline.name, limit=MAX_NAME),
        homepage=outline.homepage if outline.homepage.startswith(("http://", "https://")) else "",
    )


def exported_opml() -> str:
    """Every feed that is read, as OPML, by name."""
    outlines = (Outline(url=feed.url, name=feed.name, homepage=feed.homepage) for feed in feeds())
    return write_opml(outlines, title="Feeds of AI Tracker")
