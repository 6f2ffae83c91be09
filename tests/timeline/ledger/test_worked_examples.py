"""The worked examples of the method, at each day named, from facts written down by hand."""

import pytest

from tests.timeline.ledger.building import day, facts, happened, promise, report
from timeline.ledger import MoveKind, judge, record_of
from timeline.terms import Basis, Effect, Precision

APRIL_2025 = "2025-04-01..2025-04-30"
JUNE_2025 = "2025-06-01..2025-06-30"

MUSE_SPARK_API = facts(
    promise("muse-spark-api-1", "2026-04-08", "2026-04-08..", Precision.VAGUE),
    promise("muse-spark-api-2", "2026-06-03", "2026-06-03..2026-06-30"),
    report("muse-spark-api-plan-1", "2026-06-03", "2026-04-08", Precision.DAY, retro_disclosed=True),
    report("muse-spark-api-plan-2", "2026-06-03", "2026-05-01..2026-05-31", retro_disclosed=True),
    report("muse-spark-api-plan-3", "2026-06-03", "2026-06-01..2026-06-30", retro_disclosed=True),
    happened(Effect.DELIVERED, "2026-07-09", event="meta-model-api-launch"),
    slug="muse-spark-api",
    company="meta",
    verified="2026-07-09",
)
BEHEMOTH = facts(
    report("behemoth-1", "2025-05-15", APRIL_2025, retro_disclosed=True),
    report("behemoth-2", "2025-05-15", JUNE_2025, retro_disclosed=True),
    report("behemoth-3", "2025-05-15", "2025-09-01..", Precision.FLOOR),
    happened(Effect.CANCELLED, "2025-07-14", event="behemoth-halted", basis=Basis.REPORTED),
    slug="llama-4-behemoth-weights",
    company="meta",
    verified="2025-07-14",
)
VOICE_ALPHA = facts(
    promise("voice-mode-1", "2024-05-13", "2024-05-13..2024-07-08", Precision.RELATIVE),
    promise("voice-mode-1b", "2024-06-25", "2024-06-21..2024-06-30", Precision.PART, retro_disclosed=True),
    promise("voice-mode-2", "2024-06-25", "2024-07-21..2024-07-31", Precision.PART),
    happened(Effect.DELIVERED, "2024-07-30", event="voice-mode-alpha"),
    slug="chatgpt-voice-alpha",
    company="openai",
    verified="2024-07-30",
)
VOICE_PAID = facts(
    promise("voice-mode-3", "2024-06-25", "2024-09-01..2024-12-21", Precision.SEASON),
    happened(Effect.ROLLOUT_STARTED, "2024-09-24", event="voice-mode-launch"),
    slug="chatgpt-voice-all-paid",
    company="openai",
    verified="2024-09-24",
)
VOICE_EU = facts(
    promise("voice-mode-3-eu", "2024-06-25", "2024-09-01..2024-12-21", Precision.SEASON),
    happened(Effect.DELIVERED, "2024-10-22", event="voice-mode-eu"),
    slug="chatgpt-voice-eu",
    company="openai",
    verified="2024-10-22",
)
SIRI = facts(
    promise("siri-0", "2024-06-10", "2024-06-10..2025-12-31", Precision.RELATIVE),
    report("siri-1", "2025-02-14", APRIL_2025, retro_disclosed=True),
    report("siri-2", "2025-02-14", "2025-05-01..", Precision.FLOOR),
    promise("siri-3", "2025-03-07", "2025-03-07..2026-12-31", Precision.RELATIVE),
    report("siri-4", "2025-06-12", "2026-03-01..2026-06-21", Precision.SEASON),
    promise("siri-5", "2026-02-01..2026-02-28", "2026-02-01..2026-12-31", Precision.YEAR),
    promise("siri-6", "2026-06-08", "2026-09-01..2026-12-21", Precision.SEASON),
    happened(Effect.ROLLOUT_STARTED, "2026-09-14", event="ios-27-launch"),
    slug="siri-personal",
    company="apple",
    verified="2026-10-26",
    carved_out_on=("2026-06-08", "2026-06-08"),
)
SIRI_EU = facts(
    promise("siri-6-eu", "2026-06-08", "2026-06-08..", Precision.VAGUE),
    slug="siri-personal-eu",
    company="apple",
    verified="2026-10-26",
)
AVOCADO = facts(
    report("avocado-1", "2025-12-09", "2026-01-01..2026-03-31", Precision.QUARTER),
    report("avocado-2", "2026-03-12", "2026-05-01..", Precision.FLOOR),
    happened(Effect.DELIVERED, "2026-04-08", event="muse-spark-launch"),
    slug="avocado-release",
    company="meta",
    verified="2026-04-08",
)

OFFICIAL, REPORTED = Basis.OFFICIAL, Basis.REPORTED


@pytest.mark.parametrize(
    ("thing", "as_of", "fate", "label", "lane", "slips"),
    [
        (MUSE_SPARK_API, "2026-06-02", "announced", "no date", None, (None, None)),
        (MUSE_SPARK_API, "2026-06-20", "pending", "due by 30 June 2026", OFFICIAL, (0, None)),
        (MUSE_SPARK_API, "2026-07-05", "overdue", "at least +5 d", OFFICIAL, (5, None)),
        (MUSE_SPARK_API, "2026-07-09", "delivered_late", "+9 d", OFFICIAL, (9, 36)),
        (
            BEHEMOTH,
            "2025-05-20",
            "pending",
            "due by 30 June 2025; first date broken, at least +20 d",
            REPORTED,
            (0, None),
        ),
        (BEHEMOTH, "2025-07-13", "overdue", "at least +13 d", REPORTED, (13, None)),
        (BEHEMOTH, "2025-07-14", "reported_cancelled", "reported cancelled", REPORTED, (None, None)),
        (VOICE_ALPHA, "2024-06-24", "pending", "due by 8 July 2024", OFFICIAL, (0, None)),
        (VOICE_ALPHA, "2024-06-25", "pending", "due by 31 July 2024", OFFICIAL, (0, None)),
        (
            VOICE_ALPHA,
            "2024-07-15",
            "pending",
            "due by 31 July 2024; first date broken, at least +7 d",
            OFFICIAL,
            (0, None),
        ),
        (VOICE_ALPHA, "2024-07-30", "delivered_late", "+22 d", OFFICIAL, (22, 22)),
        (VOICE_PAID, "2024-09-23", "pending", "due by 21 December 2024", OFFICIAL, (0, None)),
        (VOICE_PAID, "2024-09-24", "delivered_on_time", "kept", OFFICIAL, (0, 0)),
        (VOICE_EU, "2024-09-24", "pending", "due by 21 December 2024", OFFICIAL, (0, None)),
        (VOICE_EU, "2024-10-22", "delivered_on_time", "kept", OFFICIAL, (0, 0)),
        (SIRI, "2025-03-06", "pending", "due by 31 December 2025", OFFICIAL, (0, None)),
        (SIRI, "2025-03-07", "pending", "due by 31 December 2026", OFFICIAL, (0, None)),
        (
            SIRI,
            "2026-01-15",
            "pending",
            "due by 31 December 2026; first date broken, at least +15 d",
            OFFICIAL,
            (0, None),
        ),
        (
            SIRI,
            "2026-06-08",
            "pending",
            "due by 21 December 2026; first date broken, at least +159 d",
            OFFICIAL,
            (0, None),
        ),
        (SIRI, "2026-09-14", "delivered_late", "+257 d", OFFICIAL, (257, 257)),
        (SIRI_EU, "2026-10-26", "announced", "no date", None, (None, None)),
        (AVOCADO, "2026-03-12", "pending", "due by 31 March 2026", REPORTED, (0, None)),
        (AVOCADO, "2026-04-01", "overdue", "at least +1 d", REPORTED, (1, None)),
        (AVOCADO, "2026-04-08", "delivered_late", "+8 d", REPORTED, (8, 97)),
    ],
    ids=lambda value: getattr(value, "slug", value if isinstance(value, str) else ""),
)
def test_the_worked_example_stands_as_told(thing, as_of, fate, label, lane, slips):
    answer = judge(thing, as_of=day(as_of))
    assert (answer.fate, answer.label, answer.lane, (answer.slip_min_days, answer.slip_max_days)) == (
        fate,
        label,
        lane,
        slips,
    )


def test_the_alpha_was_late_against_its_first_promise_and_on_time_against_the_current():
    answer = judge(VOICE_ALPHA, as_of=day("2024-07-30"))
    assert (answer.verdict_first, answer.verdict_current) == ("late", "on_time")


@pytest.mark.parametrize(
    ("thing", "as_of", "moves"),
    [
        pytest.param(
            MUSE_SPARK_API,
            "2026-07-09",
            [
                ("muse-spark-api-2", OFFICIAL, MoveKind.DATED, None, None),
                ("muse-spark-api-plan-2", REPORTED, MoveKind.SLIP, 53, None),
                ("muse-spark-api-plan-3", REPORTED, MoveKind.SLIP, 30, None),
            ],
            id="muse-spark-api",
        ),
        pytest.param(MUSE_SPARK_API, "2026-06-02", [], id="muse-spark-api-before-the-reports"),
        pytest.param(
            BEHEMOTH,
            "2025-05-15",
            [
                ("behemoth-2", REPORTED, MoveKind.SLIP, 61, None),
                ("behemoth-3", REPORTED, MoveKind.UNDATED, None, None),
            ],
            id="behemoth",
        ),
        pytest.param(
            VOICE_ALPHA,
            "2024-06-25",
            [
                ("voice-mode-1b", OFFICIAL, MoveKind.FIRMED, -8, 13),
                ("voice-mode-2", OFFICIAL, MoveKind.SLIP, 31, 5),
            ],
            id="voice-alpha-with-the-plan-disclosed-afterwards",
        ),
        pytest.param(
            SIRI,
            "2026-09-14",
            [
                ("siri-2", REPORTED, MoveKind.UNDATED, None, None),
                ("siri-3", OFFICIAL, MoveKind.SOFT_SLIP, 365, 299),
                ("siri-4", REPORTED, MoveKind.DATED, None, None),
                ("siri-5", OFFICIAL, MoveKind.FIRMED, 0, 306),
                ("siri-6", OFFICIAL, MoveKind.FIRMED, -10, 206),
            ],
            id="siri",
        ),
    ],
)
def test_the_moves_are_as_told(thing, as_of, moves):
    answer = judge(thing, as_of=day(as_of))
    assert [
        (move.after, move.basis, move.kind, move.shift_days, move.notice_days) for move in answer.moves
    ] == moves


@pytest.mark.parametrize(
    ("thing", "first_day"),
    [
        pytest.param(BEHEMOTH, "2025-05-15", id="behemoth"),
        pytest.param(AVOCADO, "2025-12-09", id="avocado"),
    ],
)
def test_a_reported_plan_is_in_no_list_before_its_report(thing, first_day):
    last_silent_day = day(first_day).replace(day=day(first_day).day - 1)
    assert [judge(thing, as_of=moment).is_public for moment in (last_silent_day, day(first_day))] == [
        False,
        True,
    ]


def test_what_was_only_reported_touches_nobodys_record():
    as_of = day("2026-10-29")
    pairs = [(thing, judge(thing, as_of=as_of)) for thing in (MUSE_SPARK_API, BEHEMOTH, AVOCADO)]
    record = record_of("meta", pairs, as_of=as_of)
    assert (record.first.kept, record.first.broken, record.reported_only) == (0, 1, 2)
