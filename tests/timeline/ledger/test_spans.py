"""The days that a deliverable takes up."""

import pytest

from tests.timeline.ledger.building import day, facts, happened, promise, source
from timeline.ledger import Happening, Promise, judge
from timeline.terms import Effect, Precision

JUNE = promise("june", "2026-03-02", "2026-06-01..2026-06-30")
LOOKED = promise("june", "2026-03-02", "2026-06-01..2026-06-30", sources=(source("2026-07-10"),))
AUGUST = promise("august", "2026-06-20", "2026-08-01..2026-08-31")
SOON = promise("soon", "2026-03-02", "2026-03-02..", Precision.VAGUE)


@pytest.mark.parametrize(
    ("recorded", "as_of", "span"),
    [
        pytest.param(
            [JUNE], "2026-04-01", ("2026-06-01", "2026-06-30"), id="its window, not the day it was said"
        ),
        pytest.param([JUNE, AUGUST], "2026-07-01", ("2026-06-01", "2026-08-31"), id="all windows"),
        pytest.param(
            [JUNE, happened(Effect.DELIVERED, "2026-07-09")],
            "2026-11-22",
            ("2026-06-01", "2026-07-09"),
            id="up to the day it came",
        ),
        pytest.param(
            [JUNE, happened(Effect.DELIVERED, "2026-05-09")],
            "2026-11-22",
            ("2026-05-09", "2026-06-30"),
            id="from the day it came early",
        ),
        pytest.param([LOOKED], "2026-08-01", ("2026-06-01", "2026-08-01"), id="overdue, to the day shown"),
        pytest.param([JUNE], "2026-08-01", ("2026-06-01", "2026-08-01"), id="not checked, to the day shown"),
        pytest.param([SOON], "2026-08-01", ("2026-03-02", "2026-08-01"), id="no date, since it was said"),
        pytest.param(
            [SOON, happened(Effect.DELIVERED, "2026-07-09")],
            "2026-11-22",
            ("2026-03-02", "2026-07-09"),
            id="no date, until it came",
        ),
        pytest.param(
            [happened(Effect.DELIVERED, "2026-07-01..2026-07-31")],
            "2026-11-22",
            ("2026-07-01", "2026-07-31"),
            id="a launch alone",
        ),
        pytest.param([], "2026-11-22", None, id="nothing known"),
    ],
)
def test_a_span_runs_from_the_first_window_or_outcome_to_the_last(
    recorded: list[Promise | Happening], as_of: str, span: tuple[str, str] | None
) -> None:
    found = judge(facts(*recorded), as_of=day(as_of)).span
    assert found == (span and (day(span[0]), day(span[1])))
