"""Names made ready for matching: their case, their full form, what may follow them, whom they tell of."""

import re
from collections.abc import Collection, Container, Iterable, Mapping
from typing import NamedTuple

from news.matching.folding import fold, folded_key
from news.matching.grammar import Grammar, ShortForm, Subject
from news.matching.names import AI_KINDS, MODEL_KINDS, VERSIONED_KINDS, Name, Target, Thing
from news.matching.versions import identity

# Shorter names mean too many things for words about AI in general to decide.
SHORTEST_BY_WORDS = 3
LAST_NUMBER = re.compile(r"\d+$")


class Entry(NamedTuple):
    """A name made ready for matching; `exact` is set where case counts, `call` is the full name.

    `context` and `against` are the folded words that speak for and against it. Words about AI in general may
    tell of it only where `may_be_told`: not of what is short or an ordinary word.

    `tells_owner` says whether the company behind the thing is meant too: AI is its maker's, while a phone or
    a chip tells of its maker only where the name does.
    """

    name: Name
    exact: str | None
    needs_capital: bool
    call: str
    owner: Target | None
    policy: str
    key: str
    context: tuple[str, ...]
    against: tuple[str, ...]
    has_digits: bool
    number_at: int | None = None
    may_be_told: bool = False
    is_ai: bool = False
    takes_any_word: bool = False
    tells_owner: bool = True
    short: ShortForm | None = None

    @property
    def may_be_of_a_file(self) -> bool:
        """Whether its version is enough where others name what they made of it: z-lab/Qwen3.6-27B-DFlash."""
        return self.is_ai and self.short is None and self.name.tier != "weak"


def ready_entries(
    names: Collection[Name],
    *,
    owners: Mapping[Target, Target],
    known: Mapping[Target, Thing],
    grammar: Grammar,
) -> list[Entry]:
    """The names as they are matched; those without a letter are left out."""
    words = _words_of_owners(names, owners, known, grammar)
    return [
        _ready(name, owners.get(name.target), known.get(name.target), grammar, words)
        for name in names
        if folded_key(name.text)
    ]


def _ready(
    name: Name,
    owner: Target | None,
    thing: Thing | None,
    grammar: Grammar,
    words: Mapping[Target | None, Iterable[str]],
) -> Entry:
    key = folded_key(name.text)
    is_ordinary = key in grammar.ordinary_words
    return Entry(
        name=name,
        exact=_exact(name),
        needs_capital=name.tier == "weak" and name.text[:1].isupper(),
        call=_call(name, thing, grammar),
        owner=owner,
        policy=_policy(name, thing),
        key=key,
        context=_context(name, grammar.general_words if is_ordinary else frozenset()),
        against=tuple(map(folded_key, name.negative_context)),
        has_digits=any(letter.isdigit() for letter in key),
        number_at=number.start() if (number := LAST_NUMBER.search(key)) else None,
        may_be_told=len(key) > SHORTEST_BY_WORDS and not is_ordinary,
        is_ai=thing is not None and thing.kind in AI_KINDS,
        takes_any_word=name.tier == "plain" and thing is not None and thing.kind in MODEL_KINDS,
        tells_owner=thing is None or _is_ai(thing, grammar) or _says_one_of(name, words.get(owner, ())),
    )


def _context(name: Name, general_words: Container[str]) -> tuple[str, ...]:
    """The words that speak for this name; for an ordinary word none that speak for everything."""
    return tuple(word for word in map(folded_key, name.context) if word not in general_words)


def _words_of_owners(
    names: Iterable[Name],
    owners: Mapping[Target, Target],
    known: Mapping[Target, Thing],
    grammar: Grammar,
) -> dict[Target | None, set[str]]:
    """The names that each company, its units and its models are called by."""
    words: dict[Target | None, set[str]] = {}
    for name in names:
        thing = known.get(name.target)
        if thing is None or not _is_ai(thing, grammar):
            continue
        target: Target | None = name.target
        while target is not None:
            words.setdefault(target, set()).add(folded_key(name.text))
            target = owners.get(target)
    return words


def _is_ai(thing: Thing, grammar: Grammar) -> bool:
    """Whether naming it names its maker: a unit of a company, or a product that is nothing but AI."""
    if thing.target.kind == "company":
        return True
    return thing.kind in VERSIONED_KINDS and thing.slug not in grammar.general_apps


def _says_one_of(name: Name, words: Iterable[str]) -> bool:
    said = f" {folded_key(name.text).replace('-', ' ')} "
    return any(f" {word} " in said for word in words)


def _policy(name: Name, thing: Thing | None) -> str:
    """Whether a version is read after the name; what AI is made of comes in versions without being told."""
    is_versioned = thing is not None and thing.kind in VERSIONED_KINDS
    return "optional" if is_versioned and name.version_policy == "none" else name.version_policy


def _exact(name: Name) -> str | None:
    """The name as it must stand where its case counts."""
    text = " ".join(fold(name.text).split())
    return text if name.case_sensitive or (name.tier == "strong" and text != text.lower()) else None


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


def short_entries(
    grammar: Grammar, by_subject: Mapping[Subject, Target], owners: Mapping[Target, Target]
) -> list[Entry]:
    """The heads of the short forms whose product is known."""
    entries: list[Entry] = []
    for short in grammar.short_forms:
        target = by_subject.get(Subject("product", short.product))
        if target is None:
            continue
        for head in short.heads:
            name = Name(text=head, target=target, tier="weak", case_sensitive=True, version_policy="optional")
            entries.append(_short_entry(name, short, owners.get(target)))
    return entries


def _short_entry(name: Name, short: ShortForm, owner: Target | None) -> Entry:
    return Entry(
        name=name,
        exact=name.text,
        needs_capital=False,
        call=short.prefix,
        owner=owner,
        policy="optional",
        key=folded_key(name.text),
        context=tuple(map(folded_key, short.needs)),
        against=tuple(map(folded_key, short.refuse)),
        has_digits=False,
        short=short,
    )


def find_owner_words(
    names: Iterable[Name], known: Mapping[Target, Thing], owners: Mapping[Target, Target]
) -> frozenset[str]:
    """The single words that companies with products are called by."""
    behind = set(owners.values())
    said = (name.text for name in names if name.target in behind and name.kind == "name")
    words = {folded_key(text) for text in (*said, *(known[each].name for each in behind if each in known))}
    return frozenset(word for word in words if word.isalpha() and word.isascii())


def exact_models(
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
