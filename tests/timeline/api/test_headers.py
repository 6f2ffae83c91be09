"""Answers may be kept a minute and checked cheaply; any site may read them."""

from datetime import date, timedelta

import httpx
import pytest
import time_machine
from rest_framework.views import APIView

from tests.conftest import NOW
from tests.timeline.acme import said, source
from tests.timeline.api.asking import Asker
from tests.timeline.api.serving import application
from timeline.curation import Act, redate
from timeline.models import Deliverable

FRESH = "public, max-age=60, stale-while-revalidate=300"
READABLE = ["", "companies", "companies/acme", "companies/acme/record", "deliverables/phone-api", "schema"]


@pytest.mark.parametrize("address", READABLE)
def test_an_answer_is_shared_and_kept_for_a_minute(ask: Asker, promised: Deliverable, address: str) -> None:
    headers = ask(address).headers
    assert headers["Cache-Control"] == FRESH
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Access-Control-Expose-Headers"].startswith("ETag, Link, RateLimit")
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", READABLE)
def test_an_answer_that_the_reader_holds_is_not_sent_again(
    ask: Asker, promised: Deliverable, address: str
) -> None:
    tag = ask(address).headers["ETag"]
    again = ask(address, if_none_match=f'"other", {tag}')
    assert (again.status, again.text, again.queries) == (304, "", 1)
    assert (again.headers["ETag"], again.headers["Cache-Control"]) == (tag, FRESH)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_stranger_hears_so_before_anything_else_is_done(
    ask: Asker, promised: Deliverable, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    tag = ask("deliverables").headers["ETag"]
    monkeypatch.setattr(APIView, "dispatch", None)
    answer = ask("deliverables", if_none_match=tag, method=method)
    assert (answer.status, answer.text, answer.headers["Access-Control-Allow-Origin"]) == (304, "", "*")


def test_no_tag_stands_for_a_type_that_is_not_accepted(ask: Asker, promised: Deliverable) -> None:
    tag = ask("deliverables").headers["ETag"]
    assert ask("deliverables", if_none_match=tag, accept="text/turtle").status == 406


def test_a_change_of_the_record_changes_every_tag(ask: Asker, promised: Deliverable, act: Act) -> None:
    tag = ask("deliverables/phone-api").headers["ETag"]
    later = date(2026, 6, 20)
    redate(act, "phone-api", said("in August", on=later), [source("two", on=later)])
    answer = ask("deliverables/phone-api", if_none_match=tag)
    assert answer.status == 200
    assert answer.data["current_promise"]["latest"] == "2026-08-31"


def test_the_next_day_has_another_tag(ask: Asker, promised: Deliverable) -> None:
    today = ask("deliverables").headers["ETag"]
    with time_machine.travel(NOW + timedelta(days=1)):
        assert ask("deliverables").headers["ETag"] != today


def test_another_query_has_another_tag(ask: Asker, promised: Deliverable) -> None:
    assert ask("deliverables").headers["ETag"] != ask("deliverables?limit=1").headers["ETag"]


def test_a_faulty_request_is_refused_whatever_the_reader_holds(ask: Asker) -> None:
    assert ask("deliverables?nope=1", if_none_match="*").status == 400
    assert ask("deliverables?cursor=nope", if_none_match="*").status == 400
    assert ask("deliverables/nope", if_none_match="*").status == 404


def test_whoever_holds_any_answer_needs_no_other(ask: Asker, promised: Deliverable) -> None:
    answer = ask("deliverables/phone-api", if_none_match="*")
    assert (answer.status, answer.text) == (304, "")
    assert answer.headers["ETag"] == ask("deliverables/phone-api").headers["ETag"]


def test_head_has_the_headers_alone(ask: Asker, promised: Deliverable) -> None:
    got, head = ask("deliverables"), ask("deliverables", method="HEAD")
    assert (head.status, head.text) == (200, "")
    assert head.headers["ETag"] == got.headers["ETag"]


@pytest.mark.parametrize(
    ("path", "encoding"),
    [
        ("/api/v1/deliverables", "identity"),
        ("/api/v1/nope", "identity"),
        ("/ledger/", "identity"),
        ("/healthz", "identity"),
        # Compressed with a padding of random length, which a small answer would not outweigh.
        ("/api/v1/enumerations", "gzip"),
        ("/ledger/", "gzip"),
    ],
)
def test_the_site_itself_leaves_the_body_of_head_out(
    promised: Deliverable, in_process: None, path: str, encoding: str
) -> None:
    """Django's own client would drop it, and hide that the site does not."""
    client = httpx.Client(transport=httpx.WSGITransport(app=application), base_url="http://localhost")
    with client:
        headers = {"Accept-Encoding": encoding}
        got, head = client.get(path, headers=headers), client.head(path, headers=headers)
    assert (head.status_code, head.content) == (got.status_code, b"")
    compared = ("Content-Type", "ETag", "Vary", "Content-Encoding")
    assert [head.headers.get(name) for name in compared] == [got.headers.get(name) for name in compared]
    assert abs(int(head.headers["Content-Length"]) - int(got.headers["Content-Length"])) < 100


def test_of_what_is_not_sent_again_no_length_is_told(promised: Deliverable, in_process: None) -> None:
    """It would have to be that of the whole answer (RFC 9110, 8.6)."""
    client = httpx.Client(transport=httpx.WSGITransport(app=application), base_url="http://localhost")
    with client:
        tag = client.get("/api/v1/deliverables").headers["ETag"]
        again = client.get("/api/v1/deliverables", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert not {"Content-Length", "Content-Type"} & {name.title() for name in again.headers}


def test_a_browser_elsewhere_may_send_a_tag(ask: Asker) -> None:
    answer = ask("deliverables", method="OPTIONS", origin="https://elsewhere.example")
    assert (answer.status, answer.text) == (204, "")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1"])
def test_the_way_in_is_found(ask: Asker, address: str) -> None:
    answer = ask(address)
    assert (answer.status, answer.headers["Location"]) == (301, "/api/v1/")
