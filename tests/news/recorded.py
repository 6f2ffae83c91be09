"""Recorded feeds read and tagged by the shipped names, and a sample of them drawn to be judged by a reader.

`python -m tests.news.recorded FOLDER` prints the drawn tags, `--texts` adds what is to be read. `--further`
draws beside the sample, to look for misses; `--again FILE` prints the tags of the items that a file of
judgements names. Nothing of it is written anywhere.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from news.canonical import canonical_url_hash
from news.matching import Match, match_text
from news.parsing import NotAFeedError, ParsedEntry, parse_feed
from news.shipped import publisher_of, shipped_gazetteer
from tests.news.judged import ids_judged, read_judged

SEED = 5
DRAWN = 200
MOST_OF_A_FEED = 15
SUFFIXES = (".xml", ".rss", ".atom", ".json")
# The day that an item without a date counts as, and before which every date is believed.
READ_AT = datetime(2026, 11, 29, tzinfo=UTC)


class Recorded(NamedTuple):
    """One item of a recorded feed; its id is the head of the hash under which its page is stored."""

    id: str
    feed: str
    entry: ParsedEntry

    @property
    def on(self) -> date:
        """The day that the item counts as."""
        return (self.entry.published_at or READ_AT).date()


def recorded_items(folder: Path) -> list[Recorded]:
    """Every page once, sorted by id: in the feed that comes first by name, as its last version has it."""
    items: dict[str, Recorded] = {}
    for feed, path in _documents(folder):
        for item in _items(feed, path):
            if items.setdefault(item.id, item).feed == feed:
                items[item.id] = item
    return [items[each] for each in sorted(items)]


def _documents(folder: Path) -> Iterator[tuple[str, Path]]:
    """Feeds by name with their documents: a folder under `stream` holds the versions of one feed by date."""
    for path in sorted((folder / "corpus").rglob("*")):
        if path.suffix in SUFFIXES and ".serde." not in path.name:
            yield path.relative_to(folder).as_posix(), path
    for path in sorted((folder / "stream").glob("*/*.xml")):
        yield path.parent.relative_to(folder).as_posix(), path


def _items(feed: str, path: Path) -> Iterator[Recorded]:
    try:
        read = parse_feed(
            path.read_bytes(), base_url=f"http://127.0.0.1/{feed}", content_type="", now=READ_AT
        )
    except NotAFeedError:
        return
    for entry in read.entries:
        yield Recorded(canonical_url_hash(entry.url).hex()[:12], feed, entry)


def accepted(item: Recorded) -> list[Match]:
    """The tags of an item as the site would give them."""
    matches = match_text(
        item.entry.title,
        item.entry.summary,
        gazetteer=shipped_gazetteer(),
        on=item.on,
        publisher=publisher_of(item.entry.url),
    )
    return [match for match in matches if match.machine == "accepted"]


def tag_name(match: Match) -> str:
    """The tag as the judgements call it: company:openai, product:gpt-5-6."""
    return f"{match.target.kind}:{shipped_gazetteer().things[match.target].slug}"


def drawn(items: Iterable[Recorded], *, seed: int = SEED) -> list[Recorded]:
    """All items in an order that the seed and their ids alone decide: another gazetteer does not move it."""
    return sorted(items, key=lambda item: sha256(f"{seed} {item.id}".encode()).digest())


def spread(items: Iterable[Recorded]) -> list[Recorded]:
    """The first 200 of these items, at most 15 of a feed, sorted by id."""
    taken, of_feed = list[Recorded](), Counter[str]()
    for item in items:
        if len(taken) < DRAWN and of_feed[item.feed] < MOST_OF_A_FEED:
            taken.append(item)
            of_feed[item.feed] += 1
    return sorted(taken)


def _lines(item: Recorded, *, with_texts: bool) -> Iterator[str]:
    if with_texts:
        yield f"== {item.id}\t{item.feed}\t{item.on}\n   {item.entry.title}\n   {item.entry.summary}"
    for match in accepted(item):
        yield "\t".join((item.id, tag_name(match), "; ".join(match.named)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is drawn from the folder of recorded feeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--further", action="store_true", help="the items drawn beside the sample")
    parser.add_argument("--again", type=Path, metavar="FILE", help="the items of this file, as tagged today")
    parser.add_argument("--texts", action="store_true", help="title and summary too")
    told = parser.parse_args(arguments)
    for item in _asked(drawn(recorded_items(told.folder)), told):
        sys.stdout.writelines(f"{line}\n" for line in _lines(item, with_texts=told.texts))


def _asked(items: list[Recorded], told: argparse.Namespace) -> list[Recorded]:
    if told.again:
        judged = ids_judged(read_judged(told.again))
        return sorted(item for item in items if item.id in judged)
    sample = spread(item for item in items if accepted(item))
    return spread(item for item in items if item not in sample) if told.further else sample


if __name__ == "__main__":
    main()
