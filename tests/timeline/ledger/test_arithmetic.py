"""One promise against the day of its arrival."""

import pytest

from tests.timeline.ledger.building import happened, promise
from timeline.ledger import Verdict
from timeline.ledger.arithmetic import counts_against, early_days, score, slip_max, slip_min
from timeline.terms import Effect, Precision

JUNE = "2026-06-01..2026-06-30"


@pytest.mark.parametrize(
    ("precision", "window", "arrival", "verdict", "late", "early"),
    [
        pytest.param(Precision.MONTH, JUNE, "2026-05-31", Verdict.EARLY, (0, 0), 1, id="day-before"),
        pytest.param(Precision.MONTH, JUNE, "2026-06-01", Verdict.ON_TIME, (0, 0), 0, id="first-day"),
        pytest.param(Precision.MONTH, JUNE, "2026-06-30", Verdict.ON_TIME, (0, 0), 0, id="last-day"),
        pytest.param(Precision.MONTH, JUNE, "2026-07-01", Verdict.LATE, (1, 30), 0, id="day-after"),
        pytest.param(Precision.MONTH, JUNE, "2026-07-09", Verdict.LATE, (9, 38), 0, id="nine-days-after"),
        pytest.param(
            Precision.MONTH, JUNE, "2026-05-01..2026-05-31", Verdict.EARLY, (0, 0), 1, id="month-before"
        ),
        pytest.param(
            Precision.MONTH, JUNE, "2026-05-15..2026-06-05", Verdict.ON_TIME, (0, 0), 0, id="across-start"
        ),
        pytest.param(
            Precision.MONTH,
            JUNE,
            "2026-06-20..2026-07-10",
            Verdict.INDETERMINATE,
            (0, 39),
            0,
            id="across-end",
        ),
        pytest.param(
            Precision.MONTH, JUNE, "2026-07-01..2026-07-31", Verdict.LATE, (1, 60), 0, id="month-after"
        ),
        pytest.param(
            Precision.DEADLINE, JUNE, "2026-07-09", Verdict.LATE, (9, 9), 0, id="deadline-counts-from-its-end"
        ),
        pytest.param(
            Precision.RELATIVE,
            JUNE,
            "2026-06-20..2026-07-10",
            Verdict.INDETERMINATE,
            (0, 10),
            0,
            id="relative-counts-from-its-end",
        ),
        pytest.param(
            Precision.DAY, "2026-06-09", "2026-06-11", Verdict.LATE, (2, 2), 0, id="a-day-has-one-count"
        ),
        pytest.param(
            Precision.FLOOR, "2026-06-01..", "2026-07-09", None, (None, None), 0, id="floor-is-unscored"
        ),
        pytest.param(
            Precision.VAGUE, "2026-06-01..", "2026-07-09", None, (None, None), 0, id="vague-is-unscored"
        ),
    ],
)
def test_a_promise_is_judged_by_its_last_day(precision, window, arrival, verdict, late, early):
    given = promise("given", "2026-04-01", window, precision)
    came = happened(Effect.DELIVERED, arrival)
    assert (score(given, came), (slip_min(given, came), slip_max(given, came)), early_days(given, came)) == (
        verdict,
        late,
        early,
    )


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        pytest.param("2026-07-08", True, id="said-before"),
        pytest.param("2026-07-09", True, id="said-on-the-day"),
        pytest.param("2026-07-10", False, id="said-after"),
        pytest.param("2026-07-01..2026-07-31", True, id="said-in-that-month-counts-from-its-first-day"),
        pytest.param("2026-08-01..2026-08-31", False, id="said-in-a-later-month"),
    ],
)
def test_a_promise_made_after_the_arrival_does_not_count_against_it(said, counts):
    assert counts_against(promise("late", said, JUNE), happened(Effect.DELIVERED, "2026-07-09")) is counts
