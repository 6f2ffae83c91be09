"""The desk under /review/: what a curator sees of a suggestion, and each decision with each refusal."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.timeline.acme import deliverable_document
from tests.timeline.telling import ARTICLE, TITLE, add_otter_ink, tell
from tests.timeline.views.reading import part_of, words_of
from timeline.curation import Act, add, correct, merge, screen_stories
from timeline.documents import COMMITMENT, DELIVERABLE
from timeline.models import Change, Commitment, Deliverable, Event, Evidence, Hold, Outcome, Suggestion
from timeline.queries.desk import find_suggestion
from timeline.views.review.page import acceptance_form

LATE = "Acme delays its Phone API to August"
DESK = "/review/"
MARKED = re.compile(r"<mark[^>]*>(.*?)</mark>")
READ = re.compile(r'<(?:mark|strong) class="read">(.*?)</')
KEY = re.compile(r'data-key="([^"]*)"')


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(name, password="x" * 12))
    return client


@pytest.fixture
def curator(promised: Deliverable) -> Client:
    """A signed-in curator, with Acme's promise recorded."""
    return signed_in("ada")


def suggested(title: str = LATE, text: str = "", **values: Any) -> Suggestion:
    item = tell(title, text, **values)
    screen_stories(at=NOW)
    return Suggestion.objects.get(story=item.story)


def address(suggestion: Suggestion) -> str:
    return f"{DESK}{suggestion.pk}/"


def page(client: Client, suggestion: Suggestion) -> Any:
    return client.get(address(suggestion))


def send(client: Client, suggestion: Suggestion, name: str, **values: Any) -> Any:
    """The answer to a decision; one that is taken leads to the next page."""
    data = {"version": suggestion.version} | values | {"decision": name}
    return client.post(f"{address(suggestion)}decide/", data, follow=True)


def typed(suggestion: Suggestion, **values: Any) -> dict[str, Any]:
    """The form as the page was made for it, with what a curator typed."""
    found = find_suggestion(suggestion.pk)
    assert found is not None
    return {**acceptance_form(found).data, **values}


def accept(client: Client, suggestion: Suggestion, **values: Any) -> Any:
    return send(client, suggestion, "accept", **typed(suggestion, **values))


def test_the_page_shows_sentence_reading_and_the_record_before_and_after(curator: Client) -> None:
    suggestion = suggested("Acme spokesperson: Phone API delayed to August", "It needs more work.")
    answer = page(curator, suggestion)
    words, html = words_of(answer), unescape(answer.content.decode())

    assert "".join(MARKED.findall(html)) == "Acme spokesperson: Phone API delayed to August"
    assert suggestion.words in READ.findall(html)
    assert f"“{suggestion.words}”, said 4 June 2026 → 1–31 August 2026: month, 31 days; promised." in words
    assert "As any “June”: from its first day to its last day; without a year, of the first such" in words
    assert "That window ended 83 days ago." in words
    assert "The last promised day moves by +62 d: 30 Jun → 31 Aug, said 26 days before" in words
    assert "1 2 Mar 2026 official in June 1–30 Jun 2026 first Not checked" in words
    assert f"2 4 Jun 2026 new official {suggestion.words} 1–31 Aug 2026 +62 d Not checked" in words


def test_every_decision_has_its_key(curator: Client) -> None:
    first, _ = suggested(), suggested("Acme delays its Phone API to August, too", outlet="Other Post")
    send(curator, first, "second_source")
    suggested("Acme delays its Phone API to August 20", outlet="Third Paper")

    html = page(curator, first).content.decode()
    assert KEY.findall(html) == ["z", "a", "e", "m", "n", "s", "ArrowRight"]


def test_no_text_of_an_outlet_or_a_person_becomes_markup(curator: Client) -> None:
    evil = "<script>alert(1)</script>"
    suggestion = suggested(f"Acme delays its Phone API to August {evil}", f"{evil} \u202eturned")
    kept = accept(curator, suggestion, speaker=evil, words="")
    done = send(curator, suggestion, "reject", rejection="old_date", reason=evil)
    pages = [kept, done, page(curator, suggestion), curator.get("/admin/timeline/suggestion/")]

    assert [each.status_code for each in pages] == [400, 200, 200, 200]
    assert [evil in each.content.decode() for each in pages] == [False] * 4
    assert evil in unescape(kept.content.decode())


def test_nothing_of_the_desk_is_kept_on_the_way(curator: Client) -> None:
    answers = [curator.get(DESK), page(curator, suggested()), Client().get(DESK)]
    assert [each["Cache-Control"] for each in answers] == ["private, no-store"] * 3


def test_accepting_moves_the_date_and_the_next_one_comes_up(curator: Client) -> None:
    suggestion = suggested()
    other = suggested("Acme spokesperson: Phone API delayed to September", outlet="Other Post")
    answer = accept(curator, suggestion)
    row = Commitment.objects.get(slug="phone-api-2")

    assert answer.redirect_chain == [(address(other), 302)]
    assert "Accepted: Phone Api." in words_of(answer)
    assert "Your last one: Phone Api, accepted Undo z" in words_of(answer)
    assert (row.latest, row.basis, row.rule is not None) == (date(2026, 8, 31), "reported", True)


def test_the_form_may_be_changed_before_it_is_accepted(curator: Client) -> None:
    suggestion = suggested()
    said = {"basis": "official", "voice": "executive", "speaker": "Ann Example", "said_on": "2026-06-04"}
    accept(curator, suggestion, words="by August 15", **said)
    row = Commitment.objects.get(slug="phone-api-2")

    assert (row.latest, row.speaker, row.words) == (date(2026, 8, 15), "Ann Example", "by August 15")
    assert Suggestion.objects.filter(decision__words="by August 15").exists()


def test_what_was_typed_can_be_looked_at_before_it_is_accepted(curator: Client) -> None:
    suggestion = suggested("Acme spokesperson: Phone API delayed to August")
    values = typed(suggestion, words="by August 15", earliest="", latest="", precision="")
    answer = send(curator, suggestion, "look", **values)

    assert (answer.status_code, Commitment.objects.count()) == (200, 1)
    assert "The last promised day moves by +46 d: 30 Jun → 15 Aug" in words_of(answer)
    assert 'value="by August 15"' in answer.content.decode()


def test_a_window_as_a_person_reads_it_has_no_rule(curator: Client) -> None:
    accept(curator, suggested(), latest="2026-08-20", precision="range")
    row = Commitment.objects.get(slug="phone-api-2")

    assert (row.latest, row.precision, row.rule) == (date(2026, 8, 20), "range", None)


def test_the_same_promise_again_is_a_page_more(curator: Client) -> None:
    suggestion = suggested("Acme still plans to open its Phone API in June", on=date(2026, 4, 2))
    assert "in June: 1 → 2 pages. No date moves." in words_of(page(curator, suggestion))
    accept(curator, suggestion)

    assert Commitment.objects.count() == 1
    assert set(Evidence.objects.values_list("role", flat=True)) == {"states", "restates"}


def test_an_arrival_is_recorded_as_one(curator: Client) -> None:
    suggestion = suggested("Acme launches its Phone API", on=date(2026, 7, 9))
    before = words_of(page(curator, suggestion))
    accept(curator, suggestion)

    assert "Not checked not checked → would become Shipped late +9 d" in before
    assert "9 Jul 2026 new reported as proposed 9 Jul 2026 Shipped" in before
    assert (Outcome.objects.get().effect, Event.objects.get().title) == ("delivered", "Phone Api shipped")


def test_what_the_record_lacks_is_added_with_its_promise(curator: Client, act: Act) -> None:
    add_otter_ink(act)
    suggestion = suggested(TITLE, ARTICLE)
    accept(curator, suggestion, also_previous="on")
    rows = Commitment.objects.filter(deliverable__slug="otter-ink-api").order_by("latest")

    assert [(row.latest, row.retro_disclosed) for row in rows] == [
        (date(2026, 4, 30), True),
        (date(2026, 6, 30), False),
    ]


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


def test_who_opened_it_first_is_named_to_the_second_and_the_queue_goes_round_it(curator: Client) -> None:
    suggestion, bob = suggested(), signed_in("bob")
    other = suggested("Acme delays its Phone API to August, too", outlet="Other Post")
    page(bob, other)
    shown = words_of(page(curator, other))
    first = curator.get(DESK)

    assert "bob has this open, until 12:1" in shown
    assert "bob has it open" in shown
    assert first["Location"] == address(suggestion)
    assert dict(Hold.objects.values_list("suggestion", "person")) == {other.pk: "bob"}
    page(curator, suggestion)
    assert "Others have open what is left" in words_of(signed_in("eve").get(DESK))


def test_a_suggestion_is_rejected_with_a_reason_and_taken_back(curator: Client) -> None:
    suggestion = suggested()
    answer = send(curator, suggestion, "reject", rejection="old_date", reason="Told in May")
    rejected = Suggestion.objects.get()
    back = send(curator, suggestion, "reopen")

    assert (rejected.state, rejected.rejection, rejected.reason) == ("rejected", "old_date", "Told in May")
    assert "Nothing waits to be decided" in words_of(answer)
    assert back.redirect_chain == [(address(suggestion), 302)]
    assert Suggestion.objects.get().state == "open"


def test_undo_takes_back_what_the_record_got_and_leads_to_the_question(curator: Client) -> None:
    suggestion = suggested()
    accept(curator, suggestion)
    back = send(curator, suggestion, "reopen")

    assert "Taken back, and the record is as it was: Phone Api." in words_of(back)
    assert (Commitment.objects.count(), Change.objects.latest("seq").action) == (1, "undo")
    assert "an earlier change was taken back by ada" in words_of(back)


def test_what_the_record_has_built_upon_is_not_taken_back(curator: Client, act: Act) -> None:
    suggestion = suggested()
    accept(curator, suggestion)
    fix = Act(actor="bob", at=NOW, reason="typo")
    correct(fix, COMMITMENT, "phone-api-2", values={"speaker": "Bea Example"})
    answer = send(curator, suggestion, "reopen")

    assert (answer.status_code, Suggestion.objects.get().state) == (409, "accepted")
    assert "Not done: phone-api-2 has been changed since: version 2 stands now" in words_of(answer)


def test_a_suggestion_is_merged_into_one_nearby(curator: Client) -> None:
    first, second = suggested(), suggested("Acme delays its Phone API to August, too", outlet="Other Post")
    offered = page(curator, second).context["nearby"]
    send(curator, second, "merge", into=first.pk)

    assert offered == [(first, "Phone Api")]
    assert Suggestion.objects.get(pk=second.pk).merged_into == first
    assert page(curator, first).context["nearby"] == []


def test_one_that_wants_a_second_source_waits_apart_and_can_be_put_back(curator: Client) -> None:
    suggestion = suggested()
    answer = send(curator, suggestion, "second_source")
    shown = words_of(page(curator, suggestion))
    send(curator, suggestion, "reopen")

    assert "1 waits for a second source Phone Api since 22 Nov, asked by ada" in words_of(answer)
    assert "ada asked for a second source on 22 November 2026, 12:0" in shown
    assert "when 1 outlet told of it. Now 1 does." in shown
    assert curator.get(DESK)["Location"] == address(suggestion)


def test_a_suggestion_that_is_gone_is_said_to_be_with_the_queue(curator: Client) -> None:
    gone, other = suggested(), suggested("Acme delays its Phone API to August, too", outlet="Other Post")
    Suggestion.objects.filter(pk=gone.pk).delete()
    answers = [send(curator, gone, "reject", rejection="not_news"), page(curator, gone)]

    for answer in answers:
        assert answer.status_code == 404
        assert f"There is no suggestion {gone.pk}" in words_of(answer)
        assert f'href="{address(other)}"' in answer.content.decode()
    assert curator.get(f"{DESK}{'9' * 30}/").status_code == 404


def test_an_outlet_that_changed_its_text_is_said_to_have(curator: Client) -> None:
    suggestion = suggested()
    suggestion.passages.get().item.__class__.objects.update(title="Acme is on time")
    shown = page(curator, suggestion)

    assert "The outlet has changed its text since: this is the sentence as it was read." in words_of(shown)
    assert "".join(MARKED.findall(shown.content.decode())) == LATE


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


def test_the_queue_has_open_promises_first_then_the_surest(curator: Client, act: Act) -> None:
    add_otter_ink(act)
    new = suggested("Heron delays its Otter Ink API to August")
    slip = suggested()
    done = suggested("Acme delays its Phone API to August, too", outlet="Other Post")
    send(curator, done, "reject", rejection="duplicate")
    answer = page(curator, slip)

    assert [line.number for line in answer.context["queue"].lines] == [slip.pk, new.pk]
    assert "2 suggestions waiting" in words_of(answer)
    assert "1 decided today" in words_of(answer)
    assert f'href="{address(new)}"\n               data-key="ArrowRight"' in answer.content.decode()


def test_the_list_of_the_admin_leads_to_the_desk(curator: Client) -> None:
    suggestion = suggested()
    listed = curator.get("/admin/timeline/suggestion/")
    opened = curator.get(f"/admin/timeline/suggestion/{suggestion.pk}/change/")

    assert "Phone Api" in listed.content.decode()
    assert opened.headers["Location"] == address(suggestion)


def test_the_desk_alone_links_to_itself(curator: Client) -> None:
    assert ">Review</a>" in part_of(page(curator, suggested()), "header")
    assert ">Review</a>" not in part_of(curator.get("/"), "header")


def test_a_longer_queue_needs_no_more_queries(curator: Client) -> None:
    first = suggested()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(curator, first)
        return len(asked)

    queries()
    one = queries()
    for place in range(3):
        suggested(f"Acme delays its Phone API to August {place + 10}", outlet=f"Post {place}")

    assert queries() == one
