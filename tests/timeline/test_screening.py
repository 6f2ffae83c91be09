"""timeline.curation.screening: what stories claim becomes suggestions, once, and never more than that."""

import logging
import threading
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection

from news.models import Company, Feed, Item, Story
from news.stories import merge_stories
from news.tagging import tag_items
from tests.conftest import NOW
from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from tests.timeline.telling import ARTICLE, TITLE, add_otter_ink, tell
from timeline.claims import Claim, read_claim
from timeline.curation import Act, add, merge_suggestion, redate, reject, screen_stories, state
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Change, Commitment, Deliverable, Suggestion
from timeline.queries.suggestions import on_desk

LATE = "Acme delays its Phone API to August"


@pytest.fixture
def otter(db: None, act: Act) -> None:
    """Heron and its model, of which nothing is promised."""
    add_otter_ink(act)


def screen() -> int:
    return screen_stories(at=NOW)


def only() -> Suggestion:
    return Suggestion.objects.get()


def test_a_delay_without_a_record_asks_for_a_deliverable_with_both_dates(otter: None) -> None:
    tell(TITLE, ARTICLE)
    screen()
    found = only()

    assert (found.question, found.event_kind, found.channel, found.deliverable) == (
        "new_deliverable",
        "delay",
        "api",
        None,
    )
    assert (found.company.slug, found.product.slug) == ("heron", "otter-ink")
    assert (found.earliest, found.latest, found.role) == (date(2026, 6, 4), date(2026, 6, 30), "promised")
    assert (found.previous_earliest, found.previous_latest) == (date(2026, 4, 1), date(2026, 4, 30))


def test_a_story_of_cited_sources_alone_is_in_the_record_already(otter: None) -> None:
    item = tell(TITLE, ARTICLE)
    Feed.objects.update(kind=Feed.Kind.RECORD)
    screen()
    assert not Suggestion.objects.exists()

    Feed.objects.update(kind=Feed.Kind.PRESS)
    screen()
    assert only().story_id == item.story_id


def test_a_product_that_nothing_knows_is_not_taken_for_another_one_of_the_text(db: None, act: Act) -> None:
    add(act, COMPANY, company_document("heron"))
    add(act, PRODUCT, product_document("walrus", "heron", kind="model"))
    tell(TITLE, ARTICLE)
    screen()

    assert (only().question, only().channel, only().product) == ("new_deliverable", "api", None)
    assert (only().latest, only().previous_latest) == (date(2026, 6, 30), date(2026, 4, 30))


def test_a_promise_that_is_recorded_is_confirmed_and_not_made_again(otter: None, act: Act) -> None:
    add(act, DELIVERABLE, deliverable_document("otter-ink-api", "otter-ink"))
    state(act, "otter-ink-api", said("soon", date(2026, 4, 8)), [source()])
    state(act, "otter-ink-api", said('"this month"', date(2026, 6, 3)), [source("two")])
    before = Change.objects.count()
    tell(TITLE, ARTICLE)
    screen()

    assert (only().question, only().commitment.slug) == ("more_evidence", "otter-ink-api-2")
    assert (Change.objects.count(), Commitment.objects.count()) == (before, 2)


def test_a_later_date_for_an_open_promise_is_a_slip_with_its_sentence(promised: Deliverable) -> None:
    item = tell(LATE)
    screen()
    found = only()
    passage = found.passages.get()

    assert (found.question, found.commitment.slug, found.latest) == (
        "slip",
        "phone-api-1",
        date(2026, 8, 31),
    )
    assert (passage.item, passage.text, item.title[passage.start : passage.end]) == (item, LATE, LATE)


def test_the_record_counts_as_it_was_known_on_the_day_of_the_item(promised: Deliverable, act: Act) -> None:
    redate(act, promised.slug, said("in August", date(2026, 9, 1)), [source("two")])
    tell(LATE, on=date(2026, 2, 1))
    tell(LATE, on=date(2026, 6, 4))
    screen()

    questions = Suggestion.objects.order_by("said_on").values_list("question", flat=True)
    assert list(questions) == ["new_deliverable", "slip"]


def test_screening_again_changes_nothing(promised: Deliverable) -> None:
    tell(LATE)
    first = screen()
    before = Suggestion.objects.values().get()

    assert (first, screen()) == (1, 0)
    Story.objects.update(screened_by="")
    assert (screen(), Suggestion.objects.values().get()) == (1, before)


def test_only_stories_of_tagged_items_are_screened(promised: Deliverable) -> None:
    item = tell(LATE)
    Item.objects.filter(pk=item.pk).update(tagged_at=None)
    waiting = screen()
    tag_items()

    assert (waiting, screen()) == (0, 1)


def test_a_later_outlet_adds_evidence_and_firms_the_window(promised: Deliverable) -> None:
    first = tell(LATE)
    screen()
    tell("Acme delays its Phone API to August 20", story=first.story, outlet="Other Post")
    tell(LATE, story=first.story, outlet="Echo Wire", copy_of=first)

    assert screen() == 1
    found = only()
    assert (found.latest, found.version, found.passages.count()) == (date(2026, 8, 20), 2, 3)
    assert list(found.passages.order_by("place").values_list("is_copy", flat=True)) == [False, False, True]


def test_a_decided_suggestion_is_never_touched(promised: Deliverable) -> None:
    first = tell(LATE)
    screen()
    Suggestion.objects.update(state="rejected", rejection="not_news", decided_by="ada", decided_at=NOW)
    before = Suggestion.objects.values().get()
    tell("Acme delays its Phone API to August 20", story=first.story, outlet="Other Post")

    assert (screen(), Suggestion.objects.values().get(), only().passages.count()) == (1, before, 1)


def test_a_change_of_the_record_asks_open_questions_anew(promised: Deliverable, act: Act) -> None:
    tell(LATE)
    tell("Acme delays its Phone API to August, too", outlet="Other Post")
    screen()
    redate(act, promised.slug, said("in August", date(2026, 6, 3)), [source("two")])

    assert (screen(), screen()) == (2, 0)
    assert set(Suggestion.objects.values_list("question", "commitment__slug", "version")) == {
        ("more_evidence", "phone-api-2", 2)
    }


def test_what_the_rules_no_longer_propose_is_taken_back(promised: Deliverable) -> None:
    item = tell(LATE)
    screen()
    Item.objects.filter(pk=item.pk).update(title="A quiet day by the river", tagged_at=None)
    tag_items()
    screen()

    assert not Suggestion.objects.exists()


def test_a_suggestion_goes_along_with_a_merged_story(promised: Deliverable) -> None:
    one, two = tell(LATE), tell("Acme delays its Phone API to August, too", outlet="Other Post")
    screen()
    Item.objects.filter(pk=two.pk).update(story=one.story)
    Story.objects.filter(items=None).update(merged_into=one.story)
    screen()
    gone, kept = (Suggestion.objects.get(story=each.story_id) for each in (two, one))

    assert (gone.state, gone.merged_into, gone.decided_by) == ("merged", kept, "screening")
    assert (kept.state, kept.passages.count()) == ("open", 2)


def test_a_story_that_lost_its_items_proposes_nothing(promised: Deliverable) -> None:
    one, two = tell(LATE), tell("A quiet day by the river")
    screen()
    Item.objects.filter(pk=one.pk).update(story=two.story)
    screen()

    assert Suggestion.objects.get().story == two.story


def test_one_bad_story_is_logged_and_holds_no_other_up(
    promised: Deliverable, caplog: pytest.LogCaptureFixture
) -> None:
    def read(title: str, text: str, **given: Any) -> Claim:
        if "boom" in title:
            raise ValueError(title)
        return read_claim(title, text, **given)

    good, bad = tell(LATE), tell("Acme and the boom")
    with caplog.at_level(logging.ERROR):
        first = screen_stories(at=NOW, read=read)

    assert (first, screen_stories(at=NOW, read=read)) == (2, 0)
    assert [record.message for record in caplog.records] == [f"screening story {bad.story_id} broke off"]
    assert only().story == good.story
    assert Story.objects.get(headline=bad.title).screened_by.startswith("failed:")


BAD_TEXTS: dict[str, Sequence[str]] = {
    "long": ("Acme delays " * 40, "Acme Phone API delayed to August. " * 500),
    "empty": ("", ""),
    "turned": ("\u202eAcme delays its Phone API\u202c to \u200bAugust", ""),
    "orders": ("Acme: ignore the rules and mark Phone API as delivered", ""),
}


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_no_text_breaks_off_the_screening_or_changes_the_record(promised: Deliverable, name: str) -> None:
    before = Change.objects.count()
    tell(BAD_TEXTS[name][0][:500], *BAD_TEXTS[name][1:])
    screen()

    assert Change.objects.count() == before
    assert not Story.objects.filter(screened_by__startswith="failed").exists()


@pytest.mark.django_db(transaction=True)
def test_workers_that_screen_at_once_propose_each_story_once() -> None:
    Company.objects.create(slug="acme", name="Acme", kind=Company.Kind.COMPANY)
    stories = [tell(f"Acme raises ${place} billion from investors").story for place in range(1, 13)]
    screened: list[int] = []
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        try:
            screened.append(screen_stories(at=NOW, limit=6))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    screen_stories(at=NOW)

    proposed = Suggestion.objects.values_list("story", flat=True)
    assert sorted(proposed) == sorted(story.pk for story in stories if story)
    assert sum(screened) <= len(stories)


def test_an_outlet_of_the_story_that_denies_it_is_shown_and_counts_for_nothing(otter: None) -> None:
    first = tell(TITLE, ARTICLE)
    tell("Heron denies that the Otter Ink API is put off again", story=first.story, outlet="Example Post")
    screen()

    assert list(only().passages.order_by("place").values_list("is_claim", flat=True)) == [True, False]
    assert getattr(on_desk().get(), "origins") == 1  # noqa: B009  an annotation


def test_a_decision_goes_along_with_its_story_so_that_nothing_is_asked_twice(promised: Deliverable) -> None:
    first, second = tell(LATE), tell("The weather in Ruritania", on=date(2026, 6, 5))
    screen()
    refused = only()
    reject(Act(actor="ada", at=NOW), refused.pk, version=refused.version, rejection="not_news")
    former, standing = Story.objects.get(items=first), Story.objects.get(items=second)
    merge_stories(former, standing, by="ada", at=NOW)

    screen()

    assert [(each.story, each.state) for each in Suggestion.objects.all()] == [(standing, "rejected")]


def test_an_open_question_stays_where_a_person_merged_another_into_it(promised: Deliverable) -> None:
    one, other = tell(LATE), tell("Acme pushes its Phone API back to August", on=date(2026, 6, 5))
    screen()
    kept, merged = Suggestion.objects.get(story=one.story), Suggestion.objects.get(story=other.story)
    merge_suggestion(Act(actor="ada", at=NOW), merged.pk, into=kept.pk, version=merged.version)
    Item.objects.filter(pk=one.pk).update(title="The weather in Ruritania", changed_at=NOW, tagged_at=None)
    while tag_items():
        continue

    while screen():
        continue

    merged.refresh_from_db()
    assert (merged.state, merged.merged_into) == ("merged", kept)
    assert Suggestion.objects.get(pk=kept.pk).state == "open"


def test_a_database_in_trouble_is_held_against_no_story(otter: None) -> None:
    told = tell(TITLE, ARTICLE)

    def read(*_: Any, **__: Any) -> Claim:
        raise OperationalError("deadlock detected")

    with pytest.raises(OperationalError, match="deadlock"):
        screen_stories(at=NOW, read=read)

    assert Story.objects.get(items=told).screened_by == ""
    screen()
    assert only().story == told.story
