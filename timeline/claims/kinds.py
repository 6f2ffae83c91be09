"""Which kind of event a text tells of: the weights of its cues, the title before the lead."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from timeline.claims.claim import Span
from timeline.claims.cues import Found, find_cues
from timeline.claims.passages import Passage
from timeline.claims.turns import ENDINGS, Turned, turn_all
from timeline.terms import EventKind

LEAD_WEIGHT = 0.42
# Further patterns of one kind add less than the first.
FURTHER = 0.3
# What a text scores against any event that says nothing, and that asks.
NOTHING = 1.0
ASKED = 1.5
# A day to come that is named speaks for an announcement.
DATED = 1.2
# Plans and announcements may be of anything: where another event is told outright, they count less.
OUTRIGHT = 2.2
COMPATIBLE = 0.7
FAMILY = {
    EventKind.WITHDRAWAL: EventKind.CANCELLATION,
    EventKind.SPENDING: EventKind.FUNDING,
    EventKind.INCIDENT: None,
}
_FAMILIES = tuple(kind for kind in EventKind if kind not in FAMILY)
_EXCLUSIVE = frozenset(_FAMILIES) - {EventKind.ANNOUNCEMENT, EventKind.LAUNCH, EventKind.POLICY}
Scores = dict[EventKind | None, float]


class Judged(NamedTuple):
    """The kind of a text (None: no event), the runner-up, how far it is ahead (0 to 1), the deciding cue."""

    kind: EventKind | None
    second: EventKind | None
    margin: float
    cue: Found | None


class _Zones(NamedTuple):
    title: list[Turned]
    lead: list[Turned]


def judge_kind(passage: Passage, *, planned: Sequence[Span] = ()) -> Judged:
    """The kind with most weight, where that is more than what speaks against any event.

    `planned`: where the text names days still to come, which make a launch an announcement.
    """
    zones = _zones(passage, planned)
    scores = _scores(zones, passage, planned)
    first, second = sorted(scores, key=lambda kind: -scores[kind])[:2]
    margin = (scores[first] - scores[second]) / scores[first]
    cue = _deciding([*zones.title, *zones.lead], first)
    # Withdrawal is told from cancellation, spending from funding, by the cue that decides.
    kind = cue.kind if cue is not None and first is not None else first
    return Judged(kind, second, round(margin, 3), cue.found if cue else None)


def _zones(passage: Passage, planned: Sequence[Span]) -> _Zones:
    title, lead = (0, passage.title_end), passage.lead
    return _Zones(_turned(passage, title, planned), _turned(passage, lead, planned))


def _turned(passage: Passage, zone: Span, planned: Sequence[Span]) -> list[Turned]:
    found = list(find_cues(passage.lower, *zone))
    return turn_all(found, passage.lower, zone=zone, planned=planned)


def _scores(zones: _Zones, passage: Passage, planned: Sequence[Span]) -> Scores:
    scores: Scores = dict.fromkeys((None, *_FAMILIES), 0.0)
    scores[None] = NOTHING + ASKED * passage.is_question + ASKED * passage.asks_whether
    for zone, weight in ((zones.title, 1.0), (zones.lead, LEAD_WEIGHT)):
        for kind, score in _zone_scores(zone).items():
            scores[kind] += weight * score
    if any(scores[kind] >= OUTRIGHT for kind in ENDINGS & scores.keys()):
        scores[EventKind.LAUNCH] *= COMPATIBLE
    if any(scores[kind] >= OUTRIGHT for kind in _EXCLUSIVE):
        scores[EventKind.ANNOUNCEMENT] *= COMPATIBLE
    elif planned:
        in_title = planned[0][0] < passage.title_end
        scores[EventKind.ANNOUNCEMENT] += DATED * (1.0 if in_title else LEAD_WEIGHT)
    return scores


def _zone_scores(zone: list[Turned]) -> Scores:
    """For each kind the heaviest cue of its patterns, and a part of the further ones."""
    best: dict[tuple[EventKind | None, str], float] = defaultdict(float)
    for each in zone:
        key = (_family(each.kind), each.found.group.name)
        best[key] = max(best[key], each.weight)
    weights: dict[EventKind | None, list[float]] = defaultdict(list)
    for (kind, _name), weight in best.items():
        weights[kind].append(weight)
    return {kind: max(each) + FURTHER * (sum(each) - max(each)) for kind, each in weights.items()}


def _family(kind: EventKind | None) -> EventKind | None:
    return FAMILY.get(kind, kind) if kind else None


def _deciding(found: list[Turned], kind: EventKind | None) -> Turned | None:
    """The heaviest cue of the kind, of several the first; of none there is no cue."""
    of_kind = [each for each in found if each.kind is not None and _family(each.kind) == kind]
    return max(
        of_kind, key=lambda each: (each.weight, each.found.group.is_act, -each.found.start), default=None
    )
