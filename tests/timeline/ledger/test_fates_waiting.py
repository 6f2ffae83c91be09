"""The fate table, rows 9 to 12: what is still waited for, with label, verdicts and both slips of each."""

import pytest

from tests.timeline.ledger.building import facts, happened, promise
from tests.timeline.ledger.rows import Row, row_of
from timeline.ledger import Fate, Verdict
from timeline.terms import Effect, Precision

JUNE = "2026-06-01..2026-06-30"
AUGUST = "2026-08-01..2026-08-31"
FIRST = promise("first", "2026-05-01", JUNE)
SECOND = promise("second", "2026-06-20", AUGUST)
SOON = promise("soon", "2026-04-01", "2026-04-01..", Precision.VAGUE)

PENDING = Row(
    fate=Fate.PENDING, label="due by 30 June 2026", first=Verdict.OPEN, current=Verdict.OPEN, slips=(0, None)
)
OVERDUE = Row(
    fate=Fate.OVERDUE, label="at least +5 d", first=Verdict.OVERDUE, current=Verdict.OVERDUE, slips=(5, None)
)
UNVERIFIED = Row(
    fate=Fate.UNVERIFIED,
    label="window passed, not checked since 1 May 2026",
    first=Verdict.UNVERIFIED,
    current=Verdict.UNVERIFIED,
)
NO_DATE = Row(fate=Fate.ANNOUNCED, label="no date", lane=None)

TABLE = {
    "9-pending-before-it-was-called-dormant": (
        facts(FIRST, happened(Effect.DORMANT, "2026-07-05")),
        "2026-06-15",
        PENDING,
    ),
    "9-pending": (facts(FIRST), "2026-06-15", PENDING),
    "9-pending-on-its-last-day": (facts(FIRST, verified="2026-06-30"), "2026-06-30", PENDING),
    "9-pending-for-one-day": (
        facts(promise("day", "2026-05-01", "2026-06-09", Precision.DAY)),
        "2026-06-01",
        Row(
            fate=Fate.PENDING,
            label="due 9 June 2026",
            first=Verdict.OPEN,
            current=Verdict.OPEN,
            slips=(0, None),
        ),
    ),
    "9-pending-with-the-first-date-broken": (
        facts(FIRST, SECOND, verified="2026-07-10"),
        "2026-07-15",
        Row(
            fate=Fate.PENDING,
            label="due by 31 August 2026; first date broken, at least +10 d",
            first=Verdict.OVERDUE,
            current=Verdict.OPEN,
            slips=(0, None),
        ),
    ),
    "9-pending-with-the-first-date-passed-unchecked": (
        facts(FIRST, SECOND),
        "2026-07-15",
        Row(
            fate=Fate.PENDING,
            label="due by 31 August 2026",
            first=Verdict.UNVERIFIED,
            current=Verdict.OPEN,
            slips=(0, None),
        ),
    ),
    "10-overdue": (facts(FIRST, verified="2026-07-05"), "2026-07-15", OVERDUE),
    "10-overdue-up-to-the-day-asked-about": (facts(FIRST, verified="2026-08-01"), "2026-07-05", OVERDUE),
    "10-overdue-though-the-date-was-withdrawn": (
        facts(
            FIRST, promise("open-end", "2026-06-20", "2026-06-20..", Precision.VAGUE), verified="2026-07-05"
        ),
        "2026-07-15",
        OVERDUE,
    ),
    "10-overdue-against-the-current-promise": (
        facts(FIRST, SECOND, verified="2026-09-02"),
        "2026-09-15",
        Row(
            fate=Fate.OVERDUE,
            label="at least +2 d",
            first=Verdict.OVERDUE,
            current=Verdict.OVERDUE,
            slips=(2, None),
        ),
    ),
    "10-an-unclear-outcome-changes-nothing": (
        facts(FIRST, happened(Effect.UNCLEAR, "2026-07-05")),
        "2026-07-15",
        OVERDUE,
    ),
    "11-unverified": (facts(FIRST), "2026-07-15", UNVERIFIED),
    "11-unverified-when-looked-at-on-the-last-day": (
        facts(FIRST, verified="2026-06-30"),
        "2026-07-15",
        Row(
            fate=Fate.UNVERIFIED,
            label="window passed, not checked since 30 June 2026",
            first=Verdict.UNVERIFIED,
            current=Verdict.UNVERIFIED,
        ),
    ),
    "12-announced": (facts(SOON, verified="2026-07-01"), "2026-07-15", NO_DATE),
    "12-a-floor-is-no-date": (
        facts(promise("floor", "2026-04-01", "2026-05-01..", Precision.FLOOR), verified="2026-07-01"),
        "2026-07-15",
        NO_DATE,
    ),
    "12-a-plan-disclosed-afterwards-is-no-date": (
        facts(promise("plan", "2026-06-01", "2026-05-01..2026-05-31", retro_disclosed=True)),
        "2026-07-15",
        NO_DATE,
    ),
    "12-before-anything-was-public": (facts(FIRST), "2026-04-30", NO_DATE),
}


@pytest.mark.parametrize(("thing", "as_of", "expected"), TABLE.values(), ids=TABLE.keys())
def test_the_first_row_that_matches_decides(thing, as_of, expected):
    assert row_of(thing, as_of) == expected


def test_the_cases_reach_every_waiting_fate():
    waiting = {Fate.PENDING, Fate.OVERDUE, Fate.UNVERIFIED, Fate.ANNOUNCED}
    assert {expected.fate for _, _, expected in TABLE.values()} == waiting
