"""timeline.curation.deciding: a person accepts, rejects, merges, and takes it back; both sides or neither."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from news.models import Product
from tests.conftest import NOW
from tests.timeline.acme import deliverable_document, said, source
from tests.timeline.telling import add_otter_ink, tell
from timeline.curation import (
    Acceptance,
    Act,
    Decided,
    NewDeliverable,
    Outdated,
    RecordError,
    Refused,
    StaleVersion,
    UnknownRow,
    Way,
    accept,
    add,
    correct,
    merge,
    merge_suggestion,
    redate,
    reject,
    reopen,
    screen_stories,
    state,
    want_source,
)
from timeline.curation.inputs import Happened, Source
from timeline.documents import COMMITMENT, DELIVERABLE, TABLES, read_documents, replay
from timeline.models import Change, Commitment, Deliverable, Evidence, Suggestion
from timeline.queries.deliverables import row_of
from timeline.queries.desk import awaiting, last_decided, ready
from timeline.queries.suggestions import last_change
from timeline.terms import Channel, Effect, EventKind, EvidenceRole

LATE = "Acme delays its Phone API to August"
DAY = date(2026, 6, 4)
ARRIVAL = Happened(title="Phone API opened", earliest=DAY, latest=DAY)


@pytest.fixture
def suggestion(promised: Deliverable) -> Suggestion:
    """The delay of Acme's phone API, as a story told it."""
    tell(LATE)
    screen_stories(at=NOW)
    return Suggestion.objects.get()


def page(suggestion: Suggestion) -> Source:
    return source("story", DAY, url=suggestion.passages.get(place=0).item.url)


def to_august(suggestion: Suggestion, **values: Any) -> Acceptance:
    promise = Acceptance(
        way=Way.PROMISE,
        deliverable="phone-api",
        said=said("to August", DAY),
        sources=[page(suggestion)],
    )
    return replace(promise, **values)


def decide(act: Act, suggestion: Suggestion, acceptance: Acceptance) -> Suggestion:
    return accept(act, suggestion.pk, acceptance, version=suggestion.version, decision={"kind": "delay"})


def record_now() -> dict[str, dict[str, dict[str, object]]]:
    return {name: read_documents(table) for name, table in TABLES.items()}


def test_an_accepted_slip_moves_the_date_with_its_item_as_evidence(act: Act, suggestion: Suggestion) -> None:
    done = decide(act, suggestion, to_august(suggestion))
    change = Change.objects.get(seq=done.changes[0])
    evidence = Evidence.objects.get(commitment__slug="phone-api-2")

    assert (done.state, done.decided_by, done.decided_at) == ("accepted", "ada", NOW)
    assert (change.action, len(done.changes)) == ("redate", 1)
    assert evidence.item == suggestion.passages.get().item
    assert [move.shift_days for move in row_of("phone-api", as_of=DAY).standing.moves] == [62]


def test_taking_it_back_takes_the_date_back_and_opens_the_question(act: Act, suggestion: Suggestion) -> None:
    before = read_documents(COMMITMENT)
    decide(act, suggestion, to_august(suggestion))
    again = reopen(act, suggestion.pk)

    assert (again.state, again.decided_by, again.changes, again.decision) == ("open", "", [], None)
    assert read_documents(COMMITMENT) == before


def test_all_changes_from_nothing_give_the_record_back(act: Act, suggestion: Suggestion) -> None:
    decide(act, suggestion, to_august(suggestion))
    reopen(act, suggestion.pk)
    suggestion.refresh_from_db()
    decide(act, suggestion, to_august(suggestion))

    rows = Change.objects.order_by("seq").values_list("target_table", "before", "after")
    assert replay(rows) == record_now()


def test_the_same_promise_again_adds_a_page_and_no_promise(act: Act, suggestion: Suggestion) -> None:
    again = to_august(suggestion, way=Way.EVIDENCE, commitment="phone-api-1")
    decide(act, suggestion, again)

    assert Commitment.objects.count() == 1
    assert Evidence.objects.filter(role=EvidenceRole.RESTATES.value).count() == 1


def test_an_arrival_an_end_and_an_event_are_recorded(act: Act, suggestion: Suggestion) -> None:
    event = to_august(suggestion, way=Way.EVENT, kind=EventKind.DELAY, companies=["acme"], happened=ARRIVAL)
    decide(act, suggestion, event)
    reopen(act, suggestion.pk)
    suggestion.refresh_from_db()
    decide(act, suggestion, to_august(suggestion, way=Way.OUTCOME, happened=ARRIVAL))
    arrived = row_of("phone-api", as_of=DAY).standing.fate
    reopen(act, suggestion.pk)
    suggestion.refresh_from_db()
    stopped = to_august(suggestion, way=Way.OUTCOME, happened=ARRIVAL, effect=Effect.CANCELLED)
    decide(act, suggestion, stopped)

    assert (arrived, row_of("phone-api", as_of=DAY).standing.fate) == ("delivered_on_time", "cancelled")


def test_a_new_deliverable_of_a_new_product_comes_first_and_goes_last(
    act: Act, suggestion: Suggestion
) -> None:
    new = NewDeliverable(
        name="Slate: app", channel=Channel.APP, product_name="Slate", product_kind="app", company="acme"
    )
    planned = said("in April", DAY, retro_disclosed=True)
    before = record_now()
    done = decide(act, suggestion, to_august(suggestion, deliverable="", new=new, planned=planned))
    windows = Commitment.objects.filter(deliverable__slug="slate-app").values_list("latest", flat=True)

    assert (len(done.changes), Product.objects.get(slug="slate").kind) == (4, "app")
    assert set(windows) == {date(2026, 4, 30), date(2026, 8, 31)}
    reopen(act, suggestion.pk)
    assert record_now() == before


def test_what_the_record_refuses_leaves_the_suggestion_open(act: Act, suggestion: Suggestion) -> None:
    later = replace(ARRIVAL, earliest=date(2026, 12, 1), latest=date(2026, 12, 1))
    before = Change.objects.count()
    with pytest.raises(Refused, match="has not come yet"):
        decide(act, suggestion, to_august(suggestion, way=Way.OUTCOME, happened=later))
    new = NewDeliverable(name="Phone: app", channel=Channel.APP, product="phone")
    with pytest.raises(Refused, match="no rule reads these words"):
        decide(act, suggestion, to_august(suggestion, deliverable="", new=new, said=said("whenever", DAY)))

    suggestion.refresh_from_db()
    assert (suggestion.state, Change.objects.count(), Deliverable.objects.count()) == ("open", before, 1)


REFUSALS: dict[str, tuple[dict[str, Any], type[RecordError], str]] = {
    "no-source": ({"sources": []}, Refused, "without a source"),
    "no-words": ({"said": None}, Refused, "in which words"),
    "no-deliverable": ({"deliverable": ""}, Refused, "choose a deliverable"),
    "gone": ({"deliverable": "phone-web"}, UnknownRow, "there is no deliverable phone-web"),
    "no-day": ({"way": Way.OUTCOME}, Refused, "on which day"),
    "evidence-of-nothing": ({"way": Way.EVIDENCE}, Refused, "for which promise"),
    "unknown-promise": ({"way": Way.EVIDENCE, "commitment": "x-1"}, UnknownRow, "no commitment x-1"),
    "nameless": (
        {"deliverable": "", "new": NewDeliverable(name="X", channel=Channel.API)},
        Refused,
        "name a new",
    ),
    "restored": (
        {"way": Way.OUTCOME, "happened": ARRIVAL, "effect": Effect.RESTORED},
        Refused,
        "was not withdrawn",
    ),
    "restructured": (
        {"way": Way.EVENT, "happened": ARRIVAL, "kind": EventKind.RESTRUCTURING},
        Refused,
        "needs its kind",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_each_refusal_is_one_clear_line(act: Act, suggestion: Suggestion, name: str) -> None:
    values, error, words = REFUSALS[name]
    with pytest.raises(error, match=words) as refused:
        decide(act, suggestion, to_august(suggestion, **values))

    assert "\n" not in str(refused.value)
    assert Suggestion.objects.get().state == "open"


def test_a_deliverable_merged_between_is_named_with_where_it_went(act: Act, suggestion: Suggestion) -> None:
    add(act, DELIVERABLE, deliverable_document("phone-api-public"))
    merge(act, "phone-api", into="phone-api-public")

    with pytest.raises(Refused, match="phone-api was merged into phone-api-public: choose that one"):
        decide(act, suggestion, to_august(suggestion))


def test_a_second_decision_is_refused_with_who_was_first(act: Act, suggestion: Suggestion) -> None:
    decide(act, suggestion, to_august(suggestion))
    second = replace(act, actor="bob")
    with pytest.raises(Decided, match="accepted already, by ada, 22 November 2026, 12:00 UTC"):
        decide(second, suggestion, to_august(suggestion))
    with pytest.raises(Decided, match="accepted already"):
        reject(second, suggestion.pk, version=suggestion.version, rejection="not_news")

    assert Commitment.objects.count() == 2


def test_a_decision_on_what_was_read_before_it_changed_is_refused(act: Act, suggestion: Suggestion) -> None:
    story = suggestion.story
    tell("Acme delays its Phone API to August 20", story=story, outlet="Other Post")
    screen_stories(at=NOW)

    with pytest.raises(Outdated, match="look again, then decide"):
        decide(act, suggestion, to_august(suggestion))


def test_a_suggestion_that_is_gone_is_said_to_be(act: Act, suggestion: Suggestion) -> None:
    acceptance = to_august(suggestion)
    Suggestion.objects.filter(pk=suggestion.pk).delete()

    with pytest.raises(UnknownRow, match="no longer there"):
        decide(act, suggestion, acceptance)


def test_a_rejection_needs_its_reason_and_may_say_what_it_is_instead(
    act: Act, suggestion: Suggestion
) -> None:
    with pytest.raises(Refused, match="must be one of wrong_kind"):
        reject(act, suggestion.pk, version=suggestion.version, rejection="dull")
    done = reject(
        act,
        suggestion.pk,
        version=suggestion.version,
        rejection="wrong_kind",
        reason="a launch of a part",
        right_kind="launch",
    )

    assert (done.state, done.rejection, done.reason, done.decision) == (
        "rejected",
        "wrong_kind",
        "a launch of a part",
        {"kind": "launch"},
    )


def test_one_is_merged_into_another_and_back(act: Act, suggestion: Suggestion) -> None:
    tell("Acme delays its Phone API to August, too", outlet="Other Post")
    screen_stories(at=NOW)
    other = Suggestion.objects.exclude(pk=suggestion.pk).get()
    with pytest.raises(Refused, match="into itself"):
        merge_suggestion(act, other.pk, into=other.pk, version=other.version)
    with pytest.raises(UnknownRow, match="no suggestion 0"):
        merge_suggestion(act, other.pk, into=0, version=other.version)
    done = merge_suggestion(act, other.pk, into=suggestion.pk, version=other.version)
    with pytest.raises(Refused, match="was itself merged"):
        merge_suggestion(act, suggestion.pk, into=other.pk, version=suggestion.version)

    assert (done.state, done.merged_into) == ("merged", suggestion)
    assert reopen(act, other.pk).merged_into is None
    with pytest.raises(Refused, match="nothing to take back"):
        reopen(act, other.pk)


def test_what_was_changed_since_is_not_taken_back(act: Act, suggestion: Suggestion) -> None:
    decide(act, suggestion, to_august(suggestion))
    fix = replace(act, reason="typo")
    correct(fix, COMMITMENT, "phone-api-2", values={"speaker": "Ann Example"})

    with pytest.raises(StaleVersion, match="phone-api-2 has been changed since"):
        reopen(act, suggestion.pk)
    assert Suggestion.objects.get().state == "accepted"


def test_a_question_without_a_record_can_be_accepted_at_once(db: None, act: Act) -> None:
    add_otter_ink(act)
    tell("Heron puts off the Otter Ink API to August")
    screen_stories(at=NOW)
    found = Suggestion.objects.get()
    new = NewDeliverable(name="Otter Ink: API", channel=Channel.API, product="otter-ink")
    decide(act, found, to_august(found, deliverable="", new=new))

    assert Commitment.objects.get().deliverable.slug == "otter-ink-api"


def told_again(suggestion: Suggestion, outlet: str, **values: Any) -> None:
    tell(f"{LATE}, says {outlet}", story=suggestion.story, outlet=outlet, **values)
    screen_stories(at=NOW)


def test_one_that_wants_a_second_source_comes_back_when_another_outlet_joins(
    act: Act, suggestion: Suggestion
) -> None:
    want_source(act, suggestion.pk, version=suggestion.version)
    told_again(suggestion, "The Daily Example")
    told_again(suggestion, "Other Post", copy_of=suggestion.passages.get(place=0).item)
    waiting = ([*ready()], [*awaiting()])
    told_again(suggestion, "Third Paper")

    assert waiting == ([], [suggestion])
    assert ([*ready()], [*awaiting()]) == ([suggestion], [])
    assert last_decided("ada") == suggestion


def test_waiting_ends_with_a_decision_and_can_be_taken_back(act: Act, suggestion: Suggestion) -> None:
    laid = want_source(act, suggestion.pk, version=suggestion.version)
    back = reopen(act, suggestion.pk)
    want_source(act, suggestion.pk, version=back.version)
    done = reject(act, suggestion.pk, version=back.version + 1, rejection="not_news")

    assert (laid.wanted_over, laid.wanted_by, laid.wanted_at) == (1, "ada", NOW)
    assert (back.state, back.wanted_over, done.wanted_over) == ("open", None, None)


MOVED: dict[str, dict[str, Any]] = {
    "promise": {},
    "outcome": {"way": Way.OUTCOME, "happened": ARRIVAL},
    "evidence": {"way": Way.EVIDENCE, "commitment": "phone-api-1"},
}


@pytest.mark.parametrize("name", MOVED)
def test_what_is_about_a_record_that_moved_since_it_was_read_is_refused(
    act: Act, suggestion: Suggestion, name: str
) -> None:
    acceptance = to_august(suggestion, **MOVED[name])
    read = {"version": suggestion.version, "decision": {}, "seen": last_change()}
    correct(replace(act, reason="typo"), COMMITMENT, "phone-api-1", values={"speaker": "Ann Example"})

    with pytest.raises(Outdated, match="the record has changed since you opened it"):
        accept(act, suggestion.pk, acceptance, **read)
    accept(act, suggestion.pk, acceptance, **read | {"seen": last_change()})


def test_what_changed_elsewhere_is_no_reason_to_refuse(act: Act, suggestion: Suggestion) -> None:
    seen = last_change()
    add(act, DELIVERABLE, deliverable_document("phone-web"))
    state(act, "phone-web", said("in July"), [source("two")])
    redate(act, "phone-web", said("in August", DAY), [source("three", DAY)])

    acceptance = to_august(suggestion)
    accept(act, suggestion.pk, acceptance, version=suggestion.version, decision={}, seen=seen)
