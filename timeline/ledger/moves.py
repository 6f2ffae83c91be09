"""Moves: what happened to the date between consecutive commitments of one basis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.ledger.answers import MoveKind
from timeline.ledger.chain import order
from timeline.ledger.facts import Promise
from timeline.terms import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move, from the commitment `before` to `after` (slugs); everything counted in days.

    shift: between the latest days, at least shift_low and at most shift_high; None unless both are dated.
    notice: from the day it was said to the old latest day, negative when owned up afterwards; None when
    the day it was said or the old latest day is unknown.
    """

    before: str
    after: str
    basis: Basis
    kind: MoveKind
    shift_days: int | None = None
    shift_low: int | None = None
    shift_high: int | None = None
    notice_days: int | None = None


def moves_of(promises: Iterable[Promise], *, carved_out_on: Sequence[date] = ()) -> tuple[Move, ...]:
    """The moves within each basis, in the order of their later commitments; the promises in any order.

    The caller leaves out what is not public or retracted. carved_out_on: days on which a part of the
    deliverable was split off; the same window stated anew with such a day is a narrowed promise.
    """
    moves: list[Move] = []
    last: dict[Basis, Promise] = {}
    for after in sorted(promises, key=order):
        before = last.get(after.basis)
        if before is not None and (kind := _kind(before, after, carved_out_on)) is not None:
            moves.append(_move(before, after, kind))
        last[after.basis] = after
    return tuple(moves)


def _move(before: Promise, after: Promise, kind: MoveKind) -> Move:
    old, new = _window(before), _window(after)
    return Move(
        before=before.slug,
        after=after.slug,
        basis=after.basis,
        kind=kind,
        shift_days=(new[1] - old[1]).days if old and new else None,
        shift_low=(new[0] - old[1]).days if old and new else None,
        shift_high=(new[1] - old[0]).days if old and new else None,
        notice_days=(old[1] - after.said_latest).days if old and after.said_latest else None,
    )


def _window(promise: Promise) -> tuple[date, date] | None:
    """The first and the last promised day; None without a latest day."""
    return None if promise.latest is None else (promise.earliest or promise.latest, promise.latest)


def _kind(before: Promise, after: Promise, carved_out_on: Sequence[date]) -> MoveKind | None:
    """None when nothing moved: no date before and none after, or the same window said anew."""
    old, new = _window(before), _window(after)
    if old is None:
        return None if new is None else MoveKind.DATED
    if new is None:
        return MoveKind.UNDATED
    if old == new:
        return MoveKind.NARROWED if _is_narrowed(before, after, carved_out_on) else None
    return _shift_kind(old, new)


def _shift_kind(old: tuple[date, date], new: tuple[date, date]) -> MoveKind:
    if new[0] > old[1]:
        return MoveKind.SLIP
    if new[1] < old[0]:
        return MoveKind.PULL_IN
    if old[0] <= new[0] and new[1] <= old[1]:
        return MoveKind.FIRMED
    if new[0] <= old[0] and old[1] <= new[1]:
        return MoveKind.LOOSENED
    return MoveKind.SOFT_SLIP if new[1] > old[1] else MoveKind.SOFT_PULL_IN


def _is_narrowed(before: Promise, after: Promise, carved_out_on: Sequence[date]) -> bool:
    return any(order(before)[0] < day <= order(after)[0] for day in carved_out_on)
