"""The on-time record of an invented company, worked out by hand."""

from dataclasses import replace

import pytest

from tests.timeline.ledger.building import day, facts, happened, promise, report
from timeline.ledger import Facts, Line, Record, Tally, Verdict, judge, record_of
from timeline.terms import Basis, Channel, Effect, Precision

JUNE = "2026-06-01..2026-06-30"
AUGUST = "2026-08-01..2026-08-31"
AS_OF = "2026-07-15"
FIRST = promise("first", "2026-05-01", JUNE)
SECOND = promise("second", "2026-06-20", AUGUST)
SOON = promise("soon", "2026-04-01", "2026-04-01..", Precision.VAGUE)
LAUNCH = happened(Effect.DELIVERED, "2026-06-09", event="launch")


def _acme() -> list[Facts]:
    withdrawn_date = promise("withdrawn-date", "2026-07-02", "2026-07-02..", Precision.VAGUE)
    plan = promise("plan", "2026-06-01", "2026-06-10..2026-06-12", retro_disclosed=True)
    rumour = happened(Effect.CANCELLED, "2026-06-09", basis=Basis.REPORTED)
    return [
        # Arrived 21 days before the end of its window: kept.
        facts(FIRST, LAUNCH, slug="kept"),
        # Moved by 62 days with 10 days of notice; arrived 10 days after the first window, before the current.
        facts(FIRST, SECOND, happened(Effect.DELIVERED, "2026-07-10"), slug="moved"),
        # Not there on 5 July; its date was withdrawn 2 days after it had passed.
        facts(FIRST, withdrawn_date, slug="overdue", verified="2026-07-05"),
        # Reported cancelled after a dated promise.
        facts(FIRST, rumour, slug="dropped"),
        # In part 4 days after the window.
        facts(FIRST, happened(Effect.DELIVERED_PARTLY, "2026-07-04"), slug="part-late"),
        # In part within the window.
        facts(FIRST, happened(Effect.DELIVERED_PARTLY, "2026-06-05"), slug="part"),
        # Still open; the plan disclosed afterwards is in its history alone.
        facts(plan, promise("third", "2026-06-15", AUGUST), slug="open"),
        # Nobody has looked since 1 May.
        facts(FIRST, slug="unchecked"),
        # Arrived between 20 June and 10 July.
        facts(FIRST, happened(Effect.DELIVERED, "2026-06-20..2026-07-10"), slug="about-then"),
        # "Soon" for 105 days up to 15 July, and for 10 days until it came.
        facts(SOON, slug="soon"),
        facts(SOON, happened(Effect.DELIVERED, "2026-04-11"), slug="soon-shipped"),
        # Only reported: with a date, beside the company's own "soon", and without a date.
        facts(report("leak", "2026-05-01", JUNE), slug="leak"),
        facts(SOON, report("leak", "2026-05-01", JUNE), slug="soon-and-leak"),
        facts(report("leak", "2026-05-01", "2026-05-01..", Precision.VAGUE), slug="vague-leak"),
        # In no cell: never promised, promised later than the day, merged away, a law, a plan alone.
        facts(LAUNCH, slug="launch-only"),
        facts(promise("later", "2026-08-01", AUGUST), slug="not-public"),
        facts(FIRST, slug="merged", merged_into="kept"),
        facts(FIRST, slug="act", channel=Channel.LAW),
        facts(plan, slug="plan-only"),
        # A missed goal is counted as a goal alone, and not before it is public.
        facts(FIRST, slug="units-built", channel=Channel.GOAL, verified="2026-07-05"),
        facts(promise("later", "2026-08-01", AUGUST), slug="goal-not-public", channel=Channel.GOAL),
    ]


def _record(things: list[Facts], as_of: str = AS_OF) -> Record:
    moment = day(as_of)
    return record_of("acme", [(thing, judge(thing, as_of=moment)) for thing in things], as_of=moment)


def _changed(slug: str, **changes: object) -> list[Facts]:
    return [replace(thing, **changes) if thing.slug == slug else thing for thing in _acme()]


def _line(slug: str, first: Verdict, current: Verdict) -> Line:
    return Line(slug=slug, verdict_first=first, verdict_current=current)


def test_every_cell_of_the_record_is_counted():
    record = _record(_acme())
    # 1 of 5 and 2 of 5, by the Wilson formula to four places.
    intervals = [(tally.wilson_low, tally.wilson_high) for tally in (record.first, record.current)]
    assert intervals == [pytest.approx((0.0362, 0.6245), abs=5e-5), pytest.approx((0.1176, 0.7693), abs=5e-5)]
    assert record == Record(
        company="acme",
        as_of=day(AS_OF),
        # Kept: kept. Broken: moved, overdue, dropped, part-late.
        first=Tally(
            kept=1,
            broken=4,
            n=5,
            wilson_low=record.first.wilson_low,
            wilson_high=record.first.wilson_high,
        ),
        # Against the current promise moved is kept too.
        current=Tally(
            kept=2,
            broken=3,
            n=5,
            wilson_low=record.current.wilson_low,
            wilson_high=record.current.wilson_high,
        ),
        open=1,
        unverified=1,
        indeterminate=1,
        partly=1,
        vague=2,
        reported_only=3,
        goals=1,
        # Moved by 10, part-late by 4.
        median_slip_days=7.0,
        # Two moves, of moved and overdue, over nine deliverables; 10 days of notice and -2.
        moves_per_deliverable=2 / 9,
        median_notice_days=4.0,
        # 105 and 10 days.
        median_vague_age_days=57.5,
        deliverables=(
            _line("about-then", Verdict.INDETERMINATE, Verdict.INDETERMINATE),
            _line("dropped", Verdict.CANCELLED, Verdict.CANCELLED),
            _line("kept", Verdict.ON_TIME, Verdict.ON_TIME),
            _line("moved", Verdict.LATE, Verdict.EARLY),
            _line("open", Verdict.OPEN, Verdict.OPEN),
            _line("overdue", Verdict.OVERDUE, Verdict.OVERDUE),
            _line("part", Verdict.PARTLY, Verdict.PARTLY),
            _line("part-late", Verdict.LATE, Verdict.LATE),
            _line("unchecked", Verdict.UNVERIFIED, Verdict.UNVERIFIED),
        ),
    )


@pytest.mark.parametrize(
    ("things", "kept", "broken", "others"),
    [
        pytest.param(_acme(), 1, 4, {}, id="as-it-is"),
        pytest.param(
            _changed("unchecked", last_verified_on=day("2026-07-05")), 1, 5, {"unverified": 0}, id="looked-at"
        ),
        pytest.param(
            _changed("open", happenings=(LAUNCH,)), 1, 4, {"open": 0}, id="came-before-it-was-promised"
        ),
        pytest.param(
            _changed("open", happenings=(happened(Effect.DELIVERED, "2026-07-01"),)),
            2,
            4,
            {"open": 0},
            id="came-early",
        ),
        pytest.param(_changed("kept", happenings=()), 0, 4, {"unverified": 2}, id="its-arrival-gone"),
        pytest.param(
            _changed("kept", happenings=(happened(Effect.DELIVERED, "2026-07-01"),)), 0, 5, {}, id="came-late"
        ),
        pytest.param(_changed("dropped", happenings=()), 1, 3, {"unverified": 2}, id="no-longer-dropped"),
        pytest.param(_changed("soon", promises=(FIRST,)), 1, 4, {"vague": 1, "unverified": 2}, id="dated"),
        pytest.param(
            _changed("part", channel=Channel.GOAL), 1, 4, {"partly": 0, "goals": 2}, id="a-goal-now"
        ),
        pytest.param(_changed("moved", merged_into="kept"), 1, 3, {}, id="merged-away"),
    ],
)
def test_a_changed_fact_changes_its_cells_alone(things, kept, broken, others):
    expected = {"open": 1, "unverified": 1, "indeterminate": 1, "partly": 1, "vague": 2, "goals": 1} | others
    record = _record(things)
    counted = {name: getattr(record, name) for name in expected}
    assert (record.first.kept, record.first.broken, counted) == (kept, broken, expected)


NOTHING_SCORED = Tally(kept=0, broken=0, n=0, wilson_low=None, wilson_high=None)


@pytest.mark.parametrize(
    "things",
    [
        pytest.param([], id="nothing"),
        pytest.param([facts(LAUNCH)], id="launches-alone"),
        pytest.param([facts(FIRST, channel=Channel.LAW)], id="laws-alone"),
    ],
)
def test_a_company_without_a_countable_deliverable_has_an_empty_record(things):
    assert _record(things) == Record(
        company="acme",
        as_of=day(AS_OF),
        first=NOTHING_SCORED,
        current=NOTHING_SCORED,
        open=0,
        unverified=0,
        indeterminate=0,
        partly=0,
        vague=0,
        reported_only=0,
        goals=0,
        median_slip_days=None,
        moves_per_deliverable=None,
        median_notice_days=None,
        median_vague_age_days=None,
        deliverables=(),
    )


def test_an_earlier_day_has_its_own_record():
    record = _record(_acme(), "2026-06-10")
    # By 10 June kept has arrived, dropped is gone and part has come in part; all else is still due.
    assert (record.first.kept, record.first.broken, record.partly, record.open) == (1, 1, 1, 5)
