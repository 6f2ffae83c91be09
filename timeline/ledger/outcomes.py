"""What happened to a deliverable by a day: the outcomes that decide its fate."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from timeline.ledger.facts import Facts, Happening
from timeline.ledger.publicity import stands
from timeline.terms import ARRIVALS, Basis, Effect


class Outcomes(NamedTuple):
    """The deciding outcomes; each is None where nothing of the sort stands."""

    arrived: Happening | None = None
    partly: Happening | None = None
    cancelled: Happening | None = None
    reported_cancelled: Happening | None = None
    dormant: Happening | None = None
    withdrawn: Happening | None = None

    @property
    def dropped(self) -> Happening | None:
        """The cancellation by the company's own word, else the reported one."""
        return self.cancelled or self.reported_cancelled


NOTHING_HAPPENED = Outcomes()
FIRST_OF: Mapping[Effect, str] = MappingProxyType(
    dict.fromkeys(ARRIVALS, "arrived")
    | {Effect.DELIVERED_PARTLY: "partly", Effect.CANCELLED: "cancelled", Effect.DORMANT: "dormant"}
)


def outcomes_on(facts: Facts, *, as_of: date) -> Outcomes:
    """The outcomes standing at as_of: the first of each sort, and the withdrawal unless it was restored."""
    happenings = [happening for happening in facts.happenings if stands(happening, as_of)]
    if not happenings:
        return NOTHING_HAPPENED
    if len(happenings) > 1:
        happenings.sort(key=_order)
    deciding: dict[str, Happening] = {}
    for happening in happenings:
        _take(happening, deciding)
    return Outcomes(**deciding)


def _take(happening: Happening, deciding: dict[str, Happening]) -> None:
    effect = happening.effect
    if effect == Effect.WITHDRAWN:
        deciding["withdrawn"] = happening
    elif effect == Effect.RESTORED:
        deciding.pop("withdrawn", None)
    elif effect == Effect.CANCELLED and happening.basis == Basis.REPORTED:
        deciding.setdefault("reported_cancelled", happening)
    elif effect in FIRST_OF:
        deciding.setdefault(FIRST_OF[effect], happening)


def _order(happening: Happening) -> tuple[date, date, bool, str, str]:
    # On one day a restoration stands after the withdrawal: nothing is restored before it was pulled.
    restored = happening.effect == Effect.RESTORED
    return (happening.latest, happening.earliest, restored, happening.event, happening.effect)
