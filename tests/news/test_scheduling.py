"""news.scheduling: intervals, patience after errors, and a server's wishes."""

from datetime import UTC, datetime, timedelta

import pytest

from news.scheduling import (
    Plan,
    interval_from,
    is_outage,
    jittered,
    plan_failure,
    plan_success,
    retry_after_s,
)

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
MIDDLE = 0.5
HOUR, DAY, WEEK = 3_600, 86_400, 604_800


@pytest.mark.parametrize(
    ("chance", "seconds"), [(0.0, 900.0), (0.5, 1_000.0), (1.0, 1_100.0)], ids=["low", "middle", "high"]
)
def test_jitter_moves_a_time_by_at_most_a_tenth(chance: float, seconds: float) -> None:
    assert jittered(1_000, chance) == pytest.approx(seconds)


def test_a_good_answer_forgets_the_errors() -> None:
    assert plan_success(interval_s=HOUR, chance=MIDDLE) == Plan(
        state="ok", consecutive_errors=0, next_check_in_s=HOUR
    )


@pytest.mark.parametrize(
    ("code", "errors", "retry_after", "plan"),
    [
        ("dns", 1, None, Plan(state="backing_off", consecutive_errors=1, next_check_in_s=2 * HOUR)),
        ("http_500", 3, None, Plan(state="backing_off", consecutive_errors=3, next_check_in_s=8 * HOUR)),
        ("http_500", 99, None, Plan(state="backing_off", consecutive_errors=99, next_check_in_s=DAY)),
        ("web_page", 2, None, Plan(state="backing_off", consecutive_errors=2, next_check_in_s=4 * HOUR)),
        ("http_404", 9, None, Plan(state="backing_off", consecutive_errors=9, next_check_in_s=2 * DAY)),
        ("http_410", 9, None, Plan(state="backing_off", consecutive_errors=9, next_check_in_s=2 * DAY)),
        ("private_address", 1, None, Plan(state="backing_off", consecutive_errors=1, next_check_in_s=DAY)),
        ("http_401", 1, None, Plan(state="paused", consecutive_errors=1, next_check_in_s=WEEK)),
        ("quarantined", 4, None, Plan(state="backing_off", consecutive_errors=4, next_check_in_s=WEEK)),
        ("http_503", 1, 3 * HOUR, Plan(state="backing_off", consecutive_errors=1, next_check_in_s=3 * HOUR)),
        ("http_503", 1, 60, Plan(state="backing_off", consecutive_errors=1, next_check_in_s=2 * HOUR)),
        (
            "http_429",
            1,
            5 * HOUR,
            Plan(state="backing_off", consecutive_errors=1, next_check_in_s=5 * HOUR, host_block_s=5 * HOUR),
        ),
        (
            "http_429",
            1,
            None,
            Plan(state="backing_off", consecutive_errors=1, next_check_in_s=2 * HOUR, host_block_s=900),
        ),
    ],
    ids=[
        "first failure doubles the interval",
        "third failure",
        "a day at most",
        "a web page instead of a feed",
        "not found: two days at most",
        "gone: two days at most",
        "an address that is refused is no matter of minutes",
        "a login is asked: paused, tried weekly",
        "a feed that kills workers: weekly",
        "503 asks for more time than we would take",
        "503 asks for less time than we would take",
        "429 rests the whole host as long as asked",
        "429 without a time rests the host a quarter of an hour",
    ],
)
def test_patience_after_a_failure(code: str, errors: int, retry_after: float | None, plan: Plan) -> None:
    assert plan == plan_failure(
        code, interval_s=HOUR, errors=errors, retry_after_s=retry_after, chance=MIDDLE
    )


def days(*ages: float) -> list[datetime]:
    return [NOW - timedelta(days=age) for age in ages]


@pytest.mark.parametrize(
    ("instants", "seconds"),
    [
        pytest.param([], HOUR, id="nothing known"),
        pytest.param(days(1), HOUR, id="one item"),
        pytest.param(days(0, 0.5, 1), DAY // 4, id="half the median gap"),
        pytest.param(days(0, 0.001, 0.002), 900, id="a quarter of an hour at least"),
        pytest.param(days(0, 30, 60), DAY, id="a day at most"),
        pytest.param(days(*range(10), 500, 900), DAY // 2, id="the ten newest count"),
        pytest.param(days(1, 0, 0.5), DAY // 4, id="in any order"),
    ],
)
def test_the_interval_follows_the_feed(instants: list[datetime], seconds: int) -> None:
    assert interval_from(instants) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("5", 60),
        ("316800", DAY),
        ("999999999999", DAY),
        ("Tue, 03 Nov 2026 13:00:00 GMT", HOUR),
        ("Tue, 03 Nov 2026 13:00:00", HOUR),
        ("Mon, 02 Nov 2026 13:00:00 GMT", 60),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("\u0661\u0662", None),
        ("9" * 40, None),
    ],
    ids=[
        "seconds",
        "too short",
        "88 hours",
        "absurd",
        "date",
        "date without a zone",
        "date in the past",
        "word",
        "empty",
        "negative",
        "fraction",
        "other digits",
        "forty digits",
    ],
)
def test_retry_after_is_read_and_kept_within_bounds(value: str, seconds: float | None) -> None:
    assert retry_after_s(value, now=NOW) == seconds


@pytest.mark.parametrize(
    ("hosts", "unreachable", "outage"),
    [
        pytest.param(10, 9, True, id="nearly all of ten"),
        pytest.param(10, 8, False, id="eight of ten"),
        pytest.param(9, 9, False, id="too few hosts to judge"),
        pytest.param(0, 0, False, id="nothing asked"),
    ],
)
def test_when_nearly_no_host_answers_the_fault_is_ours(hosts: int, unreachable: int, outage: bool) -> None:
    assert is_outage(hosts=hosts, unreachable=unreachable) is outage
