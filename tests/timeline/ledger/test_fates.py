"""The fate table, rows 1 to 8: what is settled, with label, verdicts and both slips of each."""

import pytest

from tests.timeline.ledger.building import day, facts, happened, promise, report
from tests.timeline.ledger.rows import Row, row_of
from timeline.ledger import Fate, Verdict, judge
from timeline.terms import Basis, Effect, Precision

JUNE = "2026-06-01..2026-06-30"
AUGUST = "2026-08-01..2026-08-31"
FIRST = promise("first", "2026-05-01", JUNE)
SECOND = promise("second", "2026-06-20", AUGUST)
SOON = promise("soon", "2026-04-01", "2026-04-01..", Precision.VAGUE)
DELIVERED = Effect.DELIVERED

MERGED = Row(
    fate=Fate.SUPERSEDED, label="see other", first=Verdict.OPEN, current=Verdict.OPEN, slips=(0, None)
)
PULLED = Row(
    fate=Fate.WITHDRAWN, label="withdrawn", first=Verdict.ON_TIME, current=Verdict.ON_TIME, slips=(0, 0)
)
KEPT = Row(
    fate=Fate.DELIVERED_ON_TIME, label="kept", first=Verdict.ON_TIME, current=Verdict.ON_TIME, slips=(0, 0)
)
SHIPPED = Row(fate=Fate.DELIVERED_UNSCORED, label="shipped", lane=None)
LATE = Row(fate=Fate.DELIVERED_LATE, label="+9 d", first=Verdict.LATE, current=Verdict.LATE, slips=(9, 38))
EARLY = Row(
    fate=Fate.DELIVERED_EARLY, label="early", first=Verdict.EARLY, current=Verdict.EARLY, slips=(0, 0)
)
ABOUT_THEN = Row(
    fate=Fate.DELIVERED_INDETERMINATE,
    label="about then",
    first=Verdict.INDETERMINATE,
    current=Verdict.INDETERMINATE,
    slips=(0, 39),
)
PARTLY = Row(
    fate=Fate.DELIVERED_PARTLY, label="partly", first=Verdict.PARTLY, current=Verdict.PARTLY, slips=(0, 0)
)
PARTLY_LATE = Row(
    fate=Fate.DELIVERED_PARTLY, label="partly", first=Verdict.LATE, current=Verdict.LATE, slips=(9, 38)
)
CANCELLED = Row(fate=Fate.CANCELLED, label="cancelled", first=Verdict.CANCELLED, current=Verdict.CANCELLED)
DORMANT = Row(
    fate=Fate.DORMANT,
    label="silent since 5 July 2026",
    first=Verdict.OVERDUE,
    current=Verdict.OVERDUE,
    slips=(5, None),
)

END = happened(Effect.CANCELLED, "2026-06-10", event="end")
RUMOUR = happened(Effect.CANCELLED, "2026-06-09", event="rumour", basis=Basis.REPORTED)
IN_PART = happened(Effect.DELIVERED_PARTLY, "2026-06-05", event="part")
LAUNCH = happened(DELIVERED, "2026-06-09", event="launch")
PULL = happened(Effect.WITHDRAWN, "2026-06-12", event="pull")
RETURN = happened(Effect.RESTORED, "2026-06-20", event="return")

TABLE = {
    "1-merged-into-another": (facts(FIRST, merged_into="other"), "2026-06-15", MERGED),
    "2-withdrawn": (facts(FIRST, LAUNCH, PULL), "2026-06-15", PULLED),
    "2-not-yet-withdrawn": (facts(FIRST, LAUNCH, PULL), "2026-06-11", KEPT),
    "2-restored": (facts(FIRST, LAUNCH, PULL, RETURN), "2026-06-20", KEPT),
    "2-withdrawn-again": (
        facts(FIRST, LAUNCH, PULL, RETURN, happened(Effect.WITHDRAWN, "2026-06-25", event="again")),
        "2026-06-25",
        PULLED,
    ),
    "2-restored-on-the-day-of-the-withdrawal": (
        facts(FIRST, LAUNCH, PULL, happened(Effect.RESTORED, "2026-06-12", event="a-return")),
        "2026-06-15",
        KEPT,
    ),
    "2-withdrawn-before-any-launch": (
        facts(FIRST, PULL),
        "2026-06-15",
        Row(
            fate=Fate.WITHDRAWN,
            label="withdrawn",
            first=Verdict.OPEN,
            current=Verdict.OPEN,
            slips=(0, None),
        ),
    ),
    "3-shipped-without-a-promise": (facts(LAUNCH), "2026-06-15", SHIPPED),
    "3-shipped-after-a-vague-promise": (facts(SOON, LAUNCH), "2026-06-15", SHIPPED),
    "3-shipped-after-a-floor": (
        facts(promise("floor", "2026-04-01", "2026-05-01..", Precision.FLOOR), LAUNCH),
        "2026-06-15",
        SHIPPED,
    ),
    "3-promised-after-it-shipped": (
        facts(promise("after", "2026-06-10", AUGUST), LAUNCH),
        "2026-06-15",
        SHIPPED,
    ),
    "3-a-plan-disclosed-afterwards-scores-nobody": (
        facts(promise("plan", "2026-06-01", "2026-05-01..2026-05-31", retro_disclosed=True), LAUNCH),
        "2026-06-15",
        SHIPPED,
    ),
    "4-late": (facts(FIRST, happened(DELIVERED, "2026-07-09")), "2026-07-09", LATE),
    "4-late-by-the-start-of-its-rollout": (
        facts(
            FIRST,
            happened(Effect.ROLLOUT_COMPLETED, "2026-08-09", event="all"),
            happened(Effect.ROLLOUT_STARTED, "2026-07-09", event="some"),
        ),
        "2026-09-01",
        LATE,
    ),
    "4-late-by-a-rollout-whose-start-is-unrecorded": (
        facts(FIRST, happened(Effect.ROLLOUT_COMPLETED, "2026-07-09")),
        "2026-09-01",
        LATE,
    ),
    "4-early": (facts(FIRST, happened(DELIVERED, "2026-05-20")), "2026-06-15", EARLY),
    "4-on-time": (facts(FIRST, LAUNCH), "2026-06-15", KEPT),
    "4-about-then": (facts(FIRST, happened(DELIVERED, "2026-06-20..2026-07-10")), "2026-07-10", ABOUT_THEN),
    "4-late-against-the-first-on-time-against-the-current": (
        facts(FIRST, SECOND, happened(DELIVERED, "2026-08-09")),
        "2026-08-09",
        Row(
            fate=Fate.DELIVERED_LATE,
            label="+40 d",
            first=Verdict.LATE,
            current=Verdict.ON_TIME,
            slips=(40, 69),
        ),
    ),
    "4-delivered-after-a-cancellation": (
        facts(FIRST, END, happened(DELIVERED, "2026-07-09")),
        "2026-07-09",
        LATE,
    ),
    "4-delivered-in-full-after-a-part": (facts(FIRST, IN_PART, LAUNCH), "2026-06-15", KEPT),
    "4-delivered-and-later-retired": (
        facts(FIRST, LAUNCH, happened(Effect.RETIRED, "2026-06-14", event="retired")),
        "2026-06-15",
        KEPT,
    ),
    "4-in-the-reported-lane": (
        facts(report("leak", "2026-05-01", JUNE, retro_disclosed=True), happened(DELIVERED, "2026-07-09")),
        "2026-07-09",
        Row(
            fate=Fate.DELIVERED_LATE,
            label="+9 d",
            first=Verdict.LATE,
            current=Verdict.LATE,
            slips=(9, 38),
            lane=Basis.REPORTED,
        ),
    ),
    "5-partly-in-time": (facts(FIRST, IN_PART), "2026-07-15", PARTLY),
    "5-partly-too-late": (
        facts(FIRST, happened(Effect.DELIVERED_PARTLY, "2026-07-09")),
        "2026-07-15",
        PARTLY_LATE,
    ),
    "5-partly-and-the-rest-cancelled": (facts(FIRST, IN_PART, END), "2026-06-15", PARTLY),
    "5-a-promise-made-after-the-part-stays-open": (
        facts(FIRST, IN_PART, SECOND),
        "2026-07-15",
        Row(
            fate=Fate.DELIVERED_PARTLY,
            label="partly",
            first=Verdict.PARTLY,
            current=Verdict.OPEN,
            slips=(0, 0),
        ),
    ),
    "5-partly-without-a-date": (
        facts(SOON, IN_PART),
        "2026-06-15",
        Row(fate=Fate.DELIVERED_PARTLY, label="partly", lane=None),
    ),
    "6-cancelled": (facts(FIRST, END), "2026-06-15", CANCELLED),
    "6-cancelled-after-a-rumour": (facts(FIRST, RUMOUR, END), "2026-06-15", CANCELLED),
    "6-cancelled-without-a-date": (
        facts(SOON, END),
        "2026-06-15",
        Row(fate=Fate.CANCELLED, label="cancelled", lane=None),
    ),
    "7-reported-cancelled": (
        facts(FIRST, RUMOUR, END),
        "2026-06-09",
        Row(
            fate=Fate.REPORTED_CANCELLED,
            label="reported cancelled",
            first=Verdict.CANCELLED,
            current=Verdict.CANCELLED,
        ),
    ),
    "8-dormant": (facts(FIRST, happened(Effect.DORMANT, "2026-07-05")), "2026-07-15", DORMANT),
}


@pytest.mark.parametrize(("thing", "as_of", "expected"), TABLE.values(), ids=TABLE.keys())
def test_the_first_row_that_matches_decides(thing, as_of, expected):
    assert row_of(thing, as_of) == expected


def test_the_cases_reach_every_settled_fate():
    waiting = {Fate.PENDING, Fate.OVERDUE, Fate.UNVERIFIED, Fate.ANNOUNCED}
    assert {expected.fate for _, _, expected in TABLE.values()} == set(Fate) - waiting


def test_a_cancellation_breaks_no_promise_made_after_it():
    answer = judge(facts(END, SECOND), as_of=day("2026-07-01"))
    assert (answer.fate, answer.verdict_first) == (Fate.CANCELLED, Verdict.OPEN)
