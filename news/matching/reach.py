"""Which texts a change of the names can touch: what each pattern says, and where the changed ones stand."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import ahocorasick_rs

from news.matching.folding import fold, folded_key, lowered
from news.matching.gazetteer import Gazetteer, Target
from news.matching.matcher import joined_text

Footprint = Mapping[str, str]
# The pattern of the rules themselves: every text is read by them.
EVERYTHING = ""


def reading_digest(gazetteer: Gazetteer) -> str:
    """Sixteen characters that change when a text may be read otherwise: by other names or other rules."""
    return _short(gazetteer.digest + RULES)


def footprint(gazetteer: Gazetteer) -> dict[str, str]:
    """Each pattern that is looked for, with sixteen characters that change when what it says does.

    A pattern says its names, their rules, and who is behind what they stand for. Under EVERYTHING stand the
    rules of reading.
    """
    return {EVERYTHING: RULES} | {
        folded_key(names[0].text): _short(repr([(name, *_owners(name.target, gazetteer)) for name in names]))
        for names in gazetteer.names_of
    }


def patterns_about(target: Target, gazetteer: Gazetteer) -> set[str]:
    """Every pattern that says the target, or something it is behind."""
    return {
        folded_key(names[0].text)
        for names in gazetteer.names_of
        if any(target in (name.target, *_owners(name.target, gazetteer)) for name in names)
    }


def changed_patterns(before: Footprint, after: Footprint) -> set[str]:
    """The patterns that came, went, or say something else: a text without any of them is read as before."""
    return {pattern for pattern in {*before, *after} if before.get(pattern) != after.get(pattern)}


class Reach:
    """The texts in which any of the patterns stands, in whatever word: more texts than will change."""

    def __init__(self, patterns: Collection[str]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(sorted(patterns))

    def holds(self, title: str, text: str) -> bool:
        """Whether any pattern stands in the item's text."""
        return bool(self._automaton.find_matches_as_indexes(lowered(fold(joined_text(title, text)))))


def _owners(target: Target, gazetteer: Gazetteer) -> Iterator[Target]:
    """The company behind it, and whoever is behind that one."""
    owner, seen = gazetteer.owners.get(target), {target}
    while owner is not None and owner not in seen:
        yield owner
        seen.add(owner)
        owner = gazetteer.owners.get(owner)


def _short(facts: str) -> str:
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _digest_of_rules() -> str:
    """Changes with any line of the code that reads names, so that nobody has to remember to say so."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return _short("".join(path.read_text(encoding="utf-8") for path in files))


RULES = _digest_of_rules()
