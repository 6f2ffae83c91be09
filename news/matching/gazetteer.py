"""The names to look for, compiled once for many texts."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import ahocorasick_rs

from news.matching.folding import fold, folded_key
from news.matching.grammar import Grammar, SharedName, ShortForm, Subject, build_grammar
from news.matching.versions import identity

MODEL_KINDS = ("family", "model")
VERSIONED_KINDS = ("family", "model", "app", "agent", "feature")
AI_KINDS = ("family", "model", "agent")
PLAIN_GRAMMAR = build_grammar({})


class Target(NamedTuple):
    """What a name stands for: the kind of thing and its id."""

    kind: Literal["company", "product"]
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a company or product, and when it counts; the fields of an alias."""

    text: str
    target: Target
    kind: str = "name"
    tier: str = "plain"
    case_sensitive: bool = False
    version_policy: str = "none"
    context: tuple[str, ...] = ()
    negative_context: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A company or product as the grammar needs it: its slug, its own name, the host of its homepage."""

    target: Target
    slug: str
    name: str
    kind: str = ""
    family: Target | None = None
    host: str = ""


class Entry(NamedTuple):
    """A name made ready for matching; `exact` is set where case counts, `call` is the full name."""

    name: Name
    exact: str | None
    call: str
    owner: Target | None
    policy: str
    takes_any_word: bool = False
    short: ShortForm | None = None


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
    moves: Mapping[Target, tuple[tuple[date, Target], ...]]
    things: Mapping[Target, Thing]
    exact_models: Mapping[frozenset[str], Target]
    owner_words: frozenset[str]
    shared: Mapping[str, Settling]
    hosts: Mapping[str, Target]
    grounds: frozenset[Target]
    grammar: Grammar
    digest: str

    def owner_of(self, target: Target, on: date | None) -> Target | None:
        """The company behind it on that day; of an unknown day the last one."""
        owner = self.owners.get(target)
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
    owner_words = _owner_words(ordered, known, owners)
    entries = _entries(ordered, owners=owners, known=known, grammar=grammar)
    entries += _short_entries(grammar, by_subject, owners)
    by_pattern = _by_pattern(entries)
    words = sorted(set(_words(ordered, grammar)))
    return Gazetteer(
        automaton=ahocorasick_rs.AhoCorasick(list(by_pattern)),
        entries_of=tuple(tuple(each) for each in by_pattern.values()),
        words=ahocorasick_rs.AhoCorasick(words),
        word_list=tuple(words),
        owners=owners,
        moves=_moves(grammar, by_subject),
        things=known,
        exact_models=_exact_models(entries, known, owner_words),
        owner_words=owner_words,
        shared={text: _settling(shared, by_subject) for text, shared in grammar.shared_names.items()},
        hosts=_hosts(known, grammar, by_subject),
        grounds=frozenset(each.target for each in known.values() if each.slug in grammar.grounds),
        grammar=grammar,
        digest=digest_of(ordered, owners, known, grammar),
    )


def _entries(
    names: Iterable[Name],
    *,
    owners: Mapping[Target, Target],
    known: Mapping[Target, Thing],
    grammar: Grammar,
) -> list[Entry]:
    return [
        Entry(
            name,
            _exact(name),
            _call(name, known.get(name.target), grammar),
            owners.get(name.target),
            _policy(name, known.get(name.target)),
            name.tier == "plain" and _kind_of(name.target, known) in MODEL_KINDS,
        )
        for name in names
        if folded_key(name.text)
    ]


def _kind_of(target: Target, known: Mapping[Target, Thing]) -> str:
    return known[target].kind if target in known else ""


def _policy(name: Name, thing: Thing | None) -> str:
    """Whether a version is read after the name; what AI is made of comes in versions without being told."""
    is_versioned = thing is not None and thing.kind in VERSIONED_KINDS
    return "optional" if is_versioned and name.version_policy == "none" else name.version_policy


def _exact(name: Name) -> str | None:
    """The name as it must stand where its case counts."""
    text = " ".join(fold(name.text).split())
    counts = name.case_sensitive or (name.tier != "plain" and text != text.lower())
    return text if counts else None


def _call(name: Name, thing: Thing | None, grammar: Grammar) -> str:
    """What the thing is called in full by this name: "Sonnet 4.5" is "Claude Sonnet 4.5"."""
    if thing is None:
        return name.text
    own, said = thing.name.split(" (")[0], identity(name.text)
    if folded_key(name.text) in grammar.variants:
        return own if said <= identity(own) else f"{own} {name.text}"
    if name.kind in ("foreign", "codename", "abbreviation", "ticker"):
        return own
    lacks_family = said <= identity(own) and not (said & identity(own.replace("-", " ").split()[0]))
    return own if thing.kind in MODEL_KINDS and lacks_family else name.text


def _short_entries(
    grammar: Grammar, by_subject: Mapping[Subject, Target], owners: Mapping[Target, Target]
) -> list[Entry]:
    entries: list[Entry] = []
    for short in grammar.short_forms:
        target = by_subject.get(Subject("product", short.product))
        if target is None:
            continue
        for head in short.heads:
            name = Name(text=head, target=target, tier="weak", case_sensitive=True, version_policy="optional")
            entries.append(Entry(name, head, short.prefix, owners.get(target), "optional", short=short))
    return entries


def _by_pattern(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    by_pattern: dict[str, list[Entry]] = {}
    for entry in entries:
        by_pattern.setdefault(folded_key(entry.name.text), []).append(entry)
    return by_pattern


def _words(names: Iterable[Name], grammar: Grammar) -> Iterator[str]:
    """Every word that may speak for or against a name."""
    for name in names:
        yield from map(folded_key, (*name.context, *name.negative_context))
    for short in grammar.short_forms:
        yield from map(folded_key, (*short.needs, *short.refuse))
    for shared in grammar.shared_names.values():
        yield from map(folded_key, shared.refuse)
        yield from (folded_key(word) for rule in shared.rules for word in rule.words)
    yield from map(folded_key, (*grammar.strong_words, *grammar.plain_words))


def _owner_words(
    names: Iterable[Name], known: Mapping[Target, Thing], owners: Mapping[Target, Target]
) -> frozenset[str]:
    """The single words that companies with products are called by."""
    behind = set(owners.values())
    said = (name.text for name in names if name.target in behind and name.kind == "name")
    words = {folded_key(text) for text in (*said, *(known[each].name for each in behind if each in known))}
    return frozenset(word for word in words if word.isalpha() and word.isascii())


def _exact_models(
    entries: Iterable[Entry], known: Mapping[Target, Thing], owner_words: frozenset[str]
) -> dict[frozenset[str], Target]:
    """The models by the identity of each of their names; a thing's own name before any alias."""
    models = [thing for thing in known.values() if thing.kind in MODEL_KINDS]
    exact: dict[frozenset[str], Target] = {}
    for thing in models:
        exact.setdefault(identity(thing.name.split(" (")[0], owner_words=owner_words), thing.target)
    for entry in entries:
        thing_named = known.get(entry.name.target)
        if thing_named and thing_named.kind in MODEL_KINDS and entry.name.version_policy != "required":
            exact.setdefault(identity(entry.call, owner_words=owner_words), entry.name.target)
    return exact


def _moves(
    grammar: Grammar, by_subject: Mapping[Subject, Target]
) -> dict[Target, tuple[tuple[date, Target], ...]]:
    return {
        by_subject[subject]: tuple(
            (day, by_subject[Subject("company", owner)])
            for day, owner in moves
            if Subject("company", owner) in by_subject
        )
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
