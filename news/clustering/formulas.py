"""What a feed writes around each of its reports: "score", "comments", "read more" tell none of them apart."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

# Of the leads of a feed that were heard; of fewer nothing is known.
SHARE = 0.8
FEWEST_HEARD = 4
# From then on the older half of what was heard counts for less and less, and its rare words are let go of.
MOST_HEARD = 64


@dataclass(slots=True)
class _Heard:
    leads: float = 0.0
    of_word: Counter[str] = field(default_factory=Counter)

    def hear(self, words: Iterable[str]) -> None:
        if self.leads >= MOST_HEARD:
            self.leads /= 2
            self.of_word = Counter({word: number // 2 for word, number in self.of_word.items() if number > 1})
        self.leads += 1
        self.of_word.update(frozenset(words))


class Formulas:
    """The words that stand in most leads of a feed."""

    def __init__(self) -> None:
        self._heard: dict[str, _Heard] = {}

    def hear(self, feed: str, words: Collection[str]) -> None:
        """Count the words of one lead; those of no feed count for nothing."""
        if feed and words:
            self._heard.setdefault(feed, _Heard()).hear(words)

    def without(self, feed: str, words: Counter[str]) -> Counter[str]:
        """The words of a lead that are no formula of its feed."""
        heard = self._heard.get(feed)
        if heard is None or heard.leads < FEWEST_HEARD:
            return words
        most = SHARE * heard.leads
        return Counter({word: number for word, number in words.items() if heard.of_word[word] < most})
