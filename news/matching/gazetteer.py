"""The names to look for, compiled once for many texts."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import ahocorasick_rs

from news.matching.entries import Entry, exact_models, find_owner_words, ready_entries, short_entries
from news.matching.folding import folded_key
from news.matching.grammar import Grammar, SharedName, Subject, build_grammar
from news.matching.names import Name, Target, Thing

PLAIN_GRAMMAR = build_grammar({})


class Settling(NamedTuple):
    """A shared name whose rules are led to their targets."""

    default: Target | None
    rules: tuple[tuple[Target, tuple[str, ...], date, date], ...]
    refuse: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Compiled names: `entries_of` a pattern stand at the pattern's place in the automaton."""

    automaton: ahocorasick_rs.AhoCorasick
    entries_of: tuple[tuple[Entry, ...], ...]
    words: ahocorasick_rs.AhoCorasick
    word_list: tuple[str, ...]
    owners: Mapping[Target, Target]
    moves: Mapping[Target, tuple[tuple[date, Target | None], ...]]
    things: Mapping[Target, Thing]
    exact_models: Mapping[frozenset[str], Target]
    owner_words: frozenset[str]
    shared: Mapping[str, Settling]
    hosts: Mapping[str, Target]
    grounds: frozenset[Target]
    chains: Mapping[Target, tuple[Target, ...]]
    spelling: Mapping[str, str]
    grammar: Grammar
    digest: str

    def owners_of(self, target: Target, on: date | None) -> tuple[Target, ...]:
        """The companies behind a target on that day, the nearest first; of an unknown day the last ones."""
        if target.kind == "product" and (moved := self._moved(target, on)):
            return moved, *self.chains.get(moved, ())
        return self.chains.get(target, ())

    def buyer_of(self, company: Target, on: date | None) -> Target | None:
        """Who had bought the company by that day; it keeps its name, and its news are not its buyer's."""
        return self._moved(company, on) if company.kind == "company" else None

    def _moved(self, target: Target, on: date | None) -> Target | None:
        owner = None
        for day, moved in self.moves.get(target, ()):
            if on is None or day <= on:
                owner = moved
        return owner

    def company_of_host(self, host: str) -> Target | None:
        """The company whose own pages stand on this host; null where anybody writes."""
        if host in self.grammar.hosts_of_everybody:
            return None
        parts = host.split(".")
        candidates = (".".join(parts[place:]) for place in range(min(len(parts) - 1, 8)))
        return next((self.hosts[each] for each in candidates if each in self.hosts), None)


def compile_gazetteer(
    names: Iterable[Name],
    *,
    owners: Mapping[Target, Target],
    things: Iterable[Thing] = (),
    grammar: Grammar = PLAIN_GRAMMAR,
) -> Gazetteer:
    """Compile the names; `owners` gives the company behind a product, and the parent of a unit."""
    ordered = sorted(names, key=lambda name: (folded_key(name.text), name.target))
    known = {thing.target: thing for thing in things}
    by_subject = {Subject(thing.target.kind, thing.slug): thing.target for thing in known.values()}
    owner_words = find_owner_words(ordered, known, owners)
    entries = ready_entries(ordered, owners=owners, known=known, grammar=grammar)
    entries += short_entries(grammar, by_subject, owners)
    by_pattern = _by_pattern(entries)
    spelling = {folded_key(word): word for word in reversed([*_words(ordered, grammar)])}
    words, moves = sorted(spelling), _moves(grammar, by_subject)
    return Gazetteer(
        automaton=ahocorasick_rs.AhoCorasick(list(by_pattern)),
        entries_of=tuple(tuple(each) for each in by_pattern.values()),
        words=ahocorasick_rs.AhoCorasick(words),
        word_list=tuple(words),
        owners=owners,
        moves=moves,
        chains={target: _chain(target, owners) for target in owners},
        spelling=spelling,
        things=known,
        exact_models=exact_models(entries, known, owner_words),
        owner_words=owner_words,
        shared={text: _settling(shared, by_subject) for text, shared in grammar.shared_names.items()},
        hosts=_hosts(known, grammar, by_subject),
        grounds=frozenset(each.target for each in known.values() if each.slug in grammar.grounds),
        grammar=grammar,
        digest=digest_of(ordered, owners, known, grammar),
    )


def _chain(target: Target, owners: Mapping[Target, Target]) -> tuple[Target, ...]:
    chain: list[Target] = []
    owner = owners.get(target)
    while owner is not None and owner not in chain:
        chain.append(owner)
        owner = owners.get(owner)
    return tuple(chain)


def _by_pattern(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    by_pattern: dict[str, list[Entry]] = {}
    for entry in entries:
        by_pattern.setdefault(entry.key, []).append(entry)
    return by_pattern


def _words(names: Iterable[Name], grammar: Grammar) -> Iterator[str]:
    """Every word that may speak for or against a name, as it is written."""
    yield from grammar.written_words
    for shared in grammar.shared_names.values():
        yield from shared.refuse
        yield from (word for rule in shared.rules for word in rule.words)
    for short in grammar.short_forms:
        yield from (*short.needs, *short.refuse)
    for name in names:
        yield from (*name.context, *name.negative_context)


def _moves(
    grammar: Grammar, by_subject: Mapping[Subject, Target]
) -> dict[Target, tuple[tuple[date, Target | None], ...]]:
    return {
        by_subject[subject]: tuple((day, by_subject.get(Subject("company", owner))) for day, owner in moves)
        for subject, moves in grammar.moves.items()
        if subject in by_subject
    }


def _settling(shared: SharedName, by_subject: Mapping[Subject, Target]) -> Settling:
    rules = tuple(
        (by_subject[rule.subject], tuple(map(folded_key, rule.words)), rule.valid_from, rule.valid_to)
        for rule in shared.rules
        if rule.subject in by_subject
    )
    default = by_subject.get(Subject("product", shared.default))
    return Settling(default, rules, tuple(map(folded_key, shared.refuse)))


def _hosts(
    known: Mapping[Target, Thing], grammar: Grammar, by_subject: Mapping[Subject, Target]
) -> dict[str, Target]:
    hosts = {
        thing.host: thing.target for thing in known.values() if thing.host and thing.target.kind == "company"
    }
    told = {host: by_subject.get(Subject("company", slug)) for host, slug in grammar.hosts_of.items()}
    return hosts | {host: target for host, target in told.items() if target is not None}


def digest_of(
    names: Iterable[Name], owners: Mapping[Target, Target], things: Mapping[Target, Thing], grammar: Grammar
) -> str:
    """Sixteen characters that change when any name, rule or owner does."""
    facts = repr((list(names), sorted(owners.items()), list(things.values()), grammar.source))
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
