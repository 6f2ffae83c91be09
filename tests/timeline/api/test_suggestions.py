"""Proposals by programs and decisions by curators: what becomes of them, and who may."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.conftest import NOW
from tests.timeline.api.asking import Answer, Asker
from tests.timeline.api.proposing import PROPOSAL, person, secret_of, send, signed_in, superuser
from tests.timeline.telling import tell
from timeline.curation import Act, correct, screen_stories, want_source
from timeline.curation.reports import ReaderReport, Subject, receive_report
from timeline.documents import COMMITMENT
from timeline.models import ApiToken, Change, Commitment, Deliverable, Evidence, SentRequest, Suggestion
from timeline.queries.suggestions import left_behind, on_desk

pytestmark = pytest.mark.usefixtures("promised")


def proposed(ask: Asker, **values: Any) -> Suggestion:
    """A suggestion that a program proposed."""
    answer = send(ask, "suggestions", PROPOSAL | values, secret_of("propose"))
    assert answer.status == 201, answer.text
    return Suggestion.objects.get(pk=answer.data["id"])


def decided(ask: Asker, suggestion: Suggestion, way: str, /, **body: Any) -> Answer:
    """A decision by a curator's token."""
    values = {"version": suggestion.version} | body
    return send(ask, f"suggestions/{suggestion.pk}/{way}", values, secret_of("curate", name="a tool"))


def test_a_proposal_lands_on_the_desk_with_its_question(ask: Asker) -> None:
    answer = send(ask, "suggestions", PROPOSAL, secret_of("propose"))
    row = Suggestion.objects.get()
    assert (answer.status, answer.headers["Location"]) == (201, f"/api/v1/suggestions/{row.pk}")
    assert (row.state, row.question, row.commitment.slug) == ("open", "slip", "phone-api-1")
    assert (row.words, row.earliest, row.latest) == ("in August", date(2026, 8, 1), date(2026, 8, 31))
    assert (row.company.slug, row.product.slug, row.proposed_by) == ("acme", "phone", "a program")
    assert answer.data["page"] == {
        "url": "https://daily.example/phone-late",
        "title": None,
        "publisher": "daily.example",
    }
    assert [each.pk for each in on_desk()] == [row.pk]


def test_the_desk_shows_it_and_accepts_it_as_proposed(ask: Asker) -> None:
    suggestion = proposed(ask)
    client = signed_in(superuser("eve")).client
    page = client.get(f"/review/{suggestion.pk}/")
    assert '<mark class="read">in August</mark>' in page.content.decode()
    assert "Their blog says the same." in page.content.decode()
    sent = {**page.context["form"].data, "decision": "accept"}
    client.post(f"/review/{suggestion.pk}/decide/", sent)
    assert Commitment.objects.get(slug="phone-api-2").latest == date(2026, 8, 31)
    assert Evidence.objects.get(commitment__slug="phone-api-2").url == PROPOSAL["url"]


@pytest.mark.parametrize(
    ("values", "question"),
    [
        pytest.param({"words": "by June 25"}, "new_date", id="earlier"),
        pytest.param({"words": "soon"}, "slip", id="vague"),
        pytest.param({"event_kind": "launch", "words": None}, "fulfilled", id="launch"),
        pytest.param({"event_kind": "cancellation", "words": None}, "dropped", id="end"),
        pytest.param({"event_kind": "funding", "words": None}, "event", id="another event"),
        pytest.param({"words": None}, "slip", id="no date"),
        pytest.param({"deliverable": None, "product": "phone"}, "new_deliverable", id="no deliverable"),
        pytest.param({"deliverable": None, "company": "acme", "words": None}, "event", id="a company"),
    ],
)
def test_each_kind_asks_its_question(ask: Asker, values: dict[str, Any], question: str) -> None:
    body = {name: value for name, value in (PROPOSAL | values).items() if value is not None}
    assert send(ask, "suggestions", body, secret_of("propose")).data["question"] == question


def test_a_window_stands_where_no_rule_reads_the_words(ask: Asker) -> None:
    window = {"earliest": "2026-08-10", "latest": "2026-08-20", "precision": "range"}
    data = send(ask, "suggestions", PROPOSAL | {"window": window}, secret_of("propose")).data
    assert data["window"]["latest"] == "2026-08-20"
    assert data["window"]["words"] == "in August"


def test_a_report_needs_a_note_and_lands_there_too(ask: Asker) -> None:
    body = {"kind": "report", "deliverable": "phone-api", "note": "The day is wrong."}
    data = send(ask, "suggestions", body, secret_of("propose")).data
    assert (data["kind"], data["question"], data["note"]) == ("report", None, "The day is wrong.")
    page = signed_in(superuser("eve")).client.get(f"/review/{data['id']}/")
    assert "The day is wrong." in page.content.decode()


def test_a_reader_is_heard_in_his_words_by_whom_may_read_suggestions_alone(ask: Asker) -> None:
    told = ReaderReport(
        report=Suggestion.Report.MISSING,
        subject=Subject(path="/d/phone-api/", name="Phone Api"),
        note="The web version is missing.",
        page="https://daily.example/phone-web",
    )
    row = receive_report(told, at=NOW)
    reading = signed_in(person("eve", rights=("view_suggestion",)))(f"suggestions/{row.pk}")
    shown = ("kind", "report", "about", "note", "proposed_by", "second_source", "origins")

    assert [reading.data[name] for name in shown] == [
        "report",
        "missing",
        "/d/phone-api/",
        "The web version is missing.",
        "a reader",
        None,
        0,
    ]
    for asker, status in ((ask, 401), (signed_in(person("bob")), 403)):
        refused = asker(f"suggestions/{row.pk}")
        assert (refused.status, "web version" in refused.text) == (status, False)
    proposing = send(ask, "suggestions", PROPOSAL, secret_of("propose"))
    assert (proposing.data["report"], proposing.data["about"]) == (None, None)


def test_it_says_that_a_second_source_is_wanted_and_over_how_many(ask: Asker) -> None:
    item = tell("Acme delays its Phone API to August")
    screen_stories(at=NOW)
    row = Suggestion.objects.get()
    want_source(Act(actor="ada", at=NOW), row.pk, version=1)
    tell("Acme delays its Phone API to August", story=item.story, outlet="Echo Wire", copy_of=item)
    tell("Acme delays its Phone API to August", story=item.story, outlet="Other Post")
    screen_stories(at=NOW)
    (data,) = signed_in(superuser("eve"))("suggestions").body["data"]

    assert data["second_source"] == {
        "wanted_by": "ada",
        "wanted_at": "2026-11-22T12:00:00Z",
        "wanted_over": 1,
    }
    assert data["origins"] == 2


def test_screening_stories_leaves_proposals_alone(ask: Asker) -> None:
    suggestion = proposed(ask)
    tell("Nothing of interest")
    screen_stories(at=NOW)
    assert list(left_behind()) == []
    assert Suggestion.objects.filter(pk=suggestion.pk).exists()


def test_the_same_key_and_body_give_the_same_answer_for_a_day(ask: Asker) -> None:
    secret = secret_of("propose", days=9)
    first, again = (send(ask, "suggestions", PROPOSAL, secret, idempotency_key="key-12345") for _ in range(2))
    assert (first.status, again.status, again.body["data"]) == (201, 201, first.body["data"])
    assert Suggestion.objects.count() == 1
    other = send(ask, "suggestions", PROPOSAL | {"note": "Else"}, secret, idempotency_key="key-12345")
    assert (other.status, other.body["errors"][0]["name"]) == (409, "Idempotency-Key")
    with time_machine.travel(NOW + timedelta(hours=25)):
        assert send(ask, "suggestions", PROPOSAL, secret, idempotency_key="key-12345").status == 201
    assert (Suggestion.objects.count(), SentRequest.objects.count()) == (2, 1)


def test_a_key_belongs_to_its_token_and_is_not_spent_by_a_refusal(ask: Asker) -> None:
    one, two = secret_of("propose"), secret_of("propose")
    assert send(ask, "suggestions", {}, one, idempotency_key="key-12345").status == 422
    for secret in (one, two):
        assert send(ask, "suggestions", PROPOSAL, secret, idempotency_key="key-12345").status == 201
    assert Suggestion.objects.count() == 2


def test_a_curators_token_accepts_as_proposed_with_its_name_on_the_change(ask: Asker) -> None:
    answer = decided(ask, proposed(ask), "accept")
    row = Commitment.objects.get(slug="phone-api-2")
    assert (answer.status, answer.data["state"]) == (200, "accepted")
    assert (row.latest, row.words) == (date(2026, 8, 31), "in August")
    assert answer.data["changes"] == [Change.objects.order_by("-seq")[0].seq]
    assert Change.objects.order_by("-seq")[0].actor == "root by token a tool"


def test_accepting_takes_other_values_in_the_place_of_those_proposed(ask: Asker) -> None:
    values = {"words": "by August 15", "speaker": "Ann Example", "basis": "official", "voice": "executive"}
    answer = decided(ask, proposed(ask), "accept", **values, said_on="2026-06-20", first_reported_on=None)
    row = Commitment.objects.get(slug="phone-api-2")
    assert answer.status == 200
    assert (row.latest, row.speaker, row.basis) == (date(2026, 8, 15), "Ann Example", "official")


def test_a_suggestion_tells_what_accepting_it_would_send(ask: Asker) -> None:
    suggestion = proposed(ask)
    secret = secret_of("curate")
    data = ask(f"suggestions/{suggestion.pk}", authorization=f"Bearer {secret}").data
    assert (data["prefilled"]["way"], data["prefilled"]["sources"]) == ("promise", ["page"])
    answer = decided(ask, suggestion, "accept", **data["prefilled"])
    assert (answer.status, Commitment.objects.count()) == (200, 2)


def test_rejecting_and_merging_close_it(ask: Asker) -> None:
    one, two, three = proposed(ask), proposed(ask), proposed(ask)
    rejected = decided(ask, one, "reject", rejection="not_news", reason="Old", right_kind="none")
    merged = decided(ask, two, "merge", into=three.pk)
    assert (rejected.data["state"], rejected.data["reason"]) == ("rejected", "Old")
    assert (merged.data["state"], merged.data["merged_into"]) == ("merged", three.pk)
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize(
    ("way", "body"),
    [("accept", {}), ("reject", {"rejection": "not_news"}), ("merge", {"into": 1})],
)
def test_a_stale_version_is_told_with_the_one_that_stands(ask: Asker, way: str, body: dict[str, Any]) -> None:
    suggestion = proposed(ask)
    Suggestion.objects.filter(pk=suggestion.pk).update(version=3)
    answer = decided(ask, suggestion, way, **body)
    assert answer.status == 409
    assert answer.body["errors"] == [
        {"in": "body", "name": "version", "detail": "1 was read, 3 stands now, open"}
    ]
    assert Commitment.objects.count() == 1


def test_what_was_decided_is_not_decided_again(ask: Asker) -> None:
    suggestion = proposed(ask)
    decided(ask, suggestion, "reject", rejection="not_news")
    answer = decided(ask, suggestion, "accept")
    assert (answer.status, answer.body["errors"][0]["name"]) == (409, "version")
    assert "rejected by root by token a tool" in answer.body["detail"] + str(answer.body["errors"])


def test_what_the_record_refuses_names_the_field_and_changes_nothing(ask: Asker) -> None:
    suggestion = proposed(ask)
    answer = decided(ask, suggestion, "accept", earliest="2026-09-01", latest="2026-08-01", precision="range")
    assert answer.status == 422
    assert "latest" in [each["name"] for each in answer.body["errors"]]
    assert Suggestion.objects.get().state == "open"
    assert Change.objects.count() == 4


def test_a_promise_that_changed_meanwhile_is_judged_as_it_stands(ask: Asker, act: Act) -> None:
    suggestion = proposed(ask)
    correct(replace(act, reason="typo"), COMMITMENT, "phone-api-1", values={"speaker": "Ann"})
    assert decided(ask, suggestion, "accept").status == 200


def test_suggestions_are_listed_newest_first_and_chosen_by_state(ask: Asker) -> None:
    one, two = proposed(ask), proposed(ask, event_kind="announcement")
    decided(ask, one, "reject", rejection="not_news")
    bearer = f"Bearer {secret_of('curate')}"

    def ids(query: str) -> list[int]:
        answer = ask(f"suggestions?{query}", authorization=bearer)
        assert answer.headers["Cache-Control"] == "no-store"
        return [row["id"] for row in answer.data]

    assert ids("") == [two.pk, one.pk]
    assert ids("state=open") == [two.pk]
    assert ids("kind=delay&company=acme") == [one.pk]
    assert ids("sort=created&limit=1") == [one.pk]
    assert ask("suggestions?state=gone", authorization=bearer).body["errors"][0]["name"] == "state"


def test_more_suggestions_take_no_more_queries(ask: Asker) -> None:
    bearer = f"Bearer {secret_of('curate')}"
    ask("suggestions", authorization=bearer)
    proposed(ask)
    few = ask("suggestions", authorization=bearer).queries
    for _ in range(3):
        proposed(ask)
    assert ask("suggestions", authorization=bearer).queries == few <= 8


ADDRESSES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "read": ("GET", "suggestions", {}),
    "read one": ("GET", "suggestions/{pk}", {}),
    "propose": ("POST", "suggestions", PROPOSAL),
    "accept": ("POST", "suggestions/{pk}/accept", {}),
    "reject": ("POST", "suggestions/{pk}/reject", {"rejection": "not_news"}),
    "merge": ("POST", "suggestions/{pk}/merge", {"into": 0}),
}
DECIDES = {"read": 200, "read one": 200, "accept": 200, "reject": 200, "merge": 200}
READS = {"read": 200, "read one": 200}
MAY: dict[str, tuple[dict[str, int], int]] = {
    "stranger": ({}, 401),
    "token without a scope": ({}, 403),
    "token that proposes": ({"propose": 201}, 403),
    "token that curates": (DECIDES, 403),
    "token that does both": (DECIDES | {"propose": 201}, 403),
    "curating token of somebody who may not": ({}, 403),
    "curating token of somebody no longer staff": ({}, 403),
    "token of somebody locked out": ({}, 401),
    "expired token": ({}, 401),
    "revoked token": ({}, 401),
    "unknown token": ({}, 401),
    "reader with an account": ({}, 403),
    "staff without rights": ({}, 403),
    "staff who may look": (READS, 403),
    "staff who may decide": (DECIDES, 403),
    "superuser": (DECIDES, 403),
}
RIGHTS = ("view_suggestion", "change_suggestion")


def caller(role: str) -> tuple[Asker, dict[str, str]]:
    """Somebody in this role, and the headers that they send."""
    sessions: dict[str, Any] = {
        "reader with an account": lambda: person(is_staff=False, rights=RIGHTS),
        "staff without rights": person,
        "staff who may look": lambda: person(rights=RIGHTS[:1]),
        "staff who may decide": lambda: person(rights=RIGHTS),
        "superuser": lambda: superuser("eve"),
    }
    if role in sessions:
        return signed_in(sessions[role]()), {}
    secrets: dict[str, Any] = {
        "stranger": lambda: "",
        "token without a scope": secret_of,
        "token that proposes": lambda: secret_of("propose"),
        "token that curates": lambda: secret_of("curate"),
        "token that does both": lambda: secret_of("propose", "curate"),
        "curating token of somebody who may not": lambda: secret_of("curate", owner=person()),
        "curating token of somebody no longer staff": lambda: secret_of(
            "curate", owner=person(is_staff=False, rights=RIGHTS)
        ),
        "token of somebody locked out": lambda: _locked_out(),
        "expired token": lambda: secret_of("propose", "curate", days=0),
        "revoked token": lambda: _revoked(),
        "unknown token": lambda: "ait_0123456789abcdefghij",
    }
    secret = secrets[role]()
    return Asker(), {"authorization": f"Bearer {secret}"} if secret else {}


def _locked_out() -> str:
    owner = person(rights=RIGHTS)
    secret = secret_of("propose", "curate", owner=owner)
    owner.is_active = False
    owner.save()
    return secret


def _revoked() -> str:
    secret = secret_of("propose", "curate", name="gone")
    ApiToken.objects.filter(name="gone").update(revoked_at=NOW)
    return secret


@pytest.mark.parametrize("act_of", ADDRESSES)
@pytest.mark.parametrize("role", MAY)
def test_who_may_do_what(ask: Asker, role: str, act_of: str) -> None:
    suggestion, other = proposed(ask), proposed(ask)
    asker, headers = caller(role)
    method, address, body = ADDRESSES[act_of]
    sent = {**body, "version": suggestion.version} if "{pk}" in address and method == "POST" else {**body}
    if "into" in sent:
        sent["into"] = other.pk
    raw = json.dumps(sent).encode() if method == "POST" else b""
    answer = asker(address.format(pk=suggestion.pk), method=method, body=raw, **headers)
    allowed, otherwise = MAY[role]
    assert answer.status == allowed.get(act_of, otherwise), answer.text
    if answer.status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.body["errors"][0]["name"] == "Authorization"
        assert ("WWW-Authenticate" in answer.headers) == (answer.status == 401)
        assert Suggestion.objects.filter(state="open").count() == 2


def test_a_session_needs_the_token_against_forged_forms(ask: Asker) -> None:
    suggestion = proposed(ask)
    client = Client(enforce_csrf_checks=True)
    client.force_login(superuser("eve"))
    body = {"version": suggestion.version, "rejection": "not_news"}
    forged = send(Asker(client), f"suggestions/{suggestion.pk}/reject", body)
    assert (forged.status, forged.body["errors"][0]["name"]) == (403, "X-CSRFToken")
    client.get("/admin/password_change/")
    token = client.cookies["csrftoken"].value
    assert send(Asker(client), f"suggestions/{suggestion.pk}/reject", body, x_csrftoken=token).status == 200


def test_proposing_is_counted_by_the_token(ask: Asker, settings: Any) -> None:
    settings.API_RATE_TOKEN = 2
    secret = secret_of("propose")
    ApiToken.objects.update(id=10**9)  # under a number that no token of a test beside this one has
    assert [send(ask, "suggestions", PROPOSAL, secret).status for _ in range(3)] == [201, 201, 429]


def test_a_deliverable_that_was_merged_is_found(ask: Asker) -> None:
    assert Deliverable.objects.count() == 1
    answer = send(ask, "suggestions", PROPOSAL | {"deliverable": "nothing"}, secret_of("propose"))
    assert (answer.status, answer.body["errors"][0]["name"]) == (422, "deliverable")
