"""Where a text may name something: every place that bounds, case and version allow, before any verdict."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from news.matching.boundaries import Edges, edges
from news.matching.entries import Entry
from news.matching.folding import Reading
from news.matching.gazetteer import Gazetteer
from news.matching.names import Target
from news.matching.versions import Tail, identity, in_row, is_count, read_tail

NO_TAIL = Tail(0)


class Hit(NamedTuple):
    """One place where a name stands; `named` are the exact names read, `alias_end` ends the bare name."""

    start: int
    end: int
    alias_end: int
    entry: Entry
    target: Target
    named: tuple[str, ...]
    has_version: bool
    hangs_left: bool
    hangs_right: bool
    machine: str = ""
    reason: str = ""
    rule: str = ""

    @property
    def reach(self) -> tuple[int, bool, int]:
        """How much of the text the hit covers, whether by a version, how much of it is the name itself."""
        is_exact = self.has_version or self.entry.has_digits
        return self.end - self.start, is_exact, self.alias_end - self.start


def find_hits(reading: Reading, gazetteer: Gazetteer, on: date | None) -> list[Hit]:
    """Every place that may name something, as the text goes; what hangs on a mere word is left out."""
    found = [
        hit
        for place, start, end in gazetteer.automaton.find_matches_as_indexes(reading.lower, overlapping=True)
        for entry in gazetteer.entries_of[place]
        for hit in _hits_of(reading.folded, start, end, entry, gazetteer, on)
    ]
    return list(_held(found))


def _hits_of(
    folded: str, start: int, end: int, entry: Entry, gazetteer: Gazetteer, on: date | None
) -> Iterator[Hit]:
    if entry.exact is not None and folded[start:end] != entry.exact:
        return
    if entry.needs_capital and not folded[start].isupper():
        return
    if on is not None and not _is_valid(entry, on):
        return
    if entry.number_at is not None and is_count(folded, start + entry.number_at, grammar=gazetteer.grammar):
        return
    if entry.short is not None:
        found = entry.short.pattern.match(folded, start)
        if found is None or found.end() < end:
            return
        end = found.end()
    yield from _read_hits(folded, start, end, entry, gazetteer)


def _is_valid(entry: Entry, on: date) -> bool:
    name = entry.name
    return (name.valid_from or on) <= on <= (name.valid_to or on)


def _read_hits(folded: str, start: int, end: int, entry: Entry, gazetteer: Gazetteer) -> Iterator[Hit]:
    """The name with its version where that stands apart, else the bare name, and what shares its head."""
    grammar, policy = gazetteer.grammar, entry.policy
    tail = NO_TAIL
    if policy != "none":
        tail = read_tail(
            folded,
            end,
            grammar=grammar,
            takes_any_word=entry.takes_any_word,
            is_numbered=entry.has_digits,
        )
    hit = _hit(folded, start, end, tail, entry, gazetteer) if tail.end > end else None
    if hit and (policy != "required" or hit.has_version):
        yield hit
        yield from _shared_heads(folded, hit, tail, gazetteer)
        return
    if policy != "required" and (hit := _hit(folded, start, end, Tail(end), entry, gazetteer)):
        yield hit


def _hit(folded: str, start: int, end: int, tail: Tail, entry: Entry, gazetteer: Gazetteer) -> Hit | None:
    grammar = gazetteer.grammar
    edge = edges(folded, start, tail.end, prefixes=grammar.prefixes, suffixes=grammar.suffixes)
    if edge is None:
        return None
    if entry.may_be_of_a_file and (tail.has_version or entry.has_digits):
        edge = Edges(edge.hangs_left and folded[start - 1] != "/")
    written = _written(folded, start, end, tail, entry)
    is_longer = tail.written or entry.short is not None
    target = _exact_target(written, entry, gazetteer) if is_longer else entry.name.target
    has_version = tail.has_version or (entry.short is not None and not entry.short.needs)
    return Hit(start, tail.end, end, entry, target, (written,), has_version, *edge)


def _written(folded: str, start: int, end: int, tail: Tail, entry: Entry) -> str:
    """The exact name as read, in full: "Sonnet 4.5" as "Claude Sonnet 4.5"."""
    if entry.short is None:
        first = tail.written[:1]
        joint = " " if first.isupper() or (first.isdigit() and folded[start:end] != entry.call) else ""
        return entry.call + joint + tail.written
    joint = "-" if entry.call in ("GPT", "DeepSeek") else " "
    return f"{entry.call}{joint}{folded[start:end]}{tail.written}".strip()


def _exact_target(written: str, entry: Entry, gazetteer: Gazetteer) -> Target:
    """The model of this very name where the record has it, else of a shorter one, else the family."""
    family = entry.name.target
    if family.kind != "product":
        return family
    words = written.replace("-", " ").split()
    for length in range(len(words), 0, -1):
        told = identity(" ".join(words[:length]), owner_words=gazetteer.owner_words)
        exact = gazetteer.exact_models.get(told)
        if exact is not None and gazetteer.owners.get(exact) == entry.owner:
            return exact
    return family


def _shared_heads(folded: str, hit: Hit, tail: Tail, gazetteer: Gazetteer) -> Iterator[Hit]:
    """The further models of "GPT-5.4 mini and nano": each a hit on its own word."""
    for written, end in in_row(folded, tail, start=hit.alias_end, grammar=gazetteer.grammar):
        name, target = _in_row(hit.entry, written, gazetteer)
        start = end - len(written.split()[-1])
        yield hit._replace(start=start, end=end, alias_end=end, target=target, named=(name,))


def _in_row(entry: Entry, written: str, gazetteer: Gazetteer) -> tuple[str, Target]:
    """The name with the shared version, or without it where the record has only that: Gemini Omni."""
    name, bare = entry.call + written, f"{entry.call} {written.split()[-1]}"
    exact = gazetteer.exact_models
    told, told_bare = (identity(each, owner_words=gazetteer.owner_words) for each in (name, bare))
    if told not in exact and told_bare in exact:
        return bare, exact[told_bare]
    return name, _exact_target(name, entry, gazetteer)


def _held(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits without those that hang on a word which is itself no sure name."""
    hits = list(hits)
    sure = [hit for hit in hits if hit.entry.name.tier != "weak"]
    starts, ends = {hit.start for hit in sure}, {hit.end for hit in sure}
    for hit in hits:
        if hit.hangs_left and hit.start - 1 not in ends:
            continue
        if hit.hangs_right and hit.end + 1 not in starts:
            continue
        yield hit


def _by_place(hit: Hit) -> tuple[int, int, bool, int]:
    length, is_exact, of_alias = hit.reach
    return hit.start, -length, not is_exact, -of_alias


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that lie within no longer one; of one place the one whose own name is longer."""
    kept: list[Hit] = []
    furthest: Hit | None = None
    for hit in sorted(hits, key=_by_place):
        if furthest is not None and hit.end <= furthest.end and hit.reach < furthest.reach:
            continue
        kept.append(hit)
        if furthest is None or hit.end > furthest.end:
            furthest = hit
    return kept
