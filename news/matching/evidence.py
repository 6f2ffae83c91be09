"""What speaks for and against a name: words near it, its owner, its siblings, the page it stands on."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from news.matching.boundaries import is_spaced, is_word
from news.matching.folding import Reading
from news.matching.gazetteer import Gazetteer
from news.matching.hits import Hit
from news.matching.names import Target

# How far a word may stand from the name it speaks for, in characters: a headline and its first sentences.
NEAR = 300


@dataclass(slots=True)
class Words:
    """The places of every word that may speak for or against a name, found when first asked for."""

    reading: Reading
    gazetteer: Gazetteer
    _places: dict[str, list[tuple[int, int]]] | None = None
    _present: dict[int, list[str]] = field(default_factory=dict)

    def first_beside(self, words: tuple[str, ...], hit: Hit) -> str:
        """The first of these words near the hit that shares no letter with it, or an empty text."""
        return next((word for word in self._of(words) if self._is_near(word, hit)), "")

    def all_beside(self, words: tuple[str, ...], hit: Hit) -> list[str]:
        """All of these words near the hit that share no letter with it."""
        return [word for word in self._of(words) if self._is_near(word, hit)]

    def first_around(self, words: tuple[str, ...], hit: Hit) -> str:
        """The first of these words near the hit or around it: oracle bones for Oracle."""
        return next((word for word in self._of(words) if self._is_near(word, hit, may_share=True)), "")

    def _of(self, words: tuple[str, ...]) -> list[str]:
        """Those of a name's words that stand anywhere in the text; looked up once for all its places."""
        present = self._present.get(id(words))
        if present is None:
            present = self._present[id(words)] = [word for word in words if word in self.places]
        return present

    def _is_near(self, word: str, hit: Hit, *, may_share: bool = False) -> bool:
        places = self.places.get(word)
        if not places:
            return False
        first = bisect_left(places, (hit.start - NEAR,))
        for start, end in places[first : first + 3]:
            if start > hit.end + NEAR:
                return False
            if end <= hit.start or start >= hit.end:
                return True
            if may_share and (start < hit.start or end > hit.end):
                return True
        return False

    @property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each word stands, as [start, end) in the reading."""
        if self._places is None:
            self._places = {}
            text = self.reading.lower
            for place, start, end in self.gazetteer.words.find_matches_as_indexes(text, overlapping=True):
                if _is_word(text, start, end):
                    self._places.setdefault(self.gazetteer.word_list[place], []).append((start, end))
        return self._places


def _is_word(text: str, start: int, end: int) -> bool:
    if start and is_spaced(text[start]) and is_word(text[start - 1]):
        return False
    if not is_spaced(text[end - 1]):
        return True
    end += text.startswith("s", end)
    return not is_word(text[end : end + 1])


@dataclass(slots=True)
class Named:
    """Who is surely named, and by which places: the companies themselves, and by their products."""

    directly: dict[Target, list[Hit]] = field(default_factory=dict)
    by_product: dict[Target, list[Hit]] = field(default_factory=dict)

    def note(self, hit: Hit, owners: Iterable[Target]) -> None:
        """Keep the hit for its own target and for each owner."""
        _keep_ends(self.directly, hit.target, hit)
        for owner in owners:
            _keep_ends(self.by_product, owner, hit)

    def beside(self, places: Mapping[Target, list[Hit]], target: Target, hit: Hit) -> Hit | None:
        """A hit that names this target elsewhere than the given hit."""
        return next((each for each in places.get(target, ()) if _are_apart(each, hit)), None)


def _keep_ends(places: dict[Target, list[Hit]], target: Target, hit: Hit) -> None:
    """The first and the last place are enough: what overlaps both overlaps all between."""
    kept = places.setdefault(target, [])
    kept[1:] = [hit]


def _are_apart(one: Hit, other: Hit) -> bool:
    return one.end <= other.start or other.end <= one.start
