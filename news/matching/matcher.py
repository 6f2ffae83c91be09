"""From a text to what it names: boundaries, case, what stands beside a name, the longest names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from news.matching.boundaries import WORD, is_apart, version_end
from news.matching.folding import fold, folded_key, lowered
from news.matching.gazetteer import Gazetteer, Name, Target, exact_text

ACCEPTED, SUGGESTED, REFUSED = "accepted", "suggested", "refused"
CONFIDENCE = {"plain": 0.95, "strong": 0.95, "weak": 0.85, SUGGESTED: 0.5, REFUSED: 0.3}
# Two line feeds, so that no name reaches from the title into the text.
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One target that the text names. `spans` are [start, end) in `joined_text`; `machine` is the verdict."""

    target: Target
    spans: tuple[tuple[int, int], ...]
    alias: str
    rule: str
    confidence: float
    machine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    start: int
    end: int
    name: Name
    machine: str = ACCEPTED
    rule: str = ""

    def lies_within(self, other: "_Hit") -> bool:
        return other.start <= self.start and self.end <= other.end and other.reach > self.reach

    @property
    def reach(self) -> tuple[int, int]:
        """How much of the text the hit covers, and how much of that is the name itself and not a version."""
        return self.end - self.start, len(self.name.text)


def joined_text(title: str, text: str) -> str:
    """The one text that spans are counted in."""
    return f"{title}{BETWEEN}{text}" if text else title


def match_text(title: str, text: str, *, gazetteer: Gazetteer, on: date | None = None) -> list[Match]:
    """What title and text name, sorted by target; `on` is the day of the item, for names of limited time."""
    folded = fold(joined_text(title, text))
    lower = lowered(folded)
    judged = [_judged(hit, lower) for hit in _hits(folded, lower, gazetteer, on)]
    accepted = _settle_shared(_longest([hit for hit in judged if hit.machine == ACCEPTED]), gazetteer)
    refused = [hit for hit in judged if hit.machine == REFUSED]
    apart = [hit for hit in refused if not any(hit.lies_within(other) for other in accepted)]
    return _with_owners(_merged([*accepted, *apart]), gazetteer)


def _hits(folded: str, lower: str, gazetteer: Gazetteer, on: date | None) -> Iterator[_Hit]:
    for place, start, end in gazetteer.automaton.find_matches_as_indexes(lower, overlapping=True):
        for name in gazetteer.names_of[place]:
            whole = _whole_end(folded, start, end, name)
            if whole and _case_holds(folded[start:end], name) and _is_valid(name, on):
                yield _Hit(start=start, end=whole, name=name)


def _whole_end(folded: str, start: int, end: int, name: Name) -> int | None:
    """Where the name ends with its version, or null where it is no mention or lacks the version it needs."""
    versioned = None if name.version_policy == "none" else version_end(folded, end)
    if versioned and is_apart(folded, start, versioned):
        return versioned
    return end if name.version_policy != "required" and is_apart(folded, start, end) else None


def _case_holds(text: str, name: Name) -> bool:
    return text == exact_text(name) if name.case_sensitive or name.tier == "strong" else True


def _is_valid(name: Name, on: date | None) -> bool:
    if on is None:
        return True
    return (name.valid_from or on) <= on <= (name.valid_to or on)


def _judged(hit: _Hit, lower: str) -> _Hit:
    """The hit with its verdict: what speaks against a name refuses it, a weak one needs its context."""
    name = hit.name
    against = _first_word(name.negative_context, lower)
    if against:
        return replace(
            hit, machine=REFUSED, rule=f'"{name.text}" beside "{against}", which speaks against it'
        )
    if name.tier != "weak":
        return replace(hit, rule=f'named "{name.text}"')
    beside = _first_word(name.context, lower)
    if beside:
        return replace(hit, rule=f'named "{name.text}" beside "{beside}"')
    return replace(hit, machine=REFUSED, rule=f'"{name.text}" without any of its context words')


def _first_word(words: Iterable[str], lower: str) -> str:
    return next((word for word in words if _holds_word(lower, folded_key(word))), "")


def _holds_word(lower: str, word: str) -> bool:
    return any(
        not WORD.match(lower[max(found.start() - 1, 0) : found.start()])
        and not WORD.match(lower[found.end() : found.end() + 1])
        for found in re.finditer(re.escape(word), lower)
    )


def _longest(hits: list[_Hit]) -> list[_Hit]:
    return [hit for hit in hits if not any(hit.lies_within(other) for other in hits)]


def _settle_shared(hits: list[_Hit], gazetteer: Gazetteer) -> list[_Hit]:
    """Of two things of one name, the one whose owner is named elsewhere; without that both are suggested."""
    settled = []
    for hit in hits:
        rivals = [other for other in hits if _is_rival(hit, other)]
        if not rivals or _owner_named(hit, hits, gazetteer):
            settled.append(hit)
        elif not any(_owner_named(rival, hits, gazetteer) for rival in rivals):
            rule = f'"{hit.name.text}" is the name of several'
            settled.append(replace(hit, machine=SUGGESTED, rule=rule))
    return settled


def _is_rival(hit: _Hit, other: _Hit) -> bool:
    same_place = (hit.start, hit.end) == (other.start, other.end)
    return (
        same_place and hit.name.target != other.name.target and hit.name.target.kind == other.name.target.kind
    )


def _owner_named(hit: _Hit, hits: list[_Hit], gazetteer: Gazetteer) -> bool:
    owner = gazetteer.owners.get(hit.name.target)
    return any(other.name.target == owner for other in hits)


def _merged(hits: list[_Hit]) -> dict[Target, Match]:
    """One match a target: its best verdict, with every place of that verdict."""
    order = (ACCEPTED, SUGGESTED, REFUSED)
    merged: dict[Target, Match] = {}
    for hit in sorted(hits, key=lambda hit: (order.index(hit.machine), hit.start, hit.end)):
        known = merged.get(hit.name.target)
        if known is None:
            merged[hit.name.target] = _match(hit)
        elif known.machine == hit.machine and (hit.start, hit.end) not in known.spans:
            merged[hit.name.target] = replace(known, spans=(*known.spans, (hit.start, hit.end)))
    return merged


def _match(hit: _Hit) -> Match:
    return Match(
        target=hit.name.target,
        spans=((hit.start, hit.end),),
        alias=hit.name.text,
        rule=hit.rule[:200],
        confidence=CONFIDENCE[hit.name.tier if hit.machine == ACCEPTED else hit.machine],
        machine=hit.machine,
    )


def _with_owners(named: dict[Target, Match], gazetteer: Gazetteer) -> list[Match]:
    """The matches and the companies behind them, each implied by the surest match."""
    matches = dict(named)
    for match in sorted(named.values(), key=lambda match: (-match.confidence, match.spans)):
        owner = gazetteer.owners.get(match.target)
        while owner is not None and match.machine == ACCEPTED:
            known = matches.get(owner)
            if known is None or known.machine != ACCEPTED:
                rule = f'the company behind "{match.alias}"'
                matches[owner] = replace(match, target=owner, rule=rule[:200])
            owner = gazetteer.owners.get(owner)
    return [matches[target] for target in sorted(matches)]
