"""The desk under /review/ when something is wrong: bad input, two at once, nobody there, not allowed."""

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.conftest import NOW
from tests.timeline.acme import deliverable_document
from tests.timeline.telling import tell
from tests.timeline.views.deciding import DESK, KEY, accept, address, page, send, signed_in, suggested, typed
from tests.timeline.views.reading import words_of
from timeline.curation import Act, add, correct, merge, screen_stories
from timeline.documents import COMMITMENT, DELIVERABLE
from timeline.models import Commitment, Hold, Suggestion


def test_no_text_of_an_outlet_or_a_person_becomes_markup(curator: Client) -> None:
    evil = "<script>alert(1)</script>"
    suggestion = suggested(f"Acme delays its Phone API to August {evil}", f"{evil} \u202eturned")
    kept = accept(curator, suggestion, speaker=evil, words="")
    done = send(curator, suggestion, "reject", rejection="old_date", reason=evil)
    pages = [kept, done, page(curator, suggestion), curator.get("/admin/timeline/suggestion/")]

    assert [each.status_code for each in pages] == [400, 200, 200, 200]
    assert [evil in each.content.decode() for each in pages] == [False] * 4
    assert evil in unescape(kept.content.decode())


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "reversed": ({"earliest": "2026-09-01", "latest": "2026-08-01"}, "before it begins on 2026-09-01"),
    "no-date": ({"earliest": "soonish"}, "Enter a valid date."),
    "no-words": ({"words": ""}, "say in which words it was promised"),
    "unreadable": (
        {"words": "whenever", "earliest": "", "latest": "", "precision": ""},
        "no rule reads these words: give the window",
    ),
    "future": ({"way": "outcome", "happened_from": "2026-12-01", "happened_to": ""}, "has not come yet"),
    "no-day": ({"way": "outcome", "happened_from": "", "happened_to": ""}, "say on which day it happened"),
    "no-page": ({"sources": []}, "This field is required."),
    "gone": ({"deliverable": "phone-web"}, "Select a valid choice."),
    "forged-page": ({"sources": ["999999999999999999999"]}, "Select a valid choice."),
    "long": (
        {"words": "in August " * 20_000},
        "at most 200 characters (it has 199999)",
    ),
    "nul": ({"words": "in\x00August"}, "Null characters are not allowed."),
    "no-number": ({"significance": "1e9"}, "Enter a whole number."),
    "forged-record": ({"seen": "9" * 5000}, "Enter a whole number."),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_is_said_beside_the_field_and_nothing_typed_is_lost(curator: Client, name: str) -> None:
    suggestion = suggested()
    values, words = WRONG[name]
    answer = accept(curator, suggestion, speaker="Ann Example", **values)

    assert (answer.status_code, words in words_of(answer)) == (400, True)
    assert 'value="Ann Example"' in answer.content.decode()
    assert (Suggestion.objects.get().state, Commitment.objects.count()) == ("open", 1)


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "no-decision": ("publish", {}, "Not done: say what you decide"),
    "no-reason": ("reject", {}, "Not done: choose a reason."),
    "forged-reason": ("reject", {"rejection": "dull"}, "Not done: choose one of the reasons."),
    "long-reason": ("reject", {"rejection": "not_news", "reason": "x" * 201}, "at most 200 characters"),
    "nowhere": ("merge", {}, "Not done: give the number of the other suggestion."),
    "forged-number": ("merge", {"into": "9" * 30}, "Not done: there is no suggestion 999"),
    "no-version": ("second_source", {"version": ""}, "Not done: This field is required."),
    "nothing-to-undo": ("reopen", {}, "there is nothing to take back"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_decision_that_cannot_be_taken_says_why_and_leaves_it_open(curator: Client, name: str) -> None:
    suggestion = suggested()
    decision, values, words = REFUSED[name]
    answer = send(curator, suggestion, decision, **values, next="//evil.example", _popup="1")

    assert (answer.status_code, answer.redirect_chain) == (400, [])
    assert words in words_of(answer)
    assert Suggestion.objects.get().state == "open"


def test_a_reason_typed_in_vain_is_kept(curator: Client) -> None:
    answer = send(curator, suggested(), "reject", reason="It says nothing new")
    assert 'value="It says nothing new"' in answer.content.decode()


def test_a_paste_longer_than_a_request_may_be_is_refused_with_a_page(curator: Client) -> None:
    answer = accept(curator, suggested(), summary="x" * 10_000_000)
    assert (answer.status_code, "asks for more than a page can answer" in words_of(answer)) == (400, True)


def test_a_deliverable_merged_between_is_said(curator: Client, act: Act) -> None:
    suggestion = suggested()
    values = typed(suggestion)
    add(act, DELIVERABLE, deliverable_document("phone-api-public"))
    merge(act, "phone-api", into="phone-api-public")
    answer = send(curator, suggestion, "accept", **values)

    assert "phone-api is not one of the available choices" in words_of(answer)
    assert Suggestion.objects.get().state == "open"


def test_sent_twice_it_is_recorded_once(curator: Client) -> None:
    suggestion = suggested()
    values = typed(suggestion)
    send(curator, suggestion, "accept", **values)
    answer = send(curator, suggestion, "accept", **values)

    assert (answer.status_code, Commitment.objects.count()) == (409, 2)
    assert "Not done: accepted already, by ada" in words_of(answer)


def test_of_two_curators_the_second_sees_both_sides_and_keeps_what_was_typed(curator: Client) -> None:
    suggestion, bob = suggested(), signed_in("bob")
    values = typed(suggestion, words="by August 15", speaker="Ann Example")
    accept(bob, suggestion, words="by August 20")
    answer = send(curator, suggestion, "accept", **values)
    words = words_of(answer)

    assert answer.status_code == 409
    assert "Not done: accepted already, by bob" in words
    assert "Field Yours, as sent Theirs, as accepted by bob Words by August 15 by August 20" in words
    assert "Phone Api: reported by 20 August 2026 by bob" in words
    assert Commitment.objects.count() == 2
    kept = send(curator, suggestion, "reopen", **dict(answer.context["form"].data.lists()))
    assert 'value="by August 15"' in kept.content.decode()
    assert (Suggestion.objects.get().state, Commitment.objects.count()) == ("open", 1)


def test_a_reason_typed_too_late_stands_beside_what_the_other_gave(curator: Client) -> None:
    suggestion = suggested()
    send(signed_in("bob"), suggestion, "reject", rejection="old_date", reason="Told in May")
    answer = send(curator, suggestion, "reject", rejection="old_date", reason="It says nothing new")

    assert answer.status_code == 409
    assert "Theirs, as rejected by bob In words It says nothing new Told in May" in words_of(answer)


def test_a_decision_on_a_record_that_moved_meanwhile_shows_what_moved_and_is_taken_at_the_second_try(
    curator: Client, act: Act
) -> None:
    suggestion = suggested()
    values = typed(suggestion, speaker="Ann Example")
    fix = Act(actor="bob", at=NOW, reason="typo")
    correct(fix, COMMITMENT, "phone-api-1", values={"speaker": "Bea Example"})
    answer = send(curator, suggestion, "accept", **values)
    words, kept = words_of(answer), answer.context["form"].data

    assert (answer.status_code, kept["speaker"]) == (409, "Ann Example")
    assert "Not done: the record has changed since you opened it" in words
    assert "speaker was" in words
    assert "is Bea Example. by bob" in words
    again = send(curator, suggestion, "accept", **dict(kept.lists()))
    assert (again.status_code, Commitment.objects.count()) == (200, 2)


def test_a_form_read_before_the_suggestion_changed_shows_both_versions(curator: Client) -> None:
    suggestion = suggested()
    values = typed(suggestion, speaker="Ann Example")
    tell("Acme delays its Phone API to August 20", story=suggestion.story, outlet="Other Post")
    screen_stories(at=NOW)
    answer = send(curator, suggestion, "accept", **values)
    words = words_of(answer)

    assert answer.status_code == 409
    assert "Not done: the suggestion has changed since you opened it" in words
    assert "Field Yours, as sent Theirs, as proposed now" in words
    assert "Last day 2026-08-31 2026-08-20" in words
    assert 'value="Ann Example"' in answer.content.decode()
    assert Suggestion.objects.get().state == "open"


def test_what_the_record_has_built_upon_is_not_taken_back(curator: Client, act: Act) -> None:
    suggestion = suggested()
    accept(curator, suggestion)
    fix = Act(actor="bob", at=NOW, reason="typo")
    correct(fix, COMMITMENT, "phone-api-2", values={"speaker": "Bea Example"})
    answer = send(curator, suggestion, "reopen")

    assert (answer.status_code, Suggestion.objects.get().state) == (409, "accepted")
    assert "Not done: phone-api-2 has been changed since: version 2 stands now" in words_of(answer)


def test_a_suggestion_that_is_gone_is_said_to_be_with_the_queue(curator: Client) -> None:
    gone, other = suggested(), suggested("Acme delays its Phone API to August, too", outlet="Other Post")
    Suggestion.objects.filter(pk=gone.pk).delete()
    answers = [send(curator, gone, "reject", rejection="not_news"), page(curator, gone)]

    for answer in answers:
        assert answer.status_code == 404
        assert f"There is no suggestion {gone.pk}" in words_of(answer)
        assert f'href="{address(other)}"' in answer.content.decode()
    assert curator.get(f"{DESK}{'9' * 30}/").status_code == 404


def test_who_may_only_look_is_shown_no_decision_and_holds_nothing(curator: Client) -> None:
    suggestion = suggested()
    eve = User.objects.create_user("eve", password="x" * 12, is_staff=True)
    reader = Client()
    reader.force_login(eve)
    blind = page(reader, suggestion)
    eve.user_permissions.add(Permission.objects.get(codename="view_suggestion"))

    assert (blind.status_code, bool(KEY.search(page(reader, suggestion).content.decode()))) == (403, False)
    assert send(reader, suggestion, "reject", rejection="not_news").status_code == 403
    assert not Hold.objects.exists()


def test_strangers_are_asked_to_sign_in_and_a_look_at_a_decision_leads_to_its_page(curator: Client) -> None:
    suggestion = suggested()
    decide = f"{address(suggestion)}decide/"
    stranger = [Client().get(DESK), Client().post(decide, {"decision": "reject"})]

    assert [each.headers["Location"].partition("?")[0] for each in stranger] == ["/admin/login/"] * 2
    assert curator.get(decide).headers["Location"] == address(suggestion)
    assert Client(enforce_csrf_checks=True).post(decide).status_code == 403
    assert Suggestion.objects.get().state == "open"
