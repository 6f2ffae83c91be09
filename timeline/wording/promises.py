"""A single promise in words: how it moved the date, and how it ended."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from timeline.ledger.answers import MoveKind, Verdict
from timeline.ledger.facts import Promise
from timeline.ledger.moves import Move
from timeline.ledger.standing import Standing
from timeline.ledger.verdicts import Clock, verdict_of
from timeline.wording.days import counted, day_text, short_day, signed_days
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


def ended_look(promise: Promise, standing: Standing) -> Look:
    """What became of one promise of a standing."""
    if promise not in standing.counted:
        return UNCOUNTED_LOOK
    clock = Clock(standing.as_of, standing.verified_through)
    verdict = verdict_of(promise, outcomes=standing.outcomes, clock=clock)
    if verdict is None:
        return UNDATED_LOOK
    current = standing.current_promise
    is_current = current is not None and current.slug == promise.slug
    return (CURRENT_LOOKS if is_current else REPLACED_LOOKS)[verdict]


def move_text(move: Move | None, *, dated: bool) -> tuple[str, str]:
    """Words and tone of what a promise did to the date; `first` for one that moved none."""
    if move is None:
        return ("first" if dated else "–"), "plain"
    if move.shift_days:
        return signed_days(move.shift_days), "slip" if move.shift_days > 0 else "ship"
    return MOVE_WORDS.get(move.kind, "–"), "plain"


def arithmetic_text(move: Move | None, before: Promise | None, after: Promise) -> str:
    """Between which last days a date moved: 31 May → 30 Jun; empty for a move that is no distance."""
    if not (move and move.shift_days and before and before.latest and after.latest):
        return ""
    if before.latest.year == after.latest.year:
        return f"{_in_year(before.latest)} → {_in_year(after.latest)}"
    return f"{day_text(before.latest)} → {day_text(after.latest)}"


def _in_year(day: date) -> str:
    return short_day(day, today=day)


def notice_text(move: Move | None) -> str:
    """How long before the old date, or after it, the change was made known; empty where unknown."""
    if move is None or move.notice_days is None:
        return ""
    days = move.notice_days
    if days == 0:
        return "said on the old last day"
    return f"said {counted(abs(days), 'day')} {'before' if days > 0 else 'after'} the old last day"
