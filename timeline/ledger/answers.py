"""The words of an answer: fates, verdicts, kinds of moves, groups of fates."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Fate(StrEnum):
    """What has become of a deliverable, in the order of the rows of the fate table."""

    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DELIVERED_UNSCORED = "delivered_unscored"
    DELIVERED_LATE = "delivered_late"
    DELIVERED_EARLY = "delivered_early"
    DELIVERED_ON_TIME = "delivered_on_time"
    DELIVERED_INDETERMINATE = "delivered_indeterminate"
    DELIVERED_PARTLY = "delivered_partly"
    CANCELLED = "cancelled"
    REPORTED_CANCELLED = "reported_cancelled"
    DORMANT = "dormant"
    PENDING = "pending"
    OVERDUE = "overdue"
    UNVERIFIED = "unverified"
    ANNOUNCED = "announced"


class Verdict(StrEnum):
    """How one dated promise stands; a delivery in part after the window is late, one in time is partly."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    INDETERMINATE = "indeterminate"
    PARTLY = "partly"
    CANCELLED = "cancelled"
    OPEN = "open"
    OVERDUE = "overdue"
    UNVERIFIED = "unverified"


class MoveKind(StrEnum):
    """What happened to the date between two consecutive commitments."""

    SLIP = "slip"
    PULL_IN = "pull_in"
    FIRMED = "firmed"
    LOOSENED = "loosened"
    SOFT_SLIP = "soft_slip"
    SOFT_PULL_IN = "soft_pull_in"
    UNDATED = "undated"
    DATED = "dated"
    NARROWED = "narrowed"


class ColourGroup(StrEnum):
    """The colour a fate is drawn in."""

    SHIP = "ship"
    PROMISE = "promise"
    SLIP = "slip"
    CANCEL = "cancel"


class FateGroup(StrEnum):
    """A filter of the pages; the groups overlap: what shipped late is both shipped and late."""

    OPEN = "open"
    OVERDUE = "overdue"
    SHIPPED = "shipped"
    LATE = "late"
    ENDED = "ended"


DELIVERED = frozenset(
    {
        Fate.DELIVERED_UNSCORED,
        Fate.DELIVERED_LATE,
        Fate.DELIVERED_EARLY,
        Fate.DELIVERED_ON_TIME,
        Fate.DELIVERED_INDETERMINATE,
        Fate.DELIVERED_PARTLY,
    }
)
OPEN = frozenset({Fate.PENDING, Fate.ANNOUNCED, Fate.UNVERIFIED})
LATE = frozenset({Fate.OVERDUE, Fate.DELIVERED_LATE})
ENDED = frozenset(
    {Fate.CANCELLED, Fate.REPORTED_CANCELLED, Fate.WITHDRAWN, Fate.SUPERSEDED, Fate.DORMANT},
)

COLOUR_GROUPS: Mapping[ColourGroup, frozenset[Fate]] = MappingProxyType(
    {
        ColourGroup.SHIP: DELIVERED - LATE,
        ColourGroup.PROMISE: OPEN,
        ColourGroup.SLIP: LATE,
        ColourGroup.CANCEL: ENDED,
    }
)
COLOURS: Mapping[Fate, ColourGroup] = MappingProxyType(
    {fate: colour for colour, fates in COLOUR_GROUPS.items() for fate in fates}
)
FATE_GROUPS: Mapping[FateGroup, frozenset[Fate]] = MappingProxyType(
    {
        FateGroup.OPEN: OPEN,
        FateGroup.OVERDUE: frozenset({Fate.OVERDUE}),
        FateGroup.SHIPPED: DELIVERED,
        FateGroup.LATE: LATE,
        FateGroup.ENDED: ENDED,
    }
)
