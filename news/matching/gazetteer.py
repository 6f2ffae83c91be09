"""The names to look for, compiled once for many texts."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import ahocorasick_rs

from news.matching.folding import fold, folded_key


class Target(NamedTuple):
    """What a name stands for: the kind of thing and its id."""

    kind: Literal["company", "product"]
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a company or product, and when it counts; the fields of an alias."""

    text: str
    target: Target
    tier: str = "plain"
    case_sensitive: bool = False
    version_policy: str = "none"
    context: tuple[str, ...] = ()
    negative_context: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Compiled names: `names_of` a pattern stand at the pattern's place in the automaton."""

    automaton: ahocorasick_rs.AhoCorasick
    names_of: tuple[tuple[Name, ...], ...]
    owners: Mapping[Target, Target]
    digest: str


def compile_gazetteer(names: Iterable[Name], *, owners: Mapping[Target, Target]) -> Gazetteer:
    """Compile the names; `owners` gives the company behind a product, and the parent of a unit."""
    by_pattern: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda name: (folded_key(name.text), name.target)):
        if pattern := folded_key(name.text):
            by_pattern.setdefault(pattern, []).append(name)
    return Gazetteer(
        automaton=ahocorasick_rs.AhoCorasick(list(by_pattern)),
        names_of=tuple(tuple(named) for named in by_pattern.values()),
        owners=owners,
        digest=digest_of(by_pattern, owners),
    )


def digest_of(by_pattern: Mapping[str, Iterable[Name]], owners: Mapping[Target, Target]) -> str:
    """Sixteen characters that change when any name, rule or owner does."""
    facts = repr((list(by_pattern.items()), sorted(owners.items())))
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def exact_text(name: Name) -> str:
    """The name as it must stand where its case counts."""
    return " ".join(fold(name.text).split())
