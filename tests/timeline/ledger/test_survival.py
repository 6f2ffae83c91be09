"""The delay curve against tables worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.ledger.building import day, facts, happened, promise, report
from timeline.ledger import Step, delay_curve, judge, kaplan_meier
from timeline.terms import Channel, Effect

JUNE = "2026-06-01..2026-06-30"


def _rounded(steps):
    return [(step.day, step.at_risk, step.arrived, round(step.waiting, 6)) for step in steps]


@pytest.mark.parametrize(
    ("watched", "steps"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([(5, False)], [], id="nothing-arrived"),
        pytest.param([(3, True)], [(3, 1, 1, 0.0)], id="one-arrival"),
        pytest.param(
            # 6/7, then 6/7 x 5/6, then x 3/4 with one that leaves on day 5 still at risk, then x 1/2.
            [(12, False), (-3, True), (0, True), (0, False), (5, True), (5, False), (9, True)],
            [(-3, 7, 1, 0.857143), (0, 6, 1, 0.714286), (5, 4, 1, 0.535714), (9, 2, 1, 0.267857)],
            id="arrivals-and-losses-on-the-same-days",
        ),
        pytest.param(
            # The remission times of 21 patients of the classic leukaemia trial, in weeks.
            [(6, True)] * 3
            + [(week, True) for week in (7, 10, 13, 16, 22, 23)]
            + [(week, False) for week in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)],
            [
                (6, 21, 3, 0.857143),
                (7, 17, 1, 0.806723),
                (10, 15, 1, 0.752941),
                (13, 12, 1, 0.690196),
                (16, 11, 1, 0.627451),
                (22, 7, 1, 0.537815),
                (23, 6, 1, 0.448179),
            ],
            id="the-classic-trial",
        ),
    ],
)
def test_the_share_waiting_falls_by_those_at_risk(watched, steps):
    assert _rounded(kaplan_meier(watched)) == steps


@given(st.lists(st.tuples(st.integers(-50, 50), st.booleans())))
def test_the_share_waiting_never_rises(watched):
    shares = [1.0, *(step.waiting for step in kaplan_meier(watched))]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] >= 0


def _curve(things):
    as_of = day("2026-07-15")
    return delay_curve([(thing, judge(thing, as_of=as_of)) for thing in things])


def test_days_are_counted_from_the_promised_day_and_day_0_gathers_what_came_by_then():
    given_june = promise("first", "2026-05-01", JUNE)
    things = [
        facts(given_june, happened(Effect.DELIVERED, "2026-06-09"), slug="at--21"),
        facts(given_june, happened(Effect.DELIVERED, "2026-06-20..2026-07-10"), slug="at--10"),
        facts(given_june, happened(Effect.DELIVERED, "2026-07-10"), slug="at-10"),
        facts(given_june, slug="until-5", verified="2026-07-05"),
        facts(given_june, slug="until-15", verified="2026-07-20"),
        facts(given_june, happened(Effect.DELIVERED_PARTLY, "2026-07-04"), slug="until-4"),
        facts(given_june, happened(Effect.CANCELLED, "2026-06-09"), slug="until--21"),
        facts(given_june, slug="until--60"),
        facts(promise("later", "2026-06-15", "2026-08-01..2026-08-31"), slug="until--77"),
    ]
    # Day -21: 7 at risk, 1 arrives, 6/7. Day -10: 5 at risk, 1 arrives, x 4/5. Day 10: 2 at risk, x 1/2.
    assert _rounded(_curve(things)) == [(0, 7, 2, 0.685714), (10, 2, 1, 0.342857)]


def test_only_official_dated_promises_are_on_the_curve():
    launch = happened(Effect.DELIVERED, "2026-07-09")
    assert (
        _curve(
            [
                facts(report("leak", "2026-05-01", JUNE), launch, slug="reported"),
                facts(promise("goal", "2026-05-01", JUNE), launch, slug="goal", channel=Channel.GOAL),
                facts(launch, slug="launch"),
            ]
        )
        == ()
    )


def test_a_curve_without_arrivals_in_time_begins_with_the_first_late_one():
    late = facts(promise("p", "2026-05-01", JUNE), happened(Effect.DELIVERED, "2026-07-02"))
    assert _curve([late]) == (Step(2, 1, 1, 0.0),)
