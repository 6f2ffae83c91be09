"""Whatever a stranger sends: a problem that names what is wrong, never an error of ours."""

from urllib.parse import quote

import pytest
from django.db import OperationalError

from tests.timeline.api.asking import LISTS, Answer, Asker
from tests.timeline.api.bad_parameters import BAD_PARAMETERS
from tests.timeline.api.bad_requests import BAD_REQUESTS, Bad
from tests.timeline.reports import report
from timeline.models import Deliverable

TABLE = [
    *(
        Bad(name=address[:60], status=400, address=address, error=("query", name))
        for address, name in BAD_PARAMETERS
    ),
    *BAD_REQUESTS,
]


def assert_problem(answer: Answer, status: int) -> None:
    assert answer.status == answer.body["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert set(answer.body) == {"type", "title", "status", "detail", "instance", "request_id", "errors"}


def test_the_table_is_long_and_says_nothing_twice() -> None:
    asked = [(bad.method, bad.address, tuple(bad.headers.items()), bad.body) for bad in TABLE]
    assert len(set(asked)) == len(asked) >= 250


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.name.encode("unicode_escape").decode())
def test_bad_input_is_a_problem_that_names_it(ask: Asker, bad: Bad) -> None:
    answer = ask(bad.address, method=bad.method, body=bad.body, **bad.headers)
    assert_problem(answer, bad.status)
    assert [(each["in"], each["name"]) for each in answer.body["errors"]] == (
        [bad.error] if bad.error else []
    )
    assert answer.body["detail"]
    if bad.status == 405:
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_every_fault_is_named_at_once(ask: Asker) -> None:
    names = [error["name"] for error in ask("events?limit=0&sort=x&nope=1").body["errors"]]
    assert names == ["limit", "sort", "nope"]


@pytest.mark.parametrize("resource", LISTS)
def test_nothing_recorded_is_an_empty_list(ask: Asker, resource: str) -> None:
    assert ask(f"{resource}?include=total").body == {
        "data": [],
        "page": {"limit": 50, "next": None, "previous": None, "total": 0},
        "meta": {
            "as_of": "2026-11-22",
            "record_through": None,
            "schema_version": 1,
            "licence": "CC-BY-4.0",
        },
    }


@pytest.mark.parametrize(
    "address",
    [
        "companies?q=%25",
        "companies?q=%E2%80%8B%E2%80%AE",
        "deliverables?as_of=1900-01-01",
        "deliverables?from=1900-01-01&to=2199-12-31",
        "deliverables?min_slip=36500&sort=-slip",
        "commitments?due_after=2199-12-31",
        "items?from=2199-12-31",
        "items?to=1900-01-01",
    ],
)
def test_an_odd_but_readable_request_is_answered(ask: Asker, address: str) -> None:
    assert ask(address).data == []


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"accept": "*/*;q=nan"}, id="accept-nan"),
        pytest.param({"accept": "text/html;q=0.1, ;;;, */*"}, id="accept-junk"),
        pytest.param({"if_none_match": "x" * 8000}, id="long-tag"),
        pytest.param({"if_none_match": '"\u00e9", W/"'}, id="odd-tag"),
        pytest.param({"if_modified_since": "yesterday"}, id="odd-day"),
        pytest.param({"range": "bytes=0-1"}, id="range"),
        pytest.param({"x_forwarded_host": "evil.example"}, id="forwarded-host"),
    ],
)
def test_odd_headers_change_nothing(ask: Asker, headers: dict[str, str]) -> None:
    assert ask("companies", **headers).data == []


def test_a_request_id_is_repeated_only_when_it_is_one(ask: Asker) -> None:
    assert ask("nope", x_request_id="abc-123").body["request_id"] == "abc-123"
    assert ask("nope", x_request_id="<script>").body["request_id"] != "<script>"


def test_an_error_of_ours_is_a_problem_whose_number_the_log_tells(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("timeline.api.views.names.companies", fail)
    ask.client.raise_request_exception = False
    answer = ask("companies")
    assert_problem(answer, 500)
    assert "ZeroDivisionError" not in answer.text
    assert answer.body["request_id"] in caplog.text


@pytest.mark.parametrize("tag", ["", 'W/"held"'], ids=["asked anew", "held"])
def test_a_database_that_is_away_is_a_problem_for_a_moment(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, tag: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("the server closed the connection")

    for name in ("edition", "standing"):
        monkeypatch.setattr(f"timeline.api.resources.{name}", fail)
    answer = ask("companies", if_none_match=tag)
    assert_problem(answer, 503)
    assert answer.headers["Retry-After"] == "5"
    assert "connection" not in answer.text


# Signs without a word, a word of every text, signs that mean something to searches or to a format.
ODD_WORDS = [
    *("...", "\x84\ue001", "🙂", "the", "'", "o'brien", "\\", "a:*"),
    *("!a", "a & (b", "<->", '"', "%s", "{0}", "$1"),
]


@pytest.mark.parametrize("address", ["stories", "items", "search", "/news/", "/news.atom"])
@pytest.mark.parametrize("words", ODD_WORDS)
def test_odd_words_are_looked_for_like_others(
    ask: Asker, promised: Deliverable, address: str, words: str
) -> None:
    report("Acme ships")
    also = "" if address == "search" else "&company=acme"
    assert [ask(f"{address}?q={quote(words)}{more}").status for more in ("", also)] == [200, 200]


@pytest.mark.parametrize("address", ["stories", "items"])
def test_signs_alone_are_held_by_nothing(ask: Asker, promised: Deliverable, address: str) -> None:
    report("Acme ships...")
    assert ask(f"{address}?q=...").data == []


@pytest.mark.parametrize("query", ["company=acme", "product=phone", "model=phone"])
def test_a_slug_that_is_known_is_no_fault(ask: Asker, promised: Deliverable, query: str) -> None:
    answer = ask(f"deliverables?{query}")
    wanted = 400 if query.startswith("model") else 200  # a device is no model
    assert answer.status == wanted


def test_bad_input_on_a_page_stays_a_page(ask: Asker) -> None:
    for path in ("/news/?host=1", "/nope"):
        answer = ask(path, host="evil.example")
        assert (answer.status, answer.headers["Content-Type"]) == (400, "text/html; charset=utf-8")
