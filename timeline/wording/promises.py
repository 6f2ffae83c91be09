"""A single promise in words: how it moved the date, and how it ended."""

from collections.abc import Mapping
from types import MappingProxyType

from timeline.ledger.answers import MoveKind, Verdict
from timeline.ledger.moves import Move
from timeline.wording.days import signed_days
from timeline.wording.terms import Look

MISSED = Look("Missed", "slip", "slip")
UNDATED_LOOK = Look("No date", "vague", "promise")
# Retracted by its source, or said after the thing had arrived.
UNCOUNTED_LOOK = Look("Not counted", "tick", "plain")
CURRENT_LOOKS: Mapping[Verdict, Look] = MappingProxyType(
    {
        Verdict.EARLY: Look("Early", "ship", "ship"),
        Verdict.ON_TIME: Look("Kept", "ship", "ship"),
        Verdict.LATE: MISSED,
        Verdict.INDETERMINATE: Look("About then", "ship", "ship"),
        Verdict.PARTLY: Look("In part", "part", "ship"),
        Verdict.CANCELLED: Look("Cancelled", "cancel", "cancel"),
        Verdict.OPEN: Look("Open", "promise", "promise"),
        Verdict.OVERDUE: Look("Overdue", "overdue", "slip"),
        Verdict.UNVERIFIED: Look("Not checked", "unverified", "promise"),
    }
)
REPLACED_LOOKS: Mapping[Verdict, Look] = MappingProxyType(
    dict(CURRENT_LOOKS) | {Verdict.OPEN: Look("Replaced", "replaced", "promise"), Verdict.OVERDUE: MISSED}
)
MOVE_WORDS: Mapping[MoveKind, str] = MappingProxyType(
    {
        MoveKind.DATED: "dated",
        MoveKind.UNDATED: "date withdrawn",
        MoveKind.NARROWED: "narrowed",
        MoveKind.FIRMED: "firmed",
        MoveKind.LOOSENED: "loosened",
    }
)


def move_text(move: Move | None, *, dated: bool) -> tuple[str, str]:
    """Words and tone of what a promise did to the date; `first` for one that moved none."""
    if move is None:
        return ("first" if dated else "–"), "plain"
    if move.shift_days:
        return signed_days(move.shift_days), "slip" if move.shift_days > 0 else "ship"
    return MOVE_WORDS.get(move.kind, "–"), "plain"
