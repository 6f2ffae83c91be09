"""The slip ledger: fates, verdicts, slips, moves and on-time records, plain functions of facts and a day."""

from timeline.ledger.answers import (
    COLOUR_GROUPS,
    COLOURS,
    FATE_GROUPS,
    ColourGroup,
    Fate,
    FateGroup,
    MoveKind,
    Verdict,
)
from timeline.ledger.facts import Facts, Happening, Promise, Source
from timeline.ledger.intervals import wilson
from timeline.ledger.moves import Move, moves_of
from timeline.ledger.outcomes import Outcomes
from timeline.ledger.publicity import (
    is_public,
    is_retracted,
    last_public_on,
    retraction_day,
    verified_through,
)
from timeline.ledger.records import ENOUGH_TO_RANK, Line, Record, Tally, record_of
from timeline.ledger.standing import Standing, judge
from timeline.ledger.survival import Step, delay_curve, kaplan_meier

__all__ = [
    "COLOURS",
    "COLOUR_GROUPS",
    "ENOUGH_TO_RANK",
    "FATE_GROUPS",
    "ColourGroup",
    "Facts",
    "Fate",
    "FateGroup",
    "Happening",
    "Line",
    "Move",
    "MoveKind",
    "Outcomes",
    "Promise",
    "Record",
    "Source",
    "Standing",
    "Step",
    "Tally",
    "Verdict",
    "delay_curve",
    "is_public",
    "is_retracted",
    "judge",
    "kaplan_meier",
    "last_public_on",
    "moves_of",
    "record_of",
    "retraction_day",
    "verified_through",
    "wilson",
]
