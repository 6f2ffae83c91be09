"""Which promises are judged, how early an arrival was, and since when a deliverable is public."""

import pytest

from tests.timeline.ledger.building import day, facts, happened, promise, report
from timeline.ledger import judge
from timeline.terms import Effect, Precision

JUNE = "2026-06-01..2026-06-30"
AUGUST = "2026-08-01..2026-08-31"
FIRST = promise("first", "2026-05-01", JUNE)
SECOND = promise("second", "2026-06-20", AUGUST)
SOON = promise("soon", "2026-04-01", "2026-04-01..", Precision.VAGUE)
LAUNCH = happened(Effect.DELIVERED, "2026-06-09", event="launch")


@pytest.mark.parametrize(
    ("promises", "names"),
    [
        pytest.param((FIRST, SECOND), ("first", "second"), id="both-official"),
        pytest.param(
            (report("leak", "2026-04-01", AUGUST), FIRST), ("first", "first"), id="official-before-reported"
        ),
        pytest.param(
            (promise("b", "2026-05-01", JUNE), promise("a", "2026-05-01", AUGUST)),
            ("a", "b"),
            id="same-day-by-slug",
        ),
        pytest.param(
            (promise("a", "2026-05-01..2026-05-31", JUNE), promise("b", "2026-05-20", AUGUST)),
            ("b", "a"),
            id="said-in-a-month-stands-at-its-last-day",
        ),
        pytest.param((FIRST, SOON), ("first", "first"), id="vague-does-not-count"),
        pytest.param(
            (promise("plan", "2026-04-01", AUGUST, retro_disclosed=True), FIRST),
            ("first", "first"),
            id="disclosed-afterwards-does-not-count",
        ),
        pytest.param(
            (SOON, report("b", "2026-05-02", JUNE), report("a", "2026-05-01", JUNE, retro_disclosed=True)),
            ("a", "b"),
            id="reported-where-nothing-official-is-dated",
        ),
        pytest.param((SOON,), (None, None), id="nothing-dated"),
    ],
)
def test_the_first_and_the_current_promise_come_from_one_lane(promises, names):
    answer = judge(facts(*promises), as_of=day("2026-06-25"))
    chosen = (answer.first_promise, answer.current_promise)
    assert tuple(each and each.slug for each in chosen) == names


def test_an_early_arrival_says_by_how_many_days():
    answer = judge(facts(FIRST, happened(Effect.DELIVERED, "2026-05-20")), as_of=day("2026-06-01"))
    assert answer.early_days == 12


@pytest.mark.parametrize(
    "thing",
    [
        pytest.param(facts(FIRST), id="not-arrived"),
        pytest.param(facts(LAUNCH), id="not-promised"),
        pytest.param(facts(FIRST, LAUNCH), id="on-time"),
    ],
)
def test_there_is_no_earliness_otherwise(thing):
    assert judge(thing, as_of=day("2026-06-15")).early_days == 0


def test_a_deliverable_is_public_with_its_first_fact():
    thing = facts(FIRST, LAUNCH)
    assert [judge(thing, as_of=day(text)).is_public for text in ("2026-04-30", "2026-05-01")] == [False, True]


def test_a_launch_alone_makes_a_deliverable_public():
    answers = [judge(facts(LAUNCH), as_of=day(text)) for text in ("2026-06-08", "2026-06-09")]
    assert [answer.is_public for answer in answers] == [False, True]
