"""Which kind of event a text tells of: the weights of its cues, title before lead, turned by what is beside."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from timeline.claims.cues import Found, find_cues
from timeline.claims.passages import Passage
from timeline.claims.turns import Turned, turned
from timeline.terms import EventKind

LEAD_WEIGHT = 0.42
# Further patterns of one kind add less than the first.
FURTHER = 0.3
# What no text needs to say to be no event.
NOTHING = 1.0
FAMILY = {
    EventKind.WITHDRAWAL: EventKind.CANCELLATION,
    EventKind.SPENDING: EventKind.FUNDING,
    EventKind.INCIDENT: None,
}


class Judged(NamedTuple):
    """The kind of a text (None: no event), the runner-up, how far it is ahead (0 to 1), the deciding cue."""

    kind: EventKind | None
    second: EventKind | None
    margin: float
    cue: Found | None


def judge_kind(passage: Passage) -> Judged:
    """The kind with most weight, where that is more than what speaks against any event."""
    title = list(_turned(passage, 0, passage.title_end))
    lead = list(_turned(passage, *passage.lead))
    scores = _scores(title, lead)
    order = sorted(scores, key=lambda kind: -scores[kind])
    first, second = order[0], order[1]
    top = scores[first]
    margin = (top - scores[second]) / top if top else 0.0
    cue = _deciding([*title, *lead], first)
    return Judged(_fine(cue, first), second, round(margin, 3), cue and cue.found)


def score_kinds(passage: Passage) -> dict[EventKind | None, float]:
    return _scores(list(_turned(passage, 0, passage.title_end)), list(_turned(passage, *passage.lead)))


def _turned(passage: Passage, start: int, end: int) -> Iterable[Turned]:
    for found in find_cues(passage.lower, start, end):
        yield turned(found, passage, start=start, end=end)


def _scores(title: list[Turned], lead: list[Turned]) -> dict[EventKind | None, float]:
    scores: dict[EventKind | None, float] = dict.fromkeys(EventKind, 0.0)
    for fine in FAMILY:
        del scores[fine]
    scores[None] = NOTHING
    for zone, weight in ((title, 1.0), (lead, LEAD_WEIGHT)):
        for kind, score in _zone_scores(zone).items():
            scores[kind] += weight * score
    return scores


def _zone_scores(zone: list[Turned]) -> dict[EventKind | None, float]:
    """For each kind its heaviest cue, and a part of its other patterns."""
    best: dict[tuple[EventKind | None, str], float] = defaultdict(float)
    for each in zone:
        key = (FAMILY.get(each.kind, each.kind) if each.kind else None, each.found.group.name)
        best[key] = max(best[key], each.weight)
    weights: dict[EventKind | None, list[float]] = defaultdict(list)
    for (kind, _name), weight in best.items():
        weights[kind].append(weight)
    return {kind: max(each) + FURTHER * (sum(each) - max(each)) for kind, each in weights.items()}


def _deciding(found: list[Turned], kind: EventKind | None) -> Turned | None:
    of_kind = [each for each in found if each.kind and FAMILY.get(each.kind, each.kind) == kind]
    return max(of_kind, key=lambda each: (each.weight, -each.found.start), default=None)


def _fine(cue: Turned | None, kind: EventKind | None) -> EventKind | None:
    return cue.kind if cue is not None and kind is not None else kind
