"""What is public, what is retracted, and up to which day the record was verified."""

import pytest

from tests.timeline.ledger.building import day, facts, happened, promise, report, source
from timeline.ledger import is_public, is_retracted, judge, last_public_on, verified_through
from timeline.ledger.facts import Happening, Promise
from timeline.terms import Basis, Effect, EvidenceRole

JUNE = "2026-06-01..2026-06-30"
IN_APRIL = promise("p", "2026-04-10", JUNE)


@pytest.mark.parametrize(
    ("fact", "first_day"),
    [
        pytest.param(promise("p", "2026-04-10", JUNE), "2026-04-10", id="said-on-a-day"),
        pytest.param(promise("p", "2026-04-01..2026-04-30", JUNE), "2026-04-30", id="said-in-a-month"),
        pytest.param(report("p", "2026-04-12", JUNE), "2026-04-12", id="first-reported"),
        pytest.param(happened(Effect.DELIVERED, "2026-04-10"), "2026-04-10", id="happened-on-a-day"),
        pytest.param(
            happened(Effect.DELIVERED, "2026-04-01..2026-04-30"), "2026-04-30", id="happened-in-a-month"
        ),
    ],
)
def test_a_fact_is_public_from_its_last_day_on(fact, first_day):
    before = day(first_day).replace(day=day(first_day).day - 1)
    assert [is_public(fact, before), is_public(fact, day(first_day))] == [False, True]


def test_a_promise_without_any_day_is_never_public():
    undated = report("p", "2026-04-12", JUNE)
    nowhere = type(undated)(
        slug="p",
        basis=Basis.REPORTED,
        said_earliest=None,
        said_latest=None,
        first_reported_on=None,
        earliest=undated.earliest,
        latest=undated.latest,
        precision=undated.precision,
    )
    answer = judge(facts(nowhere), as_of=day("2030-01-01"))
    assert (answer.is_public, answer.fate, answer.verified_through) == (False, "announced", None)


RETRACTING = source("2026-05-05", EvidenceRole.RETRACTS)


@pytest.mark.parametrize(
    ("retracted_on", "sources", "first_day"),
    [
        pytest.param("2026-05-20", (), "2026-05-20", id="the-day-typed-in"),
        pytest.param("2026-05-20", (RETRACTING,), "2026-05-05", id="the-day-of-the-evidence-rules"),
        pytest.param(
            "2026-05-20",
            (source("2026-05-09", EvidenceRole.RETRACTS), RETRACTING),
            "2026-05-05",
            id="the-first",
        ),
        pytest.param(
            "2026-05-20", (source("2026-04-20"),), "2026-05-20", id="other-evidence-retracts-nothing"
        ),
        pytest.param(
            "2026-05-20",
            (source("2026-04-01..2026-04-30", EvidenceRole.RETRACTS),),
            "2026-04-30",
            id="evidence-of-a-month-from-its-last-day",
        ),
        pytest.param(None, (RETRACTING,), None, id="another-origin-stands"),
    ],
)
@pytest.mark.parametrize("kind", ["promise", "event"])
def test_a_retraction_counts_from_its_evidence(kind, retracted_on, sources, first_day):
    fact: Promise | Happening
    if kind == "promise":
        fact = promise("p", "2026-04-10", JUNE, retracted_on=retracted_on, sources=sources)
    else:
        fact = happened(Effect.DELIVERED, "2026-04-10", retracted_on=retracted_on, sources=sources)
    moments = [day(f"2026-{month:02}-{date:02}") for month in (4, 5) for date in range(11, 31)]
    moments += [day(f"2026-05-{date:02}") for date in range(1, 11)]
    expected = {moment for moment in moments if first_day is not None and moment >= day(first_day)}
    assert {moment for moment in moments if is_retracted(fact, moment)} == expected


def test_a_retracted_report_leaves_every_score_from_its_day_and_stays_public():
    thing = facts(report("leak", "2026-04-10", JUNE, retracted_on="2026-07-10"), verified="2026-08-01")
    before, after = (judge(thing, as_of=day(text)) for text in ("2026-07-09", "2026-07-10"))
    assert (before.fate, before.lane, before.slip_min_days) == ("overdue", Basis.REPORTED, 9)
    assert (after.fate, after.lane, after.slip_min_days, after.is_public) == ("announced", None, None, True)


def test_a_retracted_arrival_puts_the_clock_back():
    thing = facts(
        IN_APRIL, happened(Effect.DELIVERED, "2026-06-20", retracted_on="2026-07-02"), verified="2026-07-05"
    )
    answers = [judge(thing, as_of=day(text)) for text in ("2026-07-01", "2026-07-02")]
    assert [(answer.fate, answer.label) for answer in answers] == [
        ("delivered_on_time", "kept"),
        ("overdue", "at least +2 d"),
    ]


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        pytest.param(facts(IN_APRIL), "2026-04-10", id="the-promise-itself"),
        pytest.param(facts(IN_APRIL, verified="2026-07-03"), "2026-07-03", id="a-look"),
        pytest.param(
            facts(IN_APRIL, verified="2026-09-03"), "2026-08-01", id="a-later-look-shown-up-to-the-day"
        ),
        pytest.param(facts(IN_APRIL, promise("q", "2026-07-04", JUNE)), "2026-07-04", id="a-later-promise"),
        pytest.param(
            facts(IN_APRIL, promise("q", "2026-07-01..2026-07-31", JUNE)),
            "2026-07-01",
            id="a-promise-of-some-month-from-its-first-day",
        ),
        pytest.param(
            facts(IN_APRIL, report("q", "2026-09-30", JUNE)), "2026-08-01", id="a-promise-yet-to-come"
        ),
        pytest.param(
            facts(IN_APRIL, happened(Effect.UNCLEAR, "2026-07-06")),
            "2026-07-06",
            id="an-outcome-of-any-effect",
        ),
        pytest.param(
            facts(promise("p", "2026-04-10", JUNE, sources=(source("2026-07-07"),))),
            "2026-07-07",
            id="evidence",
        ),
        pytest.param(
            facts(promise("p", "2026-04-10", JUNE, sources=(source("2026-07-07", unopened=True),))),
            "2026-04-10",
            id="unopened-evidence-shows-nothing",
        ),
        pytest.param(
            facts(promise("p", "2026-04-10", JUNE, sources=(source("2026-07-01..2026-07-31"),))),
            "2026-04-10",
            id="evidence-of-some-month-shows-nothing",
        ),
        pytest.param(
            facts(promise("p", "2026-04-10", JUNE, sources=(source("2026-07-07", EvidenceRole.RETRACTS),))),
            "2026-04-10",
            id="a-retraction-shows-nothing",
        ),
        pytest.param(
            facts(IN_APRIL, report("q", "2026-07-04", JUNE, retracted_on="2026-07-20")),
            "2026-04-10",
            id="a-retracted-report-shows-nothing",
        ),
        pytest.param(
            facts(IN_APRIL, report("q", "2026-07-04", JUNE, retracted_on="2026-08-20")),
            "2026-07-04",
            id="a-report-retracted-later-still-does",
        ),
        pytest.param(
            facts(IN_APRIL, happened(Effect.DELIVERED, "2026-07-20..2026-08-20"), verified="2026-09-01"),
            "2026-07-20",
            id="an-arrival-of-some-later-month-proves-absence-up-to-its-first-day",
        ),
        pytest.param(
            facts(IN_APRIL, happened(Effect.DELIVERED, "2026-08-09"), verified="2026-09-01"),
            "2026-08-01",
            id="an-arrival-of-a-later-day-proves-absence-until-then",
        ),
        pytest.param(facts(), None, id="nothing-tells"),
    ],
)
def test_verified_through_is_the_last_day_known_about(thing, expected):
    assert verified_through(thing, as_of=day("2026-08-01")) == (None if expected is None else day(expected))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2026-04-09", None, id="before-the-first"),
        pytest.param("2026-04-10", "2026-04-10", id="on-the-day-of-the-promise"),
        pytest.param("2026-08-31", "2026-08-09", id="on-a-day-after-the-arrival"),
    ],
)
def test_the_newest_fact_became_public_on_a_day(on, expected):
    thing = facts(IN_APRIL, happened(Effect.DELIVERED, "2026-08-09"))
    assert last_public_on(thing, day(on)) == (None if expected is None else day(expected))
