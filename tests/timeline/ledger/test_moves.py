"""Moves between consecutive commitments."""

import pytest

from tests.timeline.ledger.building import day, promise, report
from timeline.ledger import Move, MoveKind, moves_of
from timeline.terms import Basis, Precision

JUNE = "2026-06-01..2026-06-30"


def _move(kind, shift, low, high, notice):
    return Move(
        before="one",
        after="two",
        basis=Basis.OFFICIAL,
        kind=kind,
        shift_days=shift,
        shift_low=low,
        shift_high=high,
        notice_days=notice,
    )


@pytest.mark.parametrize(
    ("old", "new", "said", "expected"),
    [
        pytest.param(
            JUNE,
            "2026-08-01..2026-08-31",
            "2026-06-20",
            (MoveKind.SLIP, 62, 32, 91, 10),
            id="slip-with-notice",
        ),
        pytest.param(
            JUNE,
            "2026-07-01..2026-07-31",
            "2026-07-02",
            (MoveKind.SLIP, 31, 1, 60, -2),
            id="slip-owned-up-after",
        ),
        pytest.param(
            JUNE, "2026-05-01..2026-05-15", "2026-04-20", (MoveKind.PULL_IN, -46, -60, -17, 71), id="pull-in"
        ),
        pytest.param(
            JUNE, "2026-06-10..2026-06-20", "2026-05-31", (MoveKind.FIRMED, -10, -20, 19, 30), id="firmed"
        ),
        pytest.param(
            JUNE, "2026-06-30", "2026-05-31", (MoveKind.FIRMED, 0, 0, 29, 30), id="firmed-to-the-last-day"
        ),
        pytest.param(
            JUNE, "2026-06-01..2026-09-30", "2026-05-31", (MoveKind.LOOSENED, 92, -29, 121, 30), id="loosened"
        ),
        pytest.param(
            JUNE, "2026-06-30..2026-07-10", "2026-05-31", (MoveKind.SOFT_SLIP, 10, 0, 39, 30), id="soft-slip"
        ),
        pytest.param(
            JUNE,
            "2026-05-20..2026-06-10",
            "2026-05-01",
            (MoveKind.SOFT_PULL_IN, -20, -41, 9, 60),
            id="soft-pull-in",
        ),
        pytest.param(
            JUNE, "2026-06-01..", "2026-06-20", (MoveKind.UNDATED, None, None, None, 10), id="undated"
        ),
        pytest.param(
            "2026-05-01..", JUNE, "2026-06-02", (MoveKind.DATED, None, None, None, None), id="dated"
        ),
    ],
)
def test_a_move_is_named_by_both_windows(old, new, said, expected):
    chain = (promise("one", "2026-04-01", old), promise("two", said, new))
    assert moves_of(chain) == (_move(*expected),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("2026-05-01..", "2026-06-01..", id="no-date-to-no-date"),
        pytest.param(JUNE, JUNE, id="the-same-window"),
    ],
)
def test_nothing_moves(old, new):
    assert moves_of([promise("one", "2026-04-01", old), promise("two", "2026-05-01", new)]) == ()


@pytest.mark.parametrize(
    ("carved_out_on", "kinds"),
    [
        pytest.param("2026-05-01", [MoveKind.NARROWED], id="with-the-restatement"),
        pytest.param("2026-04-15", [MoveKind.NARROWED], id="between-both"),
        pytest.param("2026-04-01", [], id="with-the-first-promise"),
        pytest.param("2026-05-02", [], id="after-the-restatement"),
    ],
)
def test_a_region_split_off_narrows_the_promise_said_anew(carved_out_on, kinds):
    chain = (promise("one", "2026-04-01", JUNE), promise("two", "2026-05-01", JUNE))
    moves = moves_of(chain, carved_out_on=[day(carved_out_on)])
    assert [(move.kind, move.shift_days) for move in moves] == [(kind, 0) for kind in kinds]


def test_each_basis_has_its_own_chain_and_all_moves_are_in_order():
    chain = [
        report("c", "2026-06-03", "2026-05-01..2026-05-31"),
        promise("e", "2026-06-10", "2026-07-01..2026-07-31"),
        report("d", "2026-06-03", JUNE),
        promise("b", "2026-05-01", JUNE),
        report("a", "2026-06-12", "2026-09-01..", Precision.FLOOR),
    ]
    assert [(move.before, move.after, move.basis) for move in moves_of(chain)] == [
        ("c", "d", Basis.REPORTED),
        ("b", "e", Basis.OFFICIAL),
        ("d", "a", Basis.REPORTED),
    ]


def test_notice_is_unknown_when_the_day_it_was_said_is():
    chain = [report("a", "2026-05-01", JUNE), report("b", "2026-06-10", "2026-07-01..2026-07-31")]
    assert [(move.shift_days, move.notice_days) for move in moves_of(chain)] == [(31, None)]
