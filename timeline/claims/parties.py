"""Who acts in a text and what it acts on: the mentions around the deciding cue."""

from collections.abc import Sequence

from news.matching import Target
from timeline.claims.claim import Mention, Span
from timeline.claims.cues import Found


def find_company(
    mentions: Sequence[Mention], cue: Found | None, sentence: Span, *, lower: str
) -> Target | None:
    """The company named last before the cue in its sentence, else the first after it, else the first.

    In the passive the one after "by" acts.
    """
    companies = [each for each in mentions if each.target.kind == "company"]
    return _nearest(companies, cue, sentence, ahead=cue is not None and _is_passive(cue, lower))


def find_product(mentions: Sequence[Mention], cue: Found | None, sentence: Span) -> Target | None:
    """The product named first after the cue in its sentence, else the last before it, else the first."""
    return _nearest([each for each in mentions if each.target.kind == "product"], cue, sentence, ahead=True)


def _nearest(mentions: list[Mention], cue: Found | None, sentence: Span, *, ahead: bool) -> Target | None:
    if not mentions:
        return None
    if cue is None:
        return min(mentions, key=lambda each: each.start).target
    inside = [each for each in mentions if sentence[0] <= each.start < sentence[1]]
    before = [each for each in inside if each.start < cue.start]
    after = [each for each in inside if each.start >= cue.start]
    sides = (after, before) if ahead else (before, after)
    for side in sides:
        if side:
            return min(side, key=lambda each: abs(each.start - cue.start)).target
    return min(mentions, key=lambda each: each.start).target


def _is_passive(cue: Found, lower: str) -> bool:
    return lower[cue.start : cue.end].endswith(" by") or lower.startswith(" by ", cue.end)
