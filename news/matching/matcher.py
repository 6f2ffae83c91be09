"""From a text to what it names: find, judge, keep the longest, and say which company is behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from news.matching.evidence import Named, Words
from news.matching.folding import Reading, read
from news.matching.gazetteer import Gazetteer
from news.matching.hits import Hit, find_hits, longest
from news.matching.names import Target
from news.matching.verdicts import ACCEPTED, REFUSED, SUGGESTED, Judge, Publisher, settle_rivals

# Two line feeds, so that no name reaches from the title into the text.
BETWEEN = "\n\n"
RANK = {ACCEPTED: 0, SUGGESTED: 1, REFUSED: 2}
LONGEST_RULE = 200
# What a company is worth that is known by a thing of its own which is no AI.
PERHAPS = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One target that the text names.

    `spans` are [start, end) in `joined_text`; `machine` is the verdict; `named` are the exact names as read,
    "GPT-5.6 Sol" where the target is GPT-5.6, and empty for a company that is only implied.
    """

    target: Target
    spans: tuple[tuple[int, int], ...]
    alias: str
    rule: str
    confidence: float
    machine: str
    named: tuple[str, ...] = ()


def joined_text(title: str, text: str) -> str:
    """The one text that spans are counted in."""
    return f"{title}{BETWEEN}{text}" if text else title


def match_text(
    title: str,
    text: str,
    *,
    gazetteer: Gazetteer,
    on: date | None = None,
    publisher: Publisher | None = None,
) -> list[Match]:
    """What title and text name, sorted by target.

    `on` is the day of the item, for names and owners of limited time; `publisher` whose page it is, for that
    company's own weak names.
    """
    reading = read(joined_text(title, text))
    hits = find_hits(reading, gazetteer, on)
    if not hits:
        return []
    words = Words(reading, gazetteer)
    judge = Judge(gazetteer=gazetteer, words=words, named=Named(), on=on, publisher=publisher)
    judged = judge.judge(hits)
    accepted = settle_rivals(longest([hit for hit in judged if hit.machine == ACCEPTED]), judge)
    others = _outside([hit for hit in judged if hit.machine != ACCEPTED], accepted)
    matches = _merged([*accepted, *others], reading, judge)
    return _with_owners(matches, accepted, gazetteer, on)


def _outside(hits: list[Hit], accepted: list[Hit]) -> list[Hit]:
    """The hits that lie within no accepted one; an accepted name has used up its own letters."""
    if not hits:
        return []
    free = {(hit.start, hit.end) for hit in longest([*accepted, *hits])}
    free -= {(hit.start, hit.end) for hit in accepted}
    return [hit for hit in hits if (hit.start, hit.end) in free]


def _merged(hits: Iterable[Hit], reading: Reading, judge: Judge) -> dict[Target, Match]:
    """One match a target: its best verdict, with every place and every exact name of that verdict."""
    best: dict[Target, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (RANK[hit.machine], hit.start, hit.end)):
        known = best.setdefault(hit.target, [])
        if not known or known[0].machine == hit.machine:
            known.append(hit)
    return {target: _match(target, known, reading, judge) for target, known in best.items()}


def _match(target: Target, hits: list[Hit], reading: Reading, judge: Judge) -> Match:
    surest = hits[0] if len(hits) == 1 else max(hits, key=lambda hit: judge.confidence(hit.reason))
    return Match(
        target=target,
        spans=tuple(dict.fromkeys(reading.span(hit.start, hit.end) for hit in hits)),
        alias=surest.entry.name.text,
        rule=surest.rule[:LONGEST_RULE],
        confidence=judge.confidence(surest.reason),
        machine=surest.machine,
        named=tuple(dict.fromkeys(name for hit in hits for name in hit.named)),
    )


def _with_owners(
    named: dict[Target, Match], accepted: Iterable[Hit], gazetteer: Gazetteer, on: date | None
) -> list[Match]:
    """The matches and the companies behind them, each implied by the surest match that tells of it.

    The maker of a phone or a chip that is named without it is only suggested, and what all others stand on
    (iOS, MCP) tells nothing of its maker.
    """
    telling = {hit.target for hit in accepted if hit.entry.tells_owner}
    matches = dict(named)
    sure = [match for match in named.values() if match.machine == ACCEPTED]
    surest = sorted(sure, key=lambda match: (match.target not in telling, -match.confidence, match.spans))
    for match in surest:
        for owner in gazetteer.owners_of(match.target, on) if match.target not in gazetteer.grounds else ():
            is_sure, known = match.target in telling, matches.get(owner)
            if known is None or known.machine == REFUSED or (is_sure and known.machine != ACCEPTED):
                matches[owner] = _implied(match, owner, is_sure=is_sure)
    return _with_buyers(matches, gazetteer, on)


def _with_buyers(matches: dict[Target, Match], gazetteer: Gazetteer, on: date | None) -> list[Match]:
    """The matches, and as suggestions those who had bought a company that is named."""
    buyers = {
        buyer: _implied(match, buyer, is_sure=False)
        for target, match in matches.items()
        if match.machine == ACCEPTED and (buyer := gazetteer.buyer_of(target, on))
    }
    told = buyers | matches
    return [told[target] for target in sorted(told)]


def _implied(match: Match, owner: Target, *, is_sure: bool) -> Match:
    rule = f'the company behind "{match.alias}"'
    return Match(
        target=owner,
        spans=match.spans,
        alias=match.alias,
        rule=(rule if is_sure else f"perhaps {rule}, which is not named with it")[:LONGEST_RULE],
        confidence=match.confidence if is_sure else PERHAPS,
        machine=ACCEPTED if is_sure else SUGGESTED,
    )
