"""One row of expectations about how a deliverable stands."""

from dataclasses import dataclass

from tests.timeline.ledger.building import day
from timeline.ledger import Facts, Fate, Verdict, judge
from timeline.terms import Basis


@dataclass(frozen=True, kw_only=True)
class Row:
    """What is expected of one standing."""

    fate: Fate
    label: str
    first: Verdict | None = None
    current: Verdict | None = None
    slips: tuple[int | None, int | None] = (None, None)
    lane: Basis | None = Basis.OFFICIAL


def row_of(thing: Facts, as_of: str) -> Row:
    """The row of the facts at the day."""
    answer = judge(thing, as_of=day(as_of))
    return Row(
        fate=answer.fate,
        label=answer.label,
        first=answer.verdict_first,
        current=answer.verdict_current,
        slips=(answer.slip_min_days, answer.slip_max_days),
        lane=answer.lane,
    )
