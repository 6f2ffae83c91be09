"""What each pattern of a gazetteer says, in a form that is kept: two of them tell what a change touches."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from news.matching.entries import Entry
from news.matching.folding import folded_key
from news.matching.gazetteer import Gazetteer
from news.matching.names import Target
from news.matching.versions import identity

Footprint = Mapping[str, str]
# The key of the rules themselves: every text is read by them.
EVERYTHING = ""
# Before the identity of a model, which is found by its tokens in any order and not by a pattern.
MODEL = "="
ANY_WORD = "zzz"
PIECES = re.compile(r"\d+|[^\W\d_]+")


def reading_digest(gazetteer: Gazetteer) -> str:
    """Sixteen characters that change when a text may be read otherwise: by other names or other rules."""
    return _short(gazetteer.digest + RULES)


def footprint(gazetteer: Gazetteer) -> dict[str, str]:
    """Sixteen characters for each pattern and each model, which change when what it says does.

    A pattern says its names, their rules, and who is behind what they stand for. Under EVERYTHING stand the
    rules of reading.
    """
    hosts = _hosts(gazetteer)
    facts = {target: _facts(target, gazetteer, hosts) for target in {*gazetteer.things, *gazetteer.owners}}
    said = {entries[0].key: _said(entries, gazetteer, facts) for entries in gazetteer.entries_of}
    models = {
        MODEL + " ".join(sorted(tokens)): facts.get(target, "")
        for tokens, target in gazetteer.exact_models.items()
    }
    return {EVERYTHING: _short(RULES + gazetteer.grammar.source)} | {
        key: _short(value) for key, value in (said | models).items()
    }


def touched_patterns(before: Footprint, gazetteer: Gazetteer, after: Footprint | None = None) -> set[str]:
    """The patterns by which a text may be read otherwise: one that holds none of them is read as before.

    These are the patterns that came, went or say something else, and those from which a model is reached that
    did: a family that its version completes. EVERYTHING among them means every text.
    """
    after = footprint(gazetteer) if after is None else after
    changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    models = {key for key in changed if key.startswith(MODEL)}
    return (changed - models) | _leading_to(models, gazetteer)


def patterns_about(target: Target, gazetteer: Gazetteer) -> set[str]:
    """Every pattern that says the target, or something it is behind."""
    return {
        entries[0].key
        for entries in gazetteer.entries_of
        if any(target in _behind(entry.name.target, gazetteer) for entry in entries)
    }


def _said(entries: Collection[Entry], gazetteer: Gazetteer, facts: Mapping[Target, str]) -> str:
    """All that decides what the pattern of these entries says in a text that holds it."""
    shared = gazetteer.shared.get(next(iter(entries)).key)
    led_to = [target for target, *_ in shared.rules] if shared else []
    targets = [*(entry.name.target for entry in entries), *led_to]
    spelled = [gazetteer.spelling.get(word) for entry in entries for word in (*entry.context, *entry.against)]
    heads = [sorted(_head(entry, gazetteer)) for entry in entries]
    return repr((entries, shared, spelled, heads, [facts.get(target) for target in targets]))


def _hosts(gazetteer: Gazetteer) -> dict[Target, list[str]]:
    """The hosts on which each company's own pages stand."""
    hosts: dict[Target, list[str]] = {}
    for host, target in sorted(gazetteer.hosts.items()):
        hosts.setdefault(target, []).append(host)
    return hosts


def _facts(target: Target, gazetteer: Gazetteer, hosts: Mapping[Target, list[str]]) -> str:
    """A target and everybody who is or was behind it: what they are, whose pages are theirs."""
    return repr(
        [
            (
                each,
                gazetteer.things.get(each),
                gazetteer.owners.get(each),
                gazetteer.moves.get(each),
                hosts.get(each),
                each in gazetteer.grounds,
            )
            for each in _behind(target, gazetteer)
        ]
    )


def _behind(target: Target, gazetteer: Gazetteer) -> list[Target]:
    """The target, and everybody who is or was behind it, sorted."""
    found: set[Target] = set()
    waiting = [target]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += _owners(each, gazetteer)
    return sorted(found)


def _owners(target: Target, gazetteer: Gazetteer) -> Iterator[Target]:
    moved = (owner for _, owner in gazetteer.moves.get(target, ()))
    yield from (owner for owner in (gazetteer.owners.get(target), *moved) if owner is not None)


def _leading_to(models: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    """The patterns of names that become one of these models with what follows them, or without a part."""
    wanted = [_pieces(key.removeprefix(MODEL)) for key in models]
    return {
        entry.key
        for entries in gazetteer.entries_of
        for entry in entries
        if wanted and (entry.policy != "none" or entry.short) and _leads(entry, wanted, gazetteer)
    }


def _leads(entry: Entry, wanted: Iterable[frozenset[str]], gazetteer: Gazetteer) -> bool:
    head = _pieces(*_head(entry, gazetteer))
    call = _pieces(folded_key(entry.call), *identity(entry.call))
    return any(head <= model or model <= call for model in wanted)


def _head(entry: Entry, gazetteer: Gazetteer) -> frozenset[str]:
    """What the name brings into the identity of a model whose version follows it."""
    return identity(f"{entry.call} {ANY_WORD}", owner_words=gazetteer.owner_words) - {ANY_WORD}


def _pieces(*texts: str) -> frozenset[str]:
    """The runs of letters and of digits, whatever a token is."""
    return frozenset(piece for text in texts for piece in PIECES.findall(text))


def _short(facts: str) -> str:
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _digest_of_rules() -> str:
    """Changes with any line of the code that reads names, so that nobody has to remember to say so."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return _short("".join(path.read_text(encoding="utf-8") for path in files))


RULES = _digest_of_rules()
