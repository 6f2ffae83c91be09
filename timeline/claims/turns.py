"""What the words around a cue make of it: a negation or a denial against, a future of a launch a plan."""

import re
from typing import NamedTuple

from timeline.claims.cues import Found
from timeline.claims.passages import Passage
from timeline.terms import EventKind

_REACH = 60
_NOT = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|without|denies|denied|deny|denying|rules? out|ruled out|n't|cannot)\b"
    r"|n't\b)(?:\s[^\s.;:!?]+){0,3}\s$"
)
_FUTURE = re.compile(
    r"\b(?:will|'ll|to|may|might|could|would|should|plans|planned|expected|set|reportedly|soon|about|let)"
    r"(?:\s(?:also|soon|finally|reportedly|be|start|begin|officially|not|have|its|the|a|next|first)){0,3}\s$"
)


class Turned(NamedTuple):
    """A cue, the kind it speaks for here (None: against any event), with its weight here."""

    found: Found
    kind: EventKind | None
    weight: float


def turned(found: Found, passage: Passage, *, start: int, end: int) -> Turned:
    """The cue as the words before it have it."""
    group = found.group
    weight = group.weight
    if (group.at == "start" and passage.lower[: found.start].strip()) or (group.at == "title" and start):
        return Turned(found, group.kind, 0.0)
    if not group.is_act:
        return Turned(found, group.kind, weight)
    before = passage.lower[max(start, found.start - _REACH) : found.start]
    if _NOT.search(before):
        return Turned(found, None, weight / 2)
    if group.kind == EventKind.LAUNCH and _FUTURE.search(before):
        return Turned(found, EventKind.ANNOUNCEMENT, weight)
    return Turned(found, group.kind, weight)
