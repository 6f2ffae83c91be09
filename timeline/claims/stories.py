"""What a whole story claims: the first outlet's claim, with what later ones make firmer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.claims.claim import Claim, Role
from timeline.claims.windows import firmest, stated_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One item of a story with what it claims; a copy repeats another's report."""

    item: int
    title: str
    text: str
    claim: Claim
    is_copy: bool = False


def lead_of(told: Sequence[Told]) -> Told | None:
    """The first item, in the order given, that claims an event: one with its own report before a copy."""
    claiming = [each for each in told if each.claim.kind is not None]
    return min(claiming, key=lambda each: each.is_copy, default=None)


def story_claim(lead: Told, told: Sequence[Told]) -> Claim:
    """The lead's claim; others of the same kind name what it leaves out, and may firm the promised window.

    Offsets of a window that another item stated are those of that item's text.
    """
    claim = lead.claim
    others = [each.claim for each in told if each is not lead and each.claim.kind == claim.kind]
    for other in others:
        if claim.product is None and (claim.company is None or other.company == claim.company):
            claim = replace(claim, product=other.product, company=claim.company or other.company)
    first = stated_as(claim, Role.PROMISED)
    windows = [stated for other in others if (stated := stated_as(other, Role.PROMISED))]
    firm = firmest(windows, first=first)
    if firm is None or firm is first:
        return claim
    return replace(claim, stated=(firm, *(each for each in claim.stated if each.role != Role.PROMISED)))
