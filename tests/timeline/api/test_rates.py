"""How often one caller may ask: counted in Redis for all processes, and never in the way of reads."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as conf
from django.test import Client

from aitracker.web import rates
from aitracker.web.rates import Caller, count
from tests.conftest import NOW
from tests.timeline.api.asking import Asker
from timeline.models import ApiToken
from timeline.queries.tokens import token_hash

SECRET = "ait_0123456789abcdef"
REDIS = str(conf.REDIS_URL)


@pytest.fixture
def caller() -> str:
    """An address from which no other test asks, and none asked before."""
    number = int(rates._client(REDIS).incr("aitracker:test:caller"))
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


@pytest.fixture
def two_a_minute(settings: Any) -> None:
    """Two requests for a stranger, three for a program with a token."""
    settings.API_RATE_ANON = 2
    settings.API_RATE_TOKEN = 3


@pytest.fixture
def token(db: None) -> ApiToken:
    """A token that is good."""
    return ApiToken.objects.create(name="a program", token_hash=token_hash(SECRET))


@pytest.fixture
def redis_is_away(settings: Any) -> Iterator[None]:
    """Nothing listens where Redis should."""
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    rates._count_again_at = 0.0
    yield
    rates._count_again_at = 0.0


def asked(caller: str, address: str = "companies", **headers: str) -> Any:
    return Client(REMOTE_ADDR=caller).get(f"/api/v1/{address}", headers=headers)


@pytest.mark.usefixtures("db", "two_a_minute")
def test_every_answer_says_what_is_left_and_the_one_too_many_is_refused(caller: str) -> None:
    answers = [asked(caller) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["RateLimit-Policy"] for answer in answers] == ['"anonymous";q=2;w=60'] * 3
    assert [answer.headers["RateLimit"].split(";t=")[0] for answer in answers] == [
        '"anonymous";r=1',
        '"anonymous";r=0',
        '"anonymous";r=0',
    ]
    refused = answers[2]
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert "RateLimit" in refused.headers["Access-Control-Expose-Headers"]
    assert refused.json()["title"] == "Too many requests"


@pytest.mark.usefixtures("db", "two_a_minute")
@pytest.mark.parametrize("address", ["nope", "companies/nobody", "companies?nope=1", "schema"])
def test_whatever_is_asked_counts(caller: str, address: str) -> None:
    asked(caller, address)
    asked(caller, address)
    assert asked(caller, address).status_code == 429


@pytest.mark.usefixtures("db", "two_a_minute")
def test_an_answer_that_the_reader_holds_counts_as_well(caller: str) -> None:
    tag = asked(caller).headers["ETag"]
    assert asked(caller, if_none_match=tag).headers["RateLimit"].startswith('"anonymous";r=0;')
    refused = asked(caller, if_none_match=tag)
    assert (refused.status_code, refused.json()["title"]) == (429, "Too many requests")


@pytest.mark.usefixtures("db", "two_a_minute")
def test_a_tag_that_is_out_of_date_counts_once(caller: str) -> None:
    answer = asked(caller, if_none_match='W/"old"')
    assert (answer.status_code, answer.headers["RateLimit"].split(";t=")[0]) == (200, '"anonymous";r=1')


@pytest.mark.usefixtures("two_a_minute")
def test_a_program_that_holds_the_answer_is_counted_by_its_token(caller: str, token: ApiToken) -> None:
    tag = asked(caller).headers["ETag"]
    again = asked(caller, if_none_match=tag, authorization=f"Bearer {SECRET}")
    assert (again.status_code, again.headers["RateLimit-Policy"]) == (304, '"token";q=3;w=60')
    assert asked(caller, if_none_match=tag, authorization="Bearer another-0123456789").status_code == 401


@pytest.mark.usefixtures("db", "two_a_minute")
def test_a_preflight_is_not_counted(caller: str) -> None:
    answers = [Client(REMOTE_ADDR=caller).options("/api/v1/companies") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {204}


@pytest.mark.usefixtures("two_a_minute")
def test_a_program_with_a_token_may_ask_more_often_than_its_neighbours(caller: str, token: ApiToken) -> None:
    for _ in range(2):
        asked(caller)
    answers = [asked(caller, authorization=f"Bearer {SECRET}") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"token";q=3;w=60'
    assert asked(caller).status_code == 429


@pytest.mark.usefixtures("two_a_minute")
@pytest.mark.parametrize(
    ("values", "given"),
    [
        pytest.param({}, "Bearer another-0123456789", id="unknown"),
        pytest.param({"revoked_at": NOW}, f"Bearer {SECRET}", id="revoked"),
        pytest.param({"expires_at": NOW - timedelta(seconds=1)}, f"Bearer {SECRET}", id="expired"),
        pytest.param({}, "Bearer", id="empty"),
        pytest.param({}, "Bearer short", id="short"),
        pytest.param({}, f"Bearer {SECRET}\u00e9", id="odd-character"),
        pytest.param({}, "Bearer " + "a" * 10_000, id="ten-kilobytes"),
    ],
)
def test_a_bad_token_is_named_and_counted(
    caller: str, token: ApiToken, values: dict[str, Any], given: str
) -> None:
    ApiToken.objects.filter(pk=token.pk).update(**values)
    answers = [asked(caller, authorization=given) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"
    assert answers[0].headers["RateLimit-Policy"] == '"anonymous";q=2;w=60'
    assert answers[0].json()["errors"][0]["name"] == "Authorization"


@pytest.mark.usefixtures("db")
def test_another_scheme_is_no_token(ask: Asker) -> None:
    assert ask("companies", authorization="Basic dXNlcjpwYXNz").status == 200


@pytest.mark.usefixtures("db")
def test_a_token_in_the_address_is_refused(ask: Asker) -> None:
    assert ask("companies?token=x").status == 400


@pytest.mark.usefixtures("db")
def test_no_limit_counts_nothing(caller: str, settings: Any) -> None:
    settings.API_RATE_ANON = 0
    answer = asked(caller)
    assert (answer.status_code, "RateLimit" in answer.headers) == (200, False)


@pytest.mark.usefixtures("db", "two_a_minute", "redis_is_away")
def test_reads_go_on_uncounted_while_redis_is_away(caller: str, caplog: pytest.LogCaptureFixture) -> None:
    answers = [asked(caller) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert not any("RateLimit" in answer.headers for answer in answers)
    told = [record.getMessage() for record in caplog.records if "not counted" in record.getMessage()]
    assert len(told) == 1


@pytest.mark.usefixtures("db", "two_a_minute")
def test_a_connection_that_ends_under_a_request_fails_no_read(
    caller: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a process that is being replaced."""

    def closed(key: str, *, seconds: int) -> tuple[int, int]:
        raise ValueError("I/O operation on closed file.")

    monkeypatch.setattr(rates, "_counted", closed)
    monkeypatch.setattr(rates, "_count_again_at", 0.0)
    assert asked(caller).status_code == 200


@pytest.mark.usefixtures("db", "two_a_minute", "redis_is_away")
def test_counting_begins_again_once_redis_is_back(caller: str, settings: Any) -> None:
    asked(caller)
    settings.REDIS_URL = REDIS
    assert "RateLimit" not in asked(caller).headers
    rates._count_again_at = 0.0
    assert asked(caller).headers["RateLimit"].startswith('"anonymous";r=1;')


def test_no_request_of_many_at_once_is_lost(caller: str) -> None:
    many = Caller("anonymous", caller, 1000)
    with ThreadPoolExecutor(16) as pool:
        counts = list(pool.map(lambda _: count(many), range(400)))
    assert sorted(each.number for each in counts) == list(range(1, 401))
    assert all(1 <= each.seconds <= 60 for each in counts)


def test_the_minute_ends(caller: str) -> None:
    one = Caller("anonymous", caller, 1)
    assert count(one).number == 1
    rates._client(REDIS).pexpire(f"aitracker:rate:anonymous:{rates._digest(caller)}", 1)
    for _ in range(200):
        if (again := count(one)).number == 1:
            break
    assert (again.number, again.seconds) == (1, 60)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("proxies", "told", "policy_holds_for"),
    [
        pytest.param(0, "192.0.2.1", "10.9.9.9", id="no-proxy-of-ours"),
        pytest.param(1, "192.0.2.1", "192.0.2.1", id="our-proxy"),
        pytest.param(1, "198.51.100.7, 192.0.2.1", "192.0.2.1", id="a-caller-who-invents-another"),
        pytest.param(1, "", "10.9.9.9", id="past-the-proxy"),
        pytest.param(2, "198.51.100.7, 192.0.2.1, 10.0.0.2", "192.0.2.1", id="two-proxies"),
        pytest.param(2, "192.0.2.1", "10.9.9.9", id="past-one-of-two"),
        pytest.param(1, "2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002", id="a-household-of-the-newer-kind"),
        pytest.param(1, "::ffff:192.0.2.1", "192.0.2.1", id="an-older-address-in-a-newer-one"),
        pytest.param(1, "192.0.2.1:50123", "192.0.2.1", id="an-address-with-its-port"),
        pytest.param(1, "[2001:db8:1:2::6]:50123", "2001:0db8:0001:0002", id="a-newer-one-with-its-port"),
        pytest.param(1, "<junk>", "<junk>", id="junk"),
    ],
)
def test_a_caller_is_known_by_what_our_own_proxies_say(
    rf: Any, settings: Any, proxies: int, told: str, policy_holds_for: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="10.9.9.9", headers={"X-Forwarded-For": told} if told else {})
    request.auth = None
    assert rates.caller_of(request).name == policy_holds_for
