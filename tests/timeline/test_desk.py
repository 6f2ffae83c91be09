"""The desk in the admin: what a curator sees of a suggestion, and each decision with each refusal."""

from datetime import date
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import NOW
from tests.timeline.acme import deliverable_document
from tests.timeline.telling import ARTICLE, TITLE, add_otter_ink, tell
from timeline.admin.desk import find
from timeline.curation import Act, add, merge, screen_stories
from timeline.desk.prefilled import prefilled
from timeline.documents import DELIVERABLE
from timeline.models import Commitment, Deliverable, Event, Evidence, Outcome, Suggestion

LATE = "Acme delays its Phone API to August"
LIST = "/admin/timeline/suggestion/"


@pytest.fixture(autouse=True)
def noon() -> Any:
    """Noon of the tests' day."""
    with time_machine.travel(NOW, tick=False):
        yield


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


def page(client: Client, suggestion: Suggestion) -> str:
    return unescape(client.get(f"{LIST}{suggestion.pk}/change/").content.decode())


def send(client: Client, suggestion: Suggestion, decision: str, **values: Any) -> str:
    address = reverse("admin:timeline_suggestion_decide", args=[suggestion.pk])
    data = {"decision": decision, "version": suggestion.version} | values
    return unescape(client.post(address, data, follow=True).content.decode())


def typed(suggestion: Suggestion, **values: Any) -> dict[str, Any]:
    found = find(suggestion.pk)
    assert found is not None
    return {name: value for name, value in (prefilled(found) | values).items() if value is not None}


def test_the_page_shows_sentence_reading_and_the_record_before_and_after(curator: Client) -> None:
    suggestion = suggested(LATE, "Acme said so on Thursday.")
    shown, words = page(curator, suggestion), suggestion.words

    assert "<mark>Acme delays its Phone API to August</mark>" in shown
    assert f"“{words}”, said on 4 June 2026, reads as 1–31 August 2026: month, 31 days; promised." in shown
    assert "2026-03-02: 1–30 June 2026 (“in June”), official" in shown
    assert f"1–31 August 2026 (“{words}”), reported (new)" in shown
    assert 'href="https://the-daily-example.example/2"' in shown


def test_a_slip_of_the_companys_own_word_shows_how_far_the_date_moves(curator: Client) -> None:
    shown = page(curator, suggested("Acme spokesperson: Phone API delayed to August"))

    assert (
        "The last promised day moves by +62 d: 30 Jun → 31 Aug, said 26 days before the old last day."
        in shown
    )


def test_no_text_of_an_outlet_becomes_markup(curator: Client) -> None:
    tell("Acme delays its Phone API to August <script>alert(1)</script>", "<b>bold</b> \u202eturned")
    screen_stories(at=NOW)
    answer = curator.get(f"{LIST}{Suggestion.objects.get().pk}/change/").content.decode()

    assert "<script>alert" not in answer
    assert "<b>bold" not in answer


def test_accepting_as_proposed_moves_the_date(curator: Client) -> None:
    suggestion = suggested()
    answer = send(curator, suggestion, "accept_as_proposed")
    row = Commitment.objects.get(slug="phone-api-2")

    assert "Accepted: the record holds it." in answer
    assert "Take it back" in answer
    assert (row.latest, row.basis, row.rule is not None) == (date(2026, 8, 31), "reported", True)


def test_the_form_may_be_changed_before_it_is_accepted(curator: Client) -> None:
    suggestion = suggested()
    values = typed(
        suggestion, basis="official", voice="executive", speaker="Ann Example", words="by August 15"
    )
    send(curator, suggestion, "accept", **values | {"said_on": date(2026, 6, 4)})
    row = Commitment.objects.get(slug="phone-api-2")

    assert (row.latest, row.speaker, row.words) == (date(2026, 8, 15), "Ann Example", "by August 15")
    assert Suggestion.objects.filter(decision__words="by August 15").exists()


def test_a_window_as_a_person_reads_it_has_no_rule(curator: Client) -> None:
    suggestion = suggested()
    send(curator, suggestion, "accept", **typed(suggestion, latest="2026-08-20", precision="range"))
    row = Commitment.objects.get(slug="phone-api-2")

    assert (row.latest, row.precision, row.rule) == (date(2026, 8, 20), "range", None)


def test_the_same_promise_again_is_a_page_more(curator: Client) -> None:
    send(
        curator,
        suggested("Acme still plans to open its Phone API in June", on=date(2026, 4, 2)),
        "accept_as_proposed",
    )

    assert Commitment.objects.count() == 1
    assert set(Evidence.objects.values_list("role", flat=True)) == {"states", "restates"}


def test_an_arrival_is_recorded_as_one(curator: Client) -> None:
    suggestion = suggested("Acme launches its Phone API", on=date(2026, 7, 9))
    send(curator, suggestion, "accept_as_proposed")

    assert (Outcome.objects.get().effect, Event.objects.get().title) == ("delivered", "Phone Api shipped")


def test_what_the_record_lacks_is_added_with_its_promise(curator: Client, act: Act) -> None:
    add_otter_ink(act)
    suggestion = suggested(TITLE, ARTICLE)
    shown = page(curator, suggestion)
    send(curator, suggestion, "accept", **typed(suggestion, also_previous="on"))
    rows = Commitment.objects.filter(deliverable__slug="otter-ink-api").order_by("latest")

    assert "Nothing is recorded of it." in shown
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
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_is_said_beside_the_field_and_nothing_typed_is_lost(curator: Client, name: str) -> None:
    suggestion = suggested()
    values, words = WRONG[name]
    answer = send(curator, suggestion, "accept", **typed(suggestion, speaker="Ann Example", **values))

    assert words in answer
    assert 'value="Ann Example"' in answer
    assert (Suggestion.objects.get().state, Commitment.objects.count()) == ("open", 1)


def test_a_deliverable_merged_between_is_said_with_where_it_went(curator: Client, act: Act) -> None:
    suggestion = suggested()
    add(act, DELIVERABLE, deliverable_document("phone-api-public"))
    merge(act, "phone-api", into="phone-api-public")
    answer = send(curator, suggestion, "accept_as_proposed")

    assert "phone-api is not one of the available choices" in answer
    assert Suggestion.objects.get().state == "open"


def test_sent_twice_it_is_recorded_once(curator: Client) -> None:
    suggestion = suggested()
    send(curator, suggestion, "accept_as_proposed")
    answer = send(curator, suggestion, "accept_as_proposed")

    assert "Not done: accepted already, by ada, 22 November 2026, 12:00 UTC." in answer
    assert Commitment.objects.count() == 2


def test_of_two_curators_the_second_is_told_who_was_first(curator: Client) -> None:
    suggestion = suggested()
    send(signed_in("bob"), suggestion, "reject", **{"reject-version": 1, "reject-rejection": "not_news"})
    answer = send(curator, suggestion, "accept", **typed(suggestion))

    assert "Not done: rejected already, by bob" in answer


def test_a_form_read_before_the_suggestion_changed_is_kept_and_not_taken(curator: Client) -> None:
    suggestion = suggested()
    values = typed(suggestion, speaker="Ann Example")
    tell("Acme delays its Phone API to August 20", story=suggestion.story, outlet="Other Post")
    screen_stories(at=NOW)
    answer = send(curator, suggestion, "accept", **values)

    assert "the suggestion has changed since you opened it" in answer
    assert 'value="Ann Example"' in answer
    assert Suggestion.objects.get().state == "open"


def test_a_suggestion_is_rejected_with_a_reason_and_opened_again(curator: Client) -> None:
    suggestion = suggested()
    refused = send(curator, suggestion, "reject", **{"reject-version": suggestion.version})
    send(curator, suggestion, "reject", **{"reject-version": 1, "reject-rejection": "old_date"})
    rejected = Suggestion.objects.get()
    send(curator, suggestion, "reopen")

    assert "Not done: rejection: choose a reason." in refused
    assert (rejected.state, rejected.rejection) == ("rejected", "old_date")
    assert Suggestion.objects.get().state == "open"


def test_a_suggestion_is_merged_into_one_nearby(curator: Client) -> None:
    first, second = suggested(), suggested("Acme delays its Phone API to August, too", outlet="Other Post")
    shown = page(curator, second)
    send(curator, second, "merge", **{"merge-version": second.version, "merge-into": first.pk})

    assert f">{first.pk}</a>" in shown
    assert Suggestion.objects.get(pk=second.pk).merged_into == first


def test_a_suggestion_that_is_gone_leads_back_to_the_list(curator: Client) -> None:
    suggestion = suggested()
    Suggestion.objects.filter(pk=suggestion.pk).delete()

    assert "is no longer there" in send(curator, suggestion, "accept_as_proposed")
    assert (
        "There is no suggestion"
        in curator.get(f"{LIST}{suggestion.pk}/change/", follow=True).content.decode()
    )


def test_an_unknown_decision_is_refused(curator: Client) -> None:
    assert "Say what you decide" in send(curator, suggested(), "publish")


def test_who_may_only_look_decides_nothing(curator: Client) -> None:
    suggestion = suggested()
    reader = Client()
    reader.force_login(User.objects.create_user("eve", password="x" * 12, is_staff=True))
    address = reverse("admin:timeline_suggestion_decide", args=[suggestion.pk])

    assert reader.post(address, {"decision": "accept_as_proposed"}).status_code == 403
    assert Client().post(address, {"decision": "accept_as_proposed"}).status_code == 302
    assert curator.get(address).status_code == 405


def test_the_list_has_open_promises_first_then_the_surest(curator: Client, act: Act) -> None:
    add_otter_ink(act)
    new = suggested("Heron delays its Otter Ink API to August")
    slip = suggested()
    done = suggested("Acme delays its Phone API to August, too", outlet="Other Post")
    send(curator, done, "reject", **{"reject-version": done.version, "reject-rejection": "duplicate"})
    answer = curator.get(LIST)

    assert [each.pk for each in answer.context["cl"].result_list] == [slip.pk, new.pk, done.pk]


def test_a_longer_list_needs_no_more_queries(curator: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            curator.get(LIST)
        return len(asked)

    suggested()
    queries()
    one = queries()
    for place in range(3):
        suggested(f"Acme delays its Phone API to August {place + 10}", outlet=f"Post {place}")

    assert queries() == one
