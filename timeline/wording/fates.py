"""What each fate means, in one sentence for a reader."""

from collections.abc import Mapping
from types import MappingProxyType

from timeline.ledger.answers import Fate

FATE_CONDITIONS: Mapping[Fate, str] = MappingProxyType(
    {
        Fate.SUPERSEDED: "The entry was merged into another one and is followed there.",
        Fate.WITHDRAWN: "It had arrived and was taken away again, and has not come back.",
        Fate.DELIVERED_UNSCORED: "It arrived, and no dated promise made before counts against it.",
        Fate.DELIVERED_LATE: "It arrived after the last day of the first dated promise.",
        Fate.DELIVERED_EARLY: "It arrived before the first day of the first dated promise.",
        Fate.DELIVERED_ON_TIME: "It arrived by the last day of the first dated promise.",
        Fate.DELIVERED_INDETERMINATE: (
            "It arrived on a day known only roughly, which may lie before or after the end of the promise."
        ),
        Fate.DELIVERED_PARTLY: "Only a part of what was promised has arrived.",
        Fate.CANCELLED: "The company itself said that it will not come.",
        Fate.REPORTED_CANCELLED: "Others report that it will not come; the company has not said so.",
        Fate.DORMANT: "Nobody speaks of it any more, and a curator says since when.",
        Fate.PENDING: "The current promise has not run out.",
        Fate.OVERDUE: (
            "The current promise ran out, and it is known from a later day that the thing had not arrived."
        ),
        Fate.UNVERIFIED: "The current promise ran out, and nobody has looked since.",
        Fate.ANNOUNCED: "It was announced without a date.",
    }
)
