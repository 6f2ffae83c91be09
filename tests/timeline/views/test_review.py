"""The desk under /review/: what a curator sees of a suggestion, and what each decision does."""

from datetime import date
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.timeline.telling import ARTICLE, TITLE, add_otter_ink
from tests.timeline.views.deciding import (
    DESK,
    KEY,
    LATE,
    MARKED,
    READ,
    accept,
    address,
    page,
    send,
    signed_in,
    suggested,
    typed,
)
from tests.timeline.views.reading import part_of, words_of
from timeline.curation import Act
from timeline.models import Change, Commitment, Event, Evidence, Hold, Outcome, Suggestion


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
    before = words_of(page(curator, suggestion))
    accept(curator, suggestion, also_previous="on")
    rows = Commitment.objects.filter(deliverable__slug="otter-ink-api").order_by("latest")

    assert "Nothing is recorded of it → would become Not checked" in before
    assert [(row.latest, row.retro_disclosed) for row in rows] == [
        (date(2026, 4, 30), True),
        (date(2026, 6, 30), False),
    ]


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


def test_an_outlet_that_changed_its_text_is_said_to_have(curator: Client) -> None:
    suggestion = suggested()
    suggestion.passages.get().item.__class__.objects.update(title="Acme is on time")
    shown = page(curator, suggestion)

    assert "The outlet has changed its text since: this is the sentence as it was read." in words_of(shown)
    assert "".join(MARKED.findall(shown.content.decode())) == LATE


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
