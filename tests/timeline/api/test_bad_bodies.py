"""Bodies that cannot be used: each is a problem that names the field, and changes nothing."""

from typing import Any

import pytest

from tests.timeline.api.asking import Asker
from tests.timeline.api.proposing import PROPOSAL, secret_of, send
from timeline.models import Change, Suggestion

pytestmark = pytest.mark.usefixtures("promised")
WINDOW = {"earliest": "2026-08-01", "latest": "2026-08-31", "precision": "month"}
UNREADABLE = {
    "no-json": (400, b"{"),
    "only blanks": (400, b"   "),
    "a list": (400, b"[]"),
    "null": (400, b"null"),
    "a text": (400, b'"event"'),
    "a number": (400, b"1"),
    "utf-16": (400, "{}".encode("utf-16")),
    "byte order mark": (400, b"\xef\xbb\xbf{}"),
    "bad utf-8": (400, b'{"kind": "\xff\xfe"}'),
    "nan": (400, b'{"kind": NaN}'),
    "infinity": (400, b'{"kind": -Infinity}'),
    "deep": (400, b"[" * 60_000),
    "deep objects": (400, b'{"a":' * 10_000 + b"1" + b"}" * 10_000),
    "long number": (400, b'{"kind": ' + b"9" * 5000 + b"}"),
    "twice the same key": (400, b'{"kind": "event", "kind": "report"}'),
    "twice inside": (400, b'{"window": {"latest": null, "latest": null}}'),
    "a megabyte": (413, b'{"note": "' + b"x" * 1_000_000 + b'"}'),
    "three megabytes": (413, b'{"note": "' + b"x" * 3_000_000 + b'"}'),
}
FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "no kind": ({"kind": None}, "kind"),
    "unknown kind": ({"kind": "rumour"}, "kind"),
    "kind as a list": ({"kind": ["event"]}, "kind"),
    "kind as an object": ({"kind": {"event": 1}}, "kind"),
    "kind as a number": ({"kind": 1}, "kind"),
    "kind as a truth": ({"kind": True}, "kind"),
    "unknown event kind": ({"event_kind": "party"}, "event_kind"),
    "no event kind": ({"event_kind": ""}, "event_kind"),
    "report with an event kind": ({"kind": "report"}, "event_kind"),
    "no deliverable of that name": ({"deliverable": "nothing"}, "deliverable"),
    "deliverable as a number": ({"deliverable": 7}, "deliverable"),
    "deliverable as a list": ({"deliverable": ["phone-api"]}, "deliverable"),
    "deliverable too long": ({"deliverable": "a" * 81}, "deliverable"),
    "empty deliverable": ({"deliverable": ""}, "deliverable"),
    "no company of that name": ({"company": "nobody"}, "company"),
    "no product of that name": ({"product": "nothing"}, "product"),
    "company as an object": ({"company": {"slug": "acme"}}, "company"),
    "words that say nothing": ({"words": "\u200b\u202e"}, "words"),
    "words of blanks": ({"words": "   "}, "words"),
    "words that no rule reads": ({"words": "when the cows come home"}, "words"),
    "words too long": ({"words": "in June " * 40}, "words"),
    "words as a number": ({"words": 2026}, "words"),
    "words as a truth": ({"words": False}, "words"),
    "nul in words": ({"words": "in\0June"}, "words"),
    "half a character": ({"words": "in June \ud800"}, "words"),
    "escape in the note": ({"note": "\x1b[31m"}, "note"),
    "nul in an unknown field": ({"more": "a\0b"}, "more"),
    "nul inside": ({"window": {"precision": "a\0"}}, "window"),
    "window as a text": ({"window": "2026-08"}, "window"),
    "window as a list": ({"window": []}, "window"),
    "window without precision": ({"window": {"latest": "2026-08-31"}}, "window.precision"),
    "unknown precision": ({"window": WINDOW | {"precision": "minute"}}, "window.precision"),
    "unknown part of a window": ({"window": WINDOW | {"words": "x"}}, "window.words"),
    "window that ends before it begins": ({"window": WINDOW | {"earliest": "2026-09-01"}}, "window.latest"),
    "window without an end": ({"window": {"precision": "month"}}, "window.latest"),
    "vague with an end": ({"window": WINDOW | {"precision": "vague"}}, "window.latest"),
    "two days as one": ({"window": WINDOW | {"precision": "day"}}, "window.latest"),
    "no such day": ({"window": WINDOW | {"latest": "2026-08-32"}}, "window.latest"),
    "day as a number": ({"window": WINDOW | {"latest": 20260831}}, "window.latest"),
    "day with an hour": ({"said_on": "2026-06-20T00:00:00Z"}, "said_on"),
    "no day": ({"said_on": "June"}, "said_on"),
    "no day at all": ({"said_on": None}, "said_on"),
    "day of year 1": ({"said_on": "0001-01-01"}, "said_on"),
    "day of year 9999": ({"said_on": "9999-12-31"}, "said_on"),
    "tomorrow": ({"said_on": "2026-11-23"}, "said_on"),
    "day as a list": ({"said_on": ["2026-06-20"]}, "said_on"),
    "day in other digits": ({"said_on": "２０２６-06-20"}, "said_on"),
    "no url": ({"url": ""}, "url"),
    "url as a list": ({"url": ["https://daily.example/"]}, "url"),
    "no quote": ({"quote": ""}, "quote"),
    "quote too long": ({"quote": "x" * 281}, "quote"),
    "quote as an object": ({"quote": {"text": "x"}}, "quote"),
    "title too long": ({"title": "x" * 301}, "title"),
    "publisher as a number": ({"publisher": 3}, "publisher"),
    "note too long": ({"note": "x" * 401}, "note"),
    "note as a list": ({"note": ["x"] * 10_000}, "note"),
    "unknown field": ({"colour": "red"}, "colour"),
    "id": ({"id": 1}, "id"),
    "state": ({"state": "accepted"}, "state"),
    "proposed_by": ({"proposed_by": "ada"}, "proposed_by"),
    "a field of python": ({"__class__": "x"}, "__class__"),
    "long name": ({"a" * 5000: 1}, "a" * 60),
    "url javascript": ({"url": "javascript:alert(1)"}, "url"),
    "url data": ({"url": "data:text/html,x"}, "url"),
    "url ftp": ({"url": "ftp://daily.example/x"}, "url"),
    "url with a name": ({"url": "https://ada@daily.example/"}, "url"),
    "url with a password": ({"url": "https://ada:x@daily.example/"}, "url"),
    "url of metadata": ({"url": "http://169.254.169.254/latest"}, "url"),
    "url of this machine": ({"url": "http://127.0.0.1/"}, "url"),
    "url of localhost": ({"url": "http://localhost/"}, "url"),
    "url of a number": ({"url": "http://2130706433/"}, "url"),
    "url of six": ({"url": "http://[::1]/"}, "url"),
    "url with an open bracket": ({"url": "http://[::1"}, "url"),
    "url with a tab": ({"url": "https://daily.example/\ta"}, "url"),
    "url with a line break": ({"url": "https://daily.example/a\nb"}, "url"),
    "url with a backslash": ({"url": "https://daily.example\\@evil.example/"}, "url"),
    "url with port 0": ({"url": "https://daily.example:0/"}, "url"),
    "url with port 65536": ({"url": "https://daily.example:65536/"}, "url"),
    "url with bad punycode": ({"url": "https://xn--a.example/"}, "url"),
    "url without a host": ({"url": "https:///x"}, "url"),
    "url too long": ({"url": "https://daily.example/" + "a" * 3000}, "url"),
    "url that turns round": ({"url": "https://daily.example/\u202egpj"}, "url"),
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("address", ["suggestions", "suggestions/{pk}/accept", "suggestions/{pk}/reject"])
def test_a_body_that_cannot_be_read_is_refused(ask: Asker, name: str, address: str) -> None:
    pk = send(ask, "suggestions", PROPOSAL, secret_of("propose")).data["id"]
    status, body = UNREADABLE[name]
    answer = send(ask, address.format(pk=pk), body, secret_of("propose", "curate"))
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.body["detail"]
    assert Suggestion.objects.filter(state="open").count() == 1


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_cannot_be_used_is_named(ask: Asker, name: str) -> None:
    values, field = FIELDS[name]
    body = {key: value for key, value in (PROPOSAL | values).items() if value is not None}
    answer = send(ask, "suggestions", body, secret_of("propose"))
    assert (answer.status, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert field in [error["name"] for error in answer.body["errors"]]
    assert {error["in"] for error in answer.body["errors"]} == {"body"}
    assert Suggestion.objects.count() == 0


DECISIONS: dict[str, tuple[str, dict[str, Any], str]] = {
    "no version": ("accept", {}, "version"),
    "version as a text": ("accept", {"version": "1"}, "version"),
    "version as a truth": ("accept", {"version": True}, "version"),
    "version as a list": ("accept", {"version": [1]}, "version"),
    "unknown way": ("accept", {"version": 1, "way": "rumour"}, "way"),
    "way as a list": ("accept", {"version": 1, "way": ["promise"]}, "way"),
    "unknown field": ("accept", {"version": 1, "actor": "eve"}, "actor"),
    "sources as a text": ("accept", {"version": 1, "sources": "page"}, "sources"),
    "sources of numbers": ("accept", {"version": 1, "sources": [1]}, "sources"),
    "another's source": ("accept", {"version": 1, "sources": ["999"]}, "sources"),
    "no source": ("accept", {"version": 1, "sources": []}, "sources"),
    "unknown deliverable": ("accept", {"version": 1, "deliverable": "nothing"}, "deliverable"),
    "no such day": ("accept", {"version": 1, "said_on": "2026-02-30"}, "said_on"),
    "words too long": ("accept", {"version": 1, "words": "x" * 201}, "words"),
    "nul in words": ("accept", {"version": 1, "words": "a\0"}, "words"),
    "significance beyond": ("accept", {"version": 1, "significance": 4}, "significance"),
    "title as an object": ("accept", {"version": 1, "title": {}}, "title"),
    "no words": ("accept", {"version": 1, "words": ""}, "words"),
    "no reason": ("reject", {"version": 1}, "rejection"),
    "unknown reason": ("reject", {"version": 1, "rejection": "boring"}, "rejection"),
    "reason as a list": ("reject", {"version": 1, "rejection": ["not_news"]}, "rejection"),
    "unknown right kind": (
        "reject",
        {"version": 1, "rejection": "wrong_kind", "right_kind": "party"},
        "right_kind",
    ),
    "reason too long": ("reject", {"version": 1, "rejection": "not_news", "reason": "x" * 201}, "reason"),
    "reject with more": ("reject", {"version": 1, "rejection": "not_news", "id": 1}, "id"),
    "reject without a version": ("reject", {"rejection": "not_news"}, "version"),
    "merge into nothing": ("merge", {"version": 1}, "into"),
    "merge into a text": ("merge", {"version": 1, "into": "1"}, "into"),
    "merge into none that is": ("merge", {"version": 1, "into": 99_999_999}, "into"),
    "merge beyond numbers": ("merge", {"version": 1, "into": 10**40}, "into"),
    "merge into less than one": ("merge", {"version": 1, "into": 0}, "into"),
    "merge without a version": ("merge", {"into": 1}, "version"),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_that_cannot_be_taken_names_the_field(ask: Asker, name: str) -> None:
    pk = send(ask, "suggestions", PROPOSAL, secret_of("propose")).data["id"]
    changes = Change.objects.count()
    way, body, field = DECISIONS[name]
    answer = send(ask, f"suggestions/{pk}/{way}", body, secret_of("curate"))
    assert answer.status == 422, answer.text
    assert field in [error["name"] for error in answer.body["errors"]]
    assert (Suggestion.objects.get().state, Change.objects.count()) == ("open", changes)


@pytest.mark.parametrize("address", ["suggestions/0/accept", "suggestions/" + "9" * 40 + "/reject"])
def test_what_is_not_there_cannot_be_decided(ask: Asker, address: str) -> None:
    assert send(ask, address, {"version": 1}, secret_of("curate")).status == 404


@pytest.mark.parametrize("key", ["", "short", "a" * 129, "key with blanks", "key\u00e9\u00e9\u00e9\u00e9"])
def test_a_key_that_is_none_is_named(ask: Asker, key: str) -> None:
    answer = send(ask, "suggestions", PROPOSAL, secret_of("propose"), idempotency_key=key)
    assert (answer.status, answer.body["errors"][0]["name"]) == (400, "Idempotency-Key")
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize("address", ["suggestions?token=x", "suggestions/{pk}/accept?version=1"])
def test_an_address_that_takes_no_parameters_refuses_them(ask: Asker, address: str) -> None:
    pk = send(ask, "suggestions", PROPOSAL, secret_of("propose")).data["id"]
    answer = send(ask, address.format(pk=pk), PROPOSAL, secret_of("propose", "curate"))
    assert (answer.status, answer.body["errors"][0]["in"]) == (400, "query")


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "multipart/form-data; boundary=x"])
def test_another_type_than_json_is_refused(ask: Asker, content_type: str) -> None:
    answer = ask.client.post(
        "/api/v1/suggestions",
        b"kind=event",
        content_type=content_type,
        headers={"Authorization": f"Bearer {secret_of('propose')}"},
    )
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (415, "Content-Type")
