"""timeline.curation.further: a story goes on after its question was decided; later outlets are evidence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from news.models import Item, Story
from news.stories import merge_stories
from tests.conftest import NOW
from tests.timeline.acme import said, source
from tests.timeline.telling import add_otter_ink, tell
from timeline.curation import (
    Acceptance,
    Act,
    Refused,
    StaleVersion,
    Way,
    accept,
    correct,
    merge_suggestion,
    reject,
    rename,
    reopen,
    retract,
    screen_stories,
)
from timeline.curation.inputs import Happened, Source
from timeline.desk.prefilled import prefilled
from timeline.documents import COMMITMENT
from timeline.models import Deliverable, Event, Evidence, Suggestion
from timeline.terms import EventKind, EvidenceRole

LATE = "Acme delays its Phone API to August"
DAY = date(2026, 6, 4)


def page(suggestion: Suggestion) -> Source:
    return source("story", DAY, url=suggestion.passages.get(place=0).item.url)


def to_august(suggestion: Suggestion, **values: Any) -> Acceptance:
    promise = Acceptance(
        way=Way.PROMISE, deliverable="phone-api", said=said("to August", DAY), sources=[page(suggestion)]
    )
    return replace(promise, **values)


def accepted(act: Act, suggestion: Suggestion, **values: Any) -> Suggestion:
    acceptance = to_august(suggestion, **values)
    return accept(act, suggestion.pk, acceptance, version=suggestion.version, decision={"kind": "delay"})


@pytest.fixture
def first(promised: Deliverable, act: Act) -> Suggestion:
    """A delay that one outlet told, accepted as the promise phone-api-2."""
    tell(LATE)
    screen_stories(at=NOW)
    return accepted(act, Suggestion.objects.get())


def told(first: Suggestion, outlet: str = "Other Post", title: str = LATE, **values: Any) -> Item:
    """One more outlet of the story, screened."""
    item = tell(title, story=first.story, outlet=outlet, **values)
    screen_stories(at=NOW)
    return item


def further() -> Suggestion:
    return Suggestion.objects.get(state="open")


def is_quiet() -> bool:
    return not Suggestion.objects.filter(state="open").exists()


def test_a_later_outlet_is_offered_as_further_evidence_for_what_was_accepted(
    act: Act, first: Suggestion
) -> None:
    item = told(first)
    found = further()
    offered = prefilled(found)

    assert (found.question, found.deliverable.slug, found.commitment.slug) == (
        "more_evidence",
        "phone-api",
        "phone-api-2",
    )
    assert [each.item for each in found.passages.all()] == [item]
    assert (offered["way"], offered["commitment"], offered["role"]) == (
        "evidence",
        "phone-api-2",
        "restates",
    )
    before = Suggestion.objects.values().get(pk=first.pk)
    accepted(act, found, way=Way.EVIDENCE, commitment="phone-api-2")
    cited = Evidence.objects.filter(commitment__slug="phone-api-2").order_by("pk")
    assert [each.role for each in cited] == [EvidenceRole.STATES, EvidenceRole.RESTATES]
    assert Suggestion.objects.values().get(pk=first.pk) == before


def test_what_waits_gathers_outlets_and_screening_again_changes_nothing(first: Suggestion) -> None:
    told(first)
    told(first, "Third Paper")
    before = list(Suggestion.objects.order_by("pk").values())
    Story.objects.update(screened_by="")

    assert (screen_stories(at=NOW), list(Suggestion.objects.order_by("pk").values())) == (1, before)
    assert further().passages.count() == 2


QUIET: dict[str, tuple[str, str]] = {
    "the-same-outlet-again": ("The Daily Example", LATE),
    "a-denial": ("Other Post", "Acme denies that the Phone API is put off"),
    "another-event": ("Other Post", "Acme raises $4 billion from investors"),
    "no-event": ("Other Post", "A quiet day by the river"),
}


@pytest.mark.parametrize("name", QUIET)
def test_it_is_quiet_about_what_is_no_further_evidence(first: Suggestion, name: str) -> None:
    told(first, *QUIET[name])
    assert is_quiet()


def test_a_copy_alone_is_no_further_evidence(first: Suggestion) -> None:
    told(first, "Echo Wire", copy_of=first.passages.get().item)
    assert is_quiet()


def test_a_page_that_the_fact_came_to_cite_is_offered_no_more(act: Act, first: Suggestion) -> None:
    item = told(first)
    offered = [each.item for each in further().passages.all()]
    pages = [replace(page(first), url=url).document() for url in (page(first).url, item.url)]
    correct(replace(act, reason="scope"), COMMITMENT, "phone-api-2", values={"evidence": pages})
    screen_stories(at=NOW)

    assert (offered, is_quiet()) == ([item], True)


def test_another_date_is_asked_about_as_a_date(first: Suggestion) -> None:
    told(first, "Other Post", "Acme delays its Phone API to September")
    found = further()

    assert (found.question, found.commitment.slug, found.latest) == (
        "slip",
        "phone-api-2",
        date(2026, 9, 30),
    )


def test_a_date_that_was_accepted_as_another_is_not_asked_about_again(
    promised: Deliverable, act: Act
) -> None:
    tell(LATE)
    screen_stories(at=NOW)
    done = accepted(act, Suggestion.objects.get(), said=said("in September", DAY))
    told(done)

    assert (further().question, further().commitment.slug) == ("more_evidence", "phone-api-2")


def test_an_event_that_was_accepted_gathers_evidence_too(promised: Deliverable, act: Act) -> None:
    tell("Acme raises $4 billion from investors")
    screen_stories(at=NOW)
    happened = Happened(title="Acme raised money", earliest=DAY, latest=DAY)
    event = {"way": Way.EVENT, "kind": EventKind.FUNDING, "companies": ["acme"], "happened": happened}
    done = accepted(act, Suggestion.objects.get(), **event)
    told(done, title="Acme raises $4 billion from investors, again")
    found = further()

    assert (found.question, found.event, found.commitment) == ("more_evidence", Event.objects.get(), None)
    assert prefilled(found)["role"] == "confirms"


def test_what_was_refused_stays_refused_whoever_tells_it(promised: Deliverable, act: Act) -> None:
    tell(LATE)
    screen_stories(at=NOW)
    found = Suggestion.objects.get()
    done = reject(act, found.pk, version=found.version, rejection="not_news")
    told(done)

    assert is_quiet()


def test_who_wants_no_further_evidence_is_asked_no_more(act: Act, first: Suggestion) -> None:
    told(first)
    reject(act, further().pk, version=further().version, rejection="duplicate")
    told(first, "Third Paper")

    assert is_quiet()


Ending = Callable[[Act, Suggestion], object]
ENDED: dict[str, Ending] = {
    "retracted": lambda act, _: retract(act, COMMITMENT, "phone-api-2", on=DAY, source=source("three", DAY)),
    "taken-back-and-refused": lambda act, first: reject(
        act, first.pk, version=reopen(act, first.pk).version, rejection="not_news"
    ),
}


@pytest.mark.parametrize("name", ENDED)
def test_what_no_longer_stands_is_offered_no_evidence(act: Act, first: Suggestion, name: str) -> None:
    ENDED[name](act, first)
    told(first)

    assert is_quiet()


def test_a_fact_that_was_renamed_is_found(act: Act, first: Suggestion) -> None:
    rename(act, COMMITMENT, "phone-api-2", to="phone-api-august")
    told(first)

    assert further().commitment.slug == "phone-api-august"


def test_evidence_goes_to_what_the_suggestion_was_merged_into(promised: Deliverable, act: Act) -> None:
    tell(LATE)
    twin = tell("Acme pushes its Phone API back to August", on=date(2026, 6, 5))
    screen_stories(at=NOW)
    one, two = Suggestion.objects.exclude(story=twin.story).get(), Suggestion.objects.get(story=twin.story)
    merge_suggestion(act, two.pk, into=one.pk, version=two.version)
    accepted(act, one)
    told(two, "Third Paper", on=date(2026, 6, 5))

    assert (further().story, further().commitment.slug) == (twin.story, "phone-api-2")


def test_a_question_opened_again_stands_alone_and_hears_the_later_outlets(
    act: Act, first: Suggestion
) -> None:
    told(first)
    other = tell("Acme pushes its Phone API back to August", on=date(2026, 6, 5))
    screen_stories(at=NOW)
    merged = Suggestion.objects.get(story=other.story)
    into = Suggestion.objects.get(story=first.story, state="open")
    merge_suggestion(act, merged.pk, into=into.pk, version=merged.version)
    reopen(act, first.pk)
    screen_stories(at=NOW)

    merged.refresh_from_db()
    assert (further(), merged.merged_into) == (first, first)
    assert (further().question, further().passages.count()) == ("slip", 2)


def test_evidence_that_was_taken_in_is_taken_back_first(act: Act, first: Suggestion) -> None:
    told(first)
    second = accepted(act, further(), way=Way.EVIDENCE, commitment="phone-api-2")
    with pytest.raises(StaleVersion):
        reopen(act, first.pk)

    assert reopen(act, second.pk).state == "open"
    assert Evidence.objects.filter(commitment__slug="phone-api-2").count() == 1


def test_a_further_question_is_not_opened_beside_the_first(act: Act, first: Suggestion) -> None:
    told(first)
    second = reject(act, further().pk, version=further().version, rejection="duplicate")
    reopen(act, first.pk)

    with pytest.raises(Refused, match=f"suggestion {first.pk} about the same story is open"):
        reopen(act, second.pk)


def test_a_merged_story_brings_its_outlets_as_evidence(act: Act, first: Suggestion) -> None:
    other = tell("Acme pushes its Phone API back to August", outlet="Other Post")
    screen_stories(at=NOW)
    asked = Suggestion.objects.get(story=other.story)
    former, standing = Story.objects.get(items=other), Story.objects.get(suggestions__pk=first.pk)
    merge_stories(former, standing, by="ada", at=NOW)
    screen_stories(at=NOW)

    asked.refresh_from_db()
    assert (asked.state, asked.merged_into) == ("merged", first)
    assert (further().story, further().commitment.slug) == (standing, "phone-api-2")
    assert [each.item for each in further().passages.all()] == [other]


def test_a_story_with_both_goes_into_one_without_a_question(act: Act, first: Suggestion) -> None:
    item = told(first)
    second = further()
    empty = tell("A quiet day by the river", on=date(2026, 6, 5))
    former, standing = Story.objects.get(suggestions__pk=first.pk), Story.objects.get(items=empty)
    merge_stories(former, standing, by="ada", at=NOW)
    screen_stories(at=NOW)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.story, second.state, second.merged_into) == (standing, "merged", first)
    assert [each.item for each in further().passages.all()] == [item]


def test_another_companys_delay_in_the_story_is_no_evidence(first: Suggestion, act: Act) -> None:
    add_otter_ink(act)
    told(first, "Other Post", "Heron puts off the Otter Ink API to August")

    assert is_quiet()
