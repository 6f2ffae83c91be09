"""What the words around a cue make of it: negated it speaks against, a launch to come is an announcement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.claims.claim import Span
from timeline.claims.cues import Found
from timeline.claims.passages import LONGEST_TITLE
from timeline.terms import EventKind

_REACH = 60
# What a cue beside the main clause counts, and from which weight on a cue is a main clause of its own.
ASIDE = 0.6
# How many words of the title may stand before a cue that counts only there.
WORDS_BEFORE = {"start": 0, "opening": 5, "title": LONGEST_TITLE}
MAIN = 2.0
_NOT = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|without|den(?:y|ies|ied|ying)|rul(?:es?|ed)\sout|cannot|refut(?:es|ed))\b|n't\b)"
    r"(?:\s[^\s.;:!?,]+){0,3}\s$"
    r"|\bden(?:y|ies|ied|ying)\s(?:that|(?:an?\s)?(?:reports?|claims?|rumou?rs?))\b[^.;:!?,]*\s$"
)
_FUTURE = re.compile(
    r"\b(?:will|'ll|to|may|might|could|would|should|plans|planned|expected|set|reportedly|soon|about|let)"
    r"(?:\s(?:also|soon|finally|reportedly|be|start|begin|officially|not|have|its|the|a|next|first)){0,3}\s$"
)
# They act for no company: what they release or cancel is no event of its record.
_OTHERS = re.compile(
    r"(?:^|[,;:]\s)(?:[^\s,;:]+\s){0,2}(?:users?|devs|developers?|hackers?|researchers?|customers|fans|gamers|critics"
    r"|students|people|consumers|scientists|criminals|scammers|attackers|competitors|investors|experts|americans|teens)"
    r"\s(?:[^\s,;:]+\s)?$"
    r"|(?:^|[,;:]\s)(?:ai|chatbots|robots|agents|machines|algorithms|it|this|you|we)\s(?:[^\s,;:]+\s)?$"
)
_BY_OTHERS = frozenset(
    {EventKind.LAUNCH, EventKind.CANCELLATION, EventKind.DEPRECATION, EventKind.WITHDRAWAL, EventKind.DELAY}
)
ENDINGS = frozenset({EventKind.CANCELLATION, EventKind.DEPRECATION, EventKind.WITHDRAWAL})
_JOINER = re.compile(
    r"\b(?:after|as|while|amid|despite|following|because|since|due\sto|thanks\sto|when|if|before|who|which|that|whose"
    r"|ahead\sof|over|in\swake|in\sresponse|against|to\sfix|with)\b"
)
_OPENING = re.compile(
    r"[\"']?(?:as|after|while|despite|following|when|if|amid|since|because|with)\s[^,]{3,90},\s"
)
_CLAUSE_END = re.compile(r"[.,;:!?\n]")


@dataclass(frozen=True, slots=True)
class Turned:
    """A cue, the kind it speaks for here (None: against any event), with its weight here."""

    found: Found
    kind: EventKind | None
    weight: float

    @property
    def is_main(self) -> bool:
        """Whether it tells an event that other clauses stand beside."""
        return self.kind is not None and self.weight >= MAIN


def turn_all(found: list[Found], lower: str, *, zone: Span, planned: Sequence[Span]) -> list[Turned]:
    """The cues of one part of the text as the words around them have it.

    `planned`: where days still to come are named.
    """
    turned = [_turned(each, lower, zone[0], planned) for each in found]
    opening = _OPENING.match(lower, *zone)
    main_start = opening.end() if opening else zone[0]
    return [_set_aside(each, turned, lower, main_start) for each in turned]


def _turned(found: Found, lower: str, start: int, planned: Sequence[Span]) -> Turned:
    group = found.group
    if not _stands_right(found, lower, start):
        return Turned(found, group.kind, 0.0)
    if not group.is_act:
        return Turned(found, group.kind, group.weight)
    before = lower[max(start, found.start - _REACH) : found.start]
    if _NOT.search(before):
        return Turned(found, None, group.weight / 2)
    if group.kind in _BY_OTHERS and _OTHERS.search(before):
        return Turned(found, None, group.weight)
    if group.kind == EventKind.LAUNCH and (_FUTURE.search(before) or _is_planned(found, lower, planned)):
        return Turned(found, EventKind.ANNOUNCEMENT, group.weight)
    return Turned(found, group.kind, group.weight)


def _stands_right(found: Found, lower: str, start: int) -> bool:
    if not found.group.at:
        return True
    words_before = len(lower[: found.start].strip(" \"'").split())
    return start == 0 and words_before <= WORDS_BEFORE[found.group.at]


def _is_planned(found: Found, lower: str, planned: Sequence[Span]) -> bool:
    """Whether a day still to come follows the cue within its clause."""
    return any(
        0 <= start - found.end <= _REACH and not _CLAUSE_END.search(lower, found.end, start)
        for start, _end in planned
    )


def _set_aside(each: Turned, turned: list[Turned], lower: str, main_start: int) -> Turned:
    """Less of what is said beside the main clause, where that says something itself."""
    if _is_part_of_another(each, turned):
        return replace(each, weight=each.weight * ASIDE)
    if each.found.start < main_start:
        has_main = any(other.found.start >= main_start and other.is_main for other in turned)
        return replace(each, weight=each.weight * ASIDE) if has_main else each
    earlier = [
        other.found.end
        for other in turned
        if other.found.end <= each.found.start and other.is_main and not _came_before(other, each)
    ]
    if earlier and _JOINER.search(lower, min(earlier) - 1, each.found.start):
        return replace(each, weight=each.weight * ASIDE)
    return each


def _is_part_of_another(each: Turned, turned: list[Turned]) -> bool:
    """Whether a longer cue of another kind holds this one: "shuts down" in "shuts down its studio"."""
    start, end = each.found.start, each.found.end
    return any(
        other.found.start <= start
        and end <= other.found.end
        and other.found.end - other.found.start > end - start
        and other.kind not in (None, each.kind)
        and other.weight >= each.weight
        for other in turned
    )


def _came_before(launch: Turned, end: Turned) -> bool:
    """Whether a launch is only how the thing came to be that ends here: the end is the news."""
    return launch.kind == EventKind.LAUNCH and end.kind in ENDINGS
