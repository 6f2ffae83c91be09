"""news.scheduling: intervals, patience after errors, and a server's wishes."""

from datetime import UTC, datetime, timedelta

import pytest

from news.scheduling import (
    Plan,
    after_skips,
    document_wish_s,
    header_wish_s,
    interval_from,
    is_outage,
    jittered,
    paced,
    plan_failure,
    plan_success,
    retry_after_s,
    skipped_days,
    skipped_hours,
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
        state="ok", consecutive_errors=0, next_check_in_s=HOUR, reason="interval"
    )


@pytest.mark.parametrize(
    ("wish_s", "seconds", "reason"),
    [
        pytest.param(None, HOUR, "interval", id="none"),
        pytest.param(900, HOUR, "interval", id="shorter than the interval"),
        pytest.param(6 * HOUR, 6.3 * HOUR, "publisher", id="longer: never sooner than asked"),
    ],
)
def test_the_publishers_wish_is_the_least_pause(wish_s: int | None, seconds: float, reason: str) -> None:
    plan = plan_success(interval_s=HOUR, chance=MIDDLE, wish_s=wish_s)

    assert (round(plan.next_check_in_s), plan.reason) == (seconds, reason)


def backing_off(errors: int, seconds: float, reason: str, *, host_block_s: float = 0.0) -> Plan:
    return Plan(
        state="backing_off",
        consecutive_errors=errors,
        next_check_in_s=seconds,
        reason=reason,
        host_block_s=host_block_s,
    )


@pytest.mark.parametrize(
    ("code", "errors", "retry_after", "plan"),
    [
        pytest.param(
            "dns", 1, None, backing_off(1, 2 * HOUR, "patience"), id="first failure doubles the interval"
        ),
        pytest.param("http_500", 3, None, backing_off(3, 8 * HOUR, "patience"), id="third failure"),
        pytest.param("http_500", 99, None, backing_off(99, DAY, "patience"), id="a day at most"),
        pytest.param(
            "web_page", 2, None, backing_off(2, 4 * HOUR, "patience"), id="a web page instead of a feed"
        ),
        pytest.param(
            "http_403", 9, None, backing_off(9, 2 * DAY, "refused"), id="forbidden: two days at most"
        ),
        pytest.param(
            "http_404", 9, None, backing_off(9, 2 * DAY, "refused"), id="not found: two days at most"
        ),
        pytest.param("http_410", 9, None, backing_off(9, 2 * DAY, "refused"), id="gone: two days at most"),
        pytest.param(
            "bot_protection", 9, None, backing_off(9, 2 * DAY, "refused"), id="kept out: two days at most"
        ),
        pytest.param(
            "private_address",
            1,
            None,
            backing_off(1, DAY, "refused"),
            id="an address that is refused is no matter of minutes",
        ),
        pytest.param(
            "http_401",
            1,
            None,
            Plan(state="paused", consecutive_errors=1, next_check_in_s=WEEK, reason="login"),
            id="a login is asked: paused, tried weekly",
        ),
        pytest.param(
            "quarantined",
            4,
            None,
            backing_off(4, WEEK, "quarantined"),
            id="a feed that kills workers: weekly",
        ),
        pytest.param(
            "http_503",
            1,
            3 * HOUR,
            backing_off(1, 3 * HOUR, "retry_after"),
            id="503 asks for more time than we would take",
        ),
        pytest.param(
            "http_503",
            1,
            60,
            backing_off(1, 2 * HOUR, "patience"),
            id="503 asks for less time than we would take",
        ),
        pytest.param(
            "http_429",
            1,
            5 * HOUR,
            backing_off(1, 5 * HOUR, "retry_after", host_block_s=5 * HOUR),
            id="429 rests the whole host as long as asked",
        ),
        pytest.param(
            "http_429",
            1,
            None,
            backing_off(1, 2 * HOUR, "patience", host_block_s=900),
            id="429 without a time rests the host a quarter of an hour",
        ),
    ],
)
def test_patience_after_a_failure(code: str, errors: int, retry_after: float | None, plan: Plan) -> None:
    assert plan == plan_failure(
        code, interval_s=HOUR, errors=errors, retry_after_s=retry_after, chance=MIDDLE
    )


@pytest.mark.parametrize(
    ("shortest", "longest", "seconds"),
    [(None, None, HOUR), (2 * HOUR, None, 2 * HOUR), (None, 600, 600), (300, 2 * HOUR, HOUR)],
    ids=["no bounds", "no sooner", "no later", "within both"],
)
def test_a_person_bounds_the_interval(shortest: int | None, longest: int | None, seconds: int) -> None:
    assert paced(HOUR, shortest_s=shortest, longest_s=longest) == seconds


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


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({"cache-control": "public, max-age=1800"}, 1_800, id="max-age"),
        pytest.param({"cache-control": "max-age=1800", "age": "600"}, 1_200, id="max-age less its age"),
        pytest.param({"cache-control": "max-age=600", "age": "900"}, None, id="stale when it came"),
        pytest.param({"cache-control": "s-maxage=1800"}, None, id="of shared caches alone"),
        pytest.param({"cache-control": "no-cache, max-age=1800"}, None, id="not to be kept at all"),
        pytest.param({"cache-control": "max-age=172800"}, DAY, id="two days: a day at most"),
        pytest.param({"cache-control": "max-age=31536000"}, None, id="a year: nobody means that"),
        pytest.param({"cache-control": "max-age=-1"}, None, id="negative"),
        pytest.param({"cache-control": "max-age=soon"}, None, id="a word"),
        pytest.param({"expires": "Tue, 03 Nov 2026 14:00:00 GMT"}, 2 * HOUR, id="Expires"),
        pytest.param(
            {"expires": "Tue, 03 Nov 2026 14:00:00 GMT", "date": "Tue, 03 Nov 2026 13:30:00 GMT"},
            1_800,
            id="Expires by the server's own clock",
        ),
        pytest.param({"expires": "0"}, None, id="Expires: 0"),
        pytest.param({"expires": "-1"}, None, id="Expires: -1"),
        pytest.param({"expires": "Mon, 02 Nov 2026 14:00:00 GMT"}, None, id="Expires in the past"),
        pytest.param(
            {"cache-control": "max-age=600", "expires": "Tue, 03 Nov 2026 14:00:00 GMT"},
            600,
            id="max-age wins over Expires",
        ),
    ],
)
def test_headers_say_how_long_an_answer_stays_good(headers: dict[str, str], seconds: int | None) -> None:
    assert header_wish_s(headers, now=NOW) == seconds


@pytest.mark.parametrize(
    ("ttl", "period", "frequency", "seconds"),
    [
        pytest.param("", "", "", None, id="nothing"),
        pytest.param("120", "", "", 2 * HOUR, id="ttl is in minutes"),
        pytest.param("2880", "", "", DAY, id="a day at most"),
        pytest.param("99999999", "", "", None, id="absurd"),
        pytest.param("0", "", "", None, id="zero"),
        pytest.param("-5", "", "", None, id="negative"),
        pytest.param("an hour", "", "", None, id="words"),
        pytest.param("", "hourly", "", HOUR, id="hourly"),
        pytest.param("", " Daily ", "4", 6 * HOUR, id="four times a day"),
        pytest.param("", "weekly", "1", DAY, id="weekly: a day at most"),
        pytest.param("", "monthly", "1", None, id="monthly: nobody means that"),
        pytest.param("", "hourly", "0", HOUR, id="never an hour"),
        pytest.param("30", "hourly", "1", HOUR, id="the longer of both"),
    ],
)
def test_documents_say_how_often_they_change(
    ttl: str, period: str, frequency: str, seconds: int | None
) -> None:
    assert document_wish_s(ttl=ttl, period=period, frequency=frequency) == seconds


def test_hours_and_days_to_skip_are_read_leniently() -> None:
    assert skipped_hours(["3", " 24 ", "3", "25", "x", "-1"]) == [0, 3]
    assert skipped_days(["Sunday", " monday", "Someday"]) == [0, 6]


@pytest.mark.parametrize(
    ("hours", "days", "instant"),
    [
        pytest.param([], [], NOW, id="none"),
        pytest.param([12, 13], [], NOW + timedelta(hours=2), id="hours"),
        pytest.param([], [1], NOW + timedelta(hours=12), id="a day (NOW is a Tuesday)"),
        pytest.param([0, 12], [1], NOW + timedelta(hours=13), id="a day, and the hour after it"),
        pytest.param(range(24), [], NOW, id="all hours: nobody means that"),
    ],
)
def test_skipped_hours_and_days_are_waited_out(hours: list[int], days: list[int], instant: datetime) -> None:
    assert after_skips(NOW, hours=hours, days=days) == instant
