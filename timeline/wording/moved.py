"""A line of What moved in words: the change, and from what to what."""

from collections.abc import Mapping
from types import MappingProxyType

from timeline.ledger.answers import MoveKind
from timeline.ledger.moves import Move
from timeline.terms import Effect
from timeline.wording.terms import Look

REORGANISED = Look("Reorganised", "reorg", "reorg")
PROMISED = Look("Promised", "promise", "promise")
REPEATED = Look("Reaffirmed", "promise", "promise")
MOVED = Look("Moved", "slip", "slip")
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


def promise_look(move: Move | None, *, first: bool) -> Look:
    """What a promise did: made, moved, firmed, said again."""
    if move is not None:
        return MOVES[move.kind]
    return PROMISED if first else REPEATED
