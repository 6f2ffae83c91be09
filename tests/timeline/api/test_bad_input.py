"""Whatever a stranger sends: a problem that names the parameter, never an error of ours."""

import pytest

from tests.timeline.api.asking import LISTS, Answer, Asker

BAD_PARAMETERS = [
    ("companies?nope=1", "nope"),
    ("companies?compnay=meta", "compnay"),
    ("companies?fate=pending", "fate"),
    ("companies?view=chart", "view"),
    ("companies?theme=dark", "theme"),
    ("companies?format=csv", "format"),
    ("companies?format=../../x", "format"),
    ("companies?%00=1", "\0"),
    ("companies?company=meta&company=openai", "company"),
    ("companies?company=", "company"),
    ("companies?company=,", "company"),
    ("companies?company", "company"),
    ("companies?company=me%00ta", "company"),
    ("companies?company=%ed%a0%80", "company"),
    ("companies?company=(a%2B)%2B$", "company"),
    ("companies?company=../../etc/passwd", "company"),
    ("companies?company=%27%20OR%201=1", "company"),
    ("companies?company=" + ",".join(f"c{number}" for number in range(101)), "company"),
    ("companies?company=" + "a" * 1001, "company"),
    ("companies?kind=launch", "kind"),
    ("companies?kind=Company", "kind"),
    ("products?kind=regulator", "kind"),
    ("models?kind=app", "kind"),
    ("events?kind=layoff", "kind"),
    ("restructurings?kind=launch", "kind"),
    ("products?limit=0", "limit"),
    ("products?limit=-1", "limit"),
    ("products?limit=201", "limit"),
    ("products?limit=1.5", "limit"),
    ("products?limit=1e2", "limit"),
    ("products?limit=abc", "limit"),
    ("products?limit=", "limit"),
    ("products?limit=9223372036854775808", "limit"),
    ("products?limit=" + "9" * 5000, "limit"),
    ("products?limit=%EF%BC%91%EF%BC%90", "limit"),
    ("products?limit=%E0%A5%AA", "limit"),
    ("events?cursor=abc", "cursor"),
    ("events?cursor=eyJrZXkiOltdfQ:1:x", "cursor"),
    ("events?cursor=.eJ:a:b", "cursor"),
    ("events?cursor=%00", "cursor"),
    ("events?cursor=" + "a" * 1001, "cursor"),
    ("events?cursor=%F0%9F%98%80", "cursor"),
    ("events?sort=nope", "sort"),
    ("events?sort=-", "sort"),
    ("events?sort=--day", "sort"),
    ("events?sort=?", "sort"),
    ("events?sort=title", "sort"),
    ("events?sort=evidence__url", "sort"),
    ("events?sort=day,significance", "sort"),
    ("events?fields=nope", "fields"),
    ("events?fields=slug,pk", "fields"),
    ("events?fields=,", "fields"),
    ("events?include=everything", "include"),
    ("deliverables?fate=late", "fate"),
    ("deliverables?fate=pending,nope", "fate"),
    ("deliverables?channel=fax", "channel"),
    ("deliverables?precision=exact", "precision"),
    ("deliverables?basis=rumour", "basis"),
    ("deliverables?overdue=false", "overdue"),
    ("deliverables?overdue=1", "overdue"),
    ("deliverables?min_slip=0", "min_slip"),
    ("deliverables?min_slip=-5", "min_slip"),
    ("deliverables?min_slip=36501", "min_slip"),
    ("deliverables?min_slip=nan", "min_slip"),
    ("deliverables?region=U%20S", "region"),
    ("deliverables?as_of=2026-13-01", "as_of"),
    ("deliverables?as_of=2026-02-30", "as_of"),
    ("deliverables?as_of=2026-6-1", "as_of"),
    ("deliverables?as_of=20260601", "as_of"),
    ("deliverables?as_of=2026-W54", "as_of"),
    ("deliverables?as_of=2026-Q5", "as_of"),
    ("deliverables?as_of=June", "as_of"),
    ("deliverables?as_of=0000-01-01", "as_of"),
    ("deliverables?as_of=99999-01-01", "as_of"),
    ("deliverables?as_of=2026-11-23", "as_of"),
    ("deliverables?as_of=2026-06-01T00:00:00%2B99:99", "as_of"),
    ("deliverables?as_of=%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%96-06-01", "as_of"),
    ("deliverables?as_of=2026-06-01%0a", "as_of"),
    ("deliverables?from=2026-07-01&to=2026-06-01", "to"),
    ("deliverables?due_after=2026-07-01&due_before=2026-06-01", "due_before"),
    ("deliverables?updated_since=yesterday", "updated_since"),
    ("items?updated_since=2026-07-01", "updated_since"),
    ("commitments?said_after=yesterday", "said_after"),
    ("commitments?overdue=true", "overdue"),
    ("items?q=%00", "q"),
    ("items?q=" + "a" * 201, "q"),
    ("items?q=%ff%fe", "q"),
    ("items?q=%ed%a0%80", "q"),
    ("items?q=%c0%af", "q"),
    ("items?q=%20%20", "q"),
    ("items?fate=pending", "fate"),
    ("items?to=9999-12-31", "to"),
    ("items?from=0001-01-01", "from"),
    ("companies/meta?limit=1", "limit"),
    ("companies/meta/record?sort=name", "sort"),
    ("deliverables/muse-spark-api?as_of=soon", "as_of"),
    ("events/launch?fields=slug", "fields"),
    ("?q=x", "q"),
    ("schema?format=xml", "format"),
    ("schema?lang=de", "lang"),
]
MISSING = [
    "nope",
    "v2/companies",
    "companies/",
    "companies/nobody",
    "companies/META",
    "companies/nobody/record",
    "companies/meta/records",
    "companies/%00",
    "companies/-1",
    "companies/" + "9" * 40,
    "companies/" + "a" * 3000,
    "companies/%EF%BC%91",
    "companies/..%2f..%2fetc",
    "companies/%ff%fe",
    "companies/%ed%a0%80",
    "products/nothing",
    "models/nothing",
    "deliverables/nothing",
    "deliverables/%F0%9F%98%80",
    "events/nothing",
    "commitments/1",
    "items/1",
    "/api/v2",
    "/api/%00",
    "/api/v1//companies",
]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]


def identifier(value: object) -> str:
    return str(value)[:60].replace("\0", "NUL") if isinstance(value, str) else ""


def assert_problem(answer: Answer, status: int) -> None:
    assert answer.status == answer.body["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert set(answer.body) == {"type", "title", "status", "detail", "instance", "request_id", "errors"}


@pytest.mark.parametrize(("address", "name"), BAD_PARAMETERS, ids=identifier)
def test_a_bad_parameter_is_named(ask: Asker, address: str, name: str) -> None:
    answer = ask(address)
    assert_problem(answer, 400)
    assert [(error["in"], error["name"]) for error in answer.body["errors"]] == [("query", name)]


@pytest.mark.parametrize("address", MISSING, ids=identifier)
def test_what_is_not_there_is_a_problem(ask: Asker, address: str) -> None:
    answer = ask(address)
    assert_problem(answer, 404)
    assert answer.body["errors"] == []


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("address", ["companies", "deliverables/x", "schema", "docs", ""])
def test_nothing_is_written_here(ask: Asker, method: str, address: str) -> None:
    answer = ask(address, method=method)
    assert_problem(answer, 405)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", METHODS)
def test_an_unknown_address_is_missing_by_every_method(ask: Asker, method: str) -> None:
    assert_problem(ask("nope", method=method), 404)


def test_every_fault_is_named_at_once(ask: Asker) -> None:
    names = [error["name"] for error in ask("events?limit=0&sort=x&nope=1").body["errors"]]
    assert names == ["limit", "sort", "nope"]


def test_more_parameters_than_can_be_read_are_refused(ask: Asker) -> None:
    assert_problem(ask("companies?" + "&".join(f"p{number}=1" for number in range(1001))), 400)


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
        "companies?company=nobody",
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


def test_a_request_for_another_type_is_refused(ask: Asker) -> None:
    assert_problem(ask("companies", accept="text/csv"), 406)


def test_a_request_id_is_repeated_only_when_it_is_one(ask: Asker) -> None:
    assert ask("nope", x_request_id="abc-123").body["request_id"] == "abc-123"
    assert ask("nope", x_request_id="<script>").body["request_id"] != "<script>"
