"""A line of What moved in words: the change, and from what to what."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from timeline.ledger.answers import MoveKind, Verdict
from timeline.ledger.moves import Move
from timeline.terms import Effect, EvidenceRole
from timeline.wording.days import day_text, signed_days
from timeline.wording.standings import NOTHING, Delta
from timeline.wording.terms import Look

REORGANISED = Look("Reorganised", "reorg", "reorg")
PROMISED = Look("Promised", "promise", "promise")
REPEATED = Look("Reaffirmed", "promise", "promise")
MOVED = Look("Moved", "slip", "slip")
MISSED = Look("Missed", "slip", "slip")
PULLED_IN = Look("Brought forward", "slip", "ship")

OUTCOMES: Mapping[str, Look] = MappingProxyType(
    {
        Effect.DELIVERED: Look("Shipped", "ship", "ship"),
        Effect.ROLLOUT_STARTED: Look("Rollout began", "ship", "ship"),
        Effect.ROLLOUT_COMPLETED: Look("Rollout done", "ship", "ship"),
        Effect.DELIVERED_PARTLY: Look("Shipped in part", "part", "ship"),
        Effect.CANCELLED: Look("Cancelled", "cancel", "cancel"),
        Effect.WITHDRAWN: Look("Withdrawn", "withdrawn", "cancel"),
        Effect.RESTORED: Look("Restored", "ship", "ship"),
    }
)
MOVES: Mapping[MoveKind, Look] = MappingProxyType(
    {
        MoveKind.SLIP: MOVED,
        MoveKind.SOFT_SLIP: MOVED,
        MoveKind.LOOSENED: MOVED,
        MoveKind.PULL_IN: PULLED_IN,
        MoveKind.SOFT_PULL_IN: PULLED_IN,
        MoveKind.FIRMED: Look("Firmed", "promise", "promise"),
        MoveKind.DATED: Look("Dated", "promise", "promise"),
        MoveKind.UNDATED: Look("Date withdrawn", "slip", "slip"),
        MoveKind.NARROWED: Look("Narrowed", "promise", "promise"),
    }
)

ENDED: Mapping[Verdict, Look] = MappingProxyType(
    {
        Verdict.LATE: MISSED,
        Verdict.OVERDUE: MISSED,
        Verdict.UNVERIFIED: Look("Not checked", "unverified", "promise"),
    }
)
# What a source does for a promise that others state.
EVIDENCE: Mapping[str, Look] = MappingProxyType(
    {
        EvidenceRole.RESTATES: REPEATED,
        EvidenceRole.CONFIRMS: Look("Confirmed", "promise", "promise"),
        EvidenceRole.CONTRADICTS: Look("Disputed", "unverified", "promise"),
        EvidenceRole.CORRECTS: Look("Corrected", "tick", "plain"),
        EvidenceRole.RETRACTS: Look("Retracted", "cancel", "cancel"),
    }
)


def promise_look(move: Move | None, *, first: bool) -> Look:
    """What a promise did: made, moved, firmed, said again."""
    if move is not None:
        return MOVES[move.kind]
    return PROMISED if first else REPEATED


def ended_text(verdict: Verdict, verified_through: date | None) -> str:
    """What stood at the end of a window: nothing, or nothing that anybody looked for."""
    if verdict == Verdict.UNVERIFIED:
        return f"not checked since {day_text(verified_through)}" if verified_through else "never checked"
    return "not there by then"


def ended_delta(verdict: Verdict, days_late: int | None) -> Delta:
    """Days past a window that ended: all of them once it came, at least so many while it has not."""
    if not days_late:
        return NOTHING
    days = signed_days(days_late)
    return Delta(f"at least {days}" if verdict == Verdict.OVERDUE else days, "slip")
