"""In which texts a pattern stands: many are turned away by a glance, for a change touches few."""

import re
from collections.abc import Collection

import ahocorasick_rs

from news.matching.folding import UNSEEN, WIDE, read
from news.matching.matcher import joined_text

# Letters that are read as others, or not at all: a text with one of them is read in full.
READ_OTHERWISE = re.compile(f"{UNSEEN.pattern}|[{re.escape(''.join(WIDE))}]")


class Reach:
    """The texts in which any of the patterns stands, in whatever word: more texts than will change."""

    def __init__(self, patterns: Collection[str]) -> None:
        needles = {_needle(pattern) for pattern in patterns}
        self._patterns = ahocorasick_rs.AhoCorasick(sorted(patterns))
        self._needles = None if "" in needles else ahocorasick_rs.AhoCorasick(sorted(needles))

    def holds(self, title: str, text: str) -> bool:
        """Whether any pattern stands in the item's text."""
        joined = joined_text(title, text)
        if self._is_far(joined):
            return False
        return bool(self._patterns.find_matches_as_indexes(read(joined).lower))

    def _is_far(self, joined: str) -> bool:
        """Whether a glance tells that no pattern stands there: folding is what reading costs."""
        if self._needles is None or not (joined.isascii() or not READ_OTHERWISE.search(joined)):
            return False
        return not self._needles.find_matches_as_indexes(joined.lower())


def _needle(pattern: str) -> str:
    """The longest part of the pattern that stands so in every text that holds it, but for capitals."""
    letters = "".join(letter if _is_kept(letter) else " " for letter in pattern)
    return max(letters.split(), key=len, default="")


def _is_kept(letter: str) -> bool:
    """Whether nothing but its own capital is read as this letter, wide ones apart."""
    return letter.isalnum() and (letter.isascii() or letter.lower() == letter.upper())
