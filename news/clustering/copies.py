"""Reports that repeat a report: the same page, or the same words under another outlet's name."""

from collections.abc import Iterable
from dataclasses import dataclass

from news.canonical import titles_agree

SAME_WORDS = 0.7
# Below these, two outlets may well say the same by themselves.
FEWEST_WORDS = 12
FEWEST_TITLE_WORDS = 6
MOST_COMPARED = 64
MOST_OF_PAGE = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of a report to know its copies by; `original` is the report it repeats, or itself."""

    original: int
    words: tuple[str, ...]
    title_key: int


@dataclass(frozen=True, slots=True)
class Page:
    """One report of a page: its headline, empty where only the address is known, and the story it is in."""

    original: int
    story: int
    title: str


def title_key(words: frozenset[str]) -> int:
    """The same for headlines of the same words; 0 where there are too few to tell a copy by."""
    return hash(words) if len(words) >= FEWEST_TITLE_WORDS else 0


def original_of(words: frozenset[str], key: int, told: Iterable[Told]) -> int | None:
    """The report that this one repeats, or null: the same headline, or nearly all words in common."""
    for other in told:
        if key and key == other.title_key:
            return other.original
        if _are_alike(words, other.words):
            return other.original
    return None


def _are_alike(words: frozenset[str], others: tuple[str, ...]) -> bool:
    if min(len(words), len(others)) < FEWEST_WORDS:
        return False
    common = len(words.intersection(others))
    return common >= SAME_WORDS * (len(words) + len(others) - common)


def find_page(title: str, pages: Iterable[Page]) -> Page | None:
    """The report of the same page under the same headline; pages tell several things one after another."""
    for page in pages:
        if not title or not page.title or titles_agree(title, page.title):
            return page
    return None
