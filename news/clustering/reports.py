"""A report as the clusterer sees it: its words, its place and day, and what its headline names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from news.matching import Target, fold

Span = Sequence[int]
VERSION = re.compile(r"([a-z]+)[ -]?v?(\d+(?:\.\d+)*)(?!\d)")
# Their addresses lead to others' pages, so that the name of the outlet tells them apart.
REDIRECTING = frozenset({"news.google.com", "feedproxy.google.com", "www.bing.com", "news.yahoo.com"})


class Named(NamedTuple):
    """What a headline names: companies by id, and versions of models as (name, version)."""

    companies: frozenset[int] = frozenset()
    versions: frozenset[tuple[str, str]] = frozenset()

    def contradicts(self, other: "Named") -> bool:
        """Whether both cannot tell one event: no company in common, or other versions of a model."""
        if self.companies and other.companies and not self.companies & other.companies:
            return True
        models = dict.fromkeys(name for name, _ in self.versions) if other.versions else ()
        return any(_differ(name, self.versions, other.versions) for name in models)


def _differ(name: str, versions: frozenset[tuple[str, str]], others: frozenset[tuple[str, str]]) -> bool:
    here = {version for model, version in versions if model == name}
    there = {version for model, version in others if model == name}
    return bool(there) and not here & there


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One item: `address` is the hash of its page's canonical address, `at` its place in lists, if any.

    `feed` is whatever tells its feed from others: what that says with every report is no part of this one.
    """

    id: int
    title: str
    text: str = ""
    at: datetime | None = None
    outlet: str = ""
    feed: str = ""
    address: bytes = b""
    named: Named = field(default_factory=Named)


def named_in(title: str, tags: Iterable[tuple[Target, Sequence[Span]]]) -> Named:
    """What the title names, of an item's tags and their spans in `joined_text`.

    A tag without a span is the word of a curator or of the record, and counts as if the title said it.
    """
    companies, versions = set(), set()
    for target, spans in tags:
        in_title = [span for span in spans if span[0] < len(title)]
        if target.kind == "company" and (in_title or not spans):
            companies.add(target.id)
        elif target.kind == "product":
            versions |= {found for start, end in in_title for found in _versions(title[start:end])}
    return Named(frozenset(companies), frozenset(versions))


def _versions(name: str) -> Iterable[tuple[str, str]]:
    """The version of a model's name with the word before it: (gpt, 5.2), (opus, 4)."""
    found = VERSION.search(fold(name).lower())
    return [(found[1], re.sub(r"(?:\.0)+$", "", found[2]))] if found else []


def outlet_of(url: str, name: str = "") -> str:
    """Who tells: the host of the page, the outlet's name where the address only leads on to the page."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        host = ""
    return name.casefold() if not host or host in REDIRECTING else host.removeprefix("www.")
