"""timeline.claims.proposals: one question a claim, against the record as it was known on the day."""

from dataclasses import replace
from typing import Any

import pytest

from news.matching import Target
from tests.timeline.claims.building import (
    ACME,
    HERON,
    NEST,
    PHONE,
    PHONES,
    TODAY,
    asked,
    claim,
    known,
    record,
    stated,
)
from tests.timeline.ledger.building import day, happened, promise, report
from timeline.claims import Claim, Mention, Role
from timeline.claims.matching import grounded
from timeline.claims.proposals import propose
from timeline.claims.record import KnownEvent
from timeline.terms import Channel, Effect, EventKind, Precision, Question

APRIL = promise("phone-api-1", "2026-02-01", "2026-04-01..2026-04-30")
JUNE = promise("phone-api-2", "2026-06-03", "2026-06-03..2026-06-30")
SOON = promise("phone-api-0", "2026-01-05", "2026-01-05..", Precision.VAGUE)
ARRIVED = happened(Effect.DELIVERED, "2026-06-02", event="phone-out")
Case = tuple[Question, str | None, str | None, str | None]


def short(claimed: Claim, known_record: object, **values: str) -> Case:
    proposal = asked(claimed, known_record, **values)
    return proposal.question, proposal.deliverable, proposal.commitment, proposal.event


def test_an_open_date_that_moves_back_is_a_slip_with_both_windows() -> None:
    late = claim(EventKind.DELAY, stated("in June"), stated("in April", Role.PREVIOUS))
    proposal = asked(late, record(known("phone-api", APRIL)))

    assert (proposal.question, proposal.deliverable, proposal.commitment) == (
        Question.SLIP,
        "phone-api",
        "phone-api-1",
    )
    assert (proposal.promised.words, proposal.previous.words, proposal.channel) == (
        "in June",
        "in April",
        Channel.API,
    )


def test_the_same_date_said_again_is_evidence_and_no_promise() -> None:
    late = claim(EventKind.DELAY, stated("in June"), stated("in April", Role.PREVIOUS))

    assert short(late, record(known("phone-api", APRIL, JUNE))) == (
        Question.MORE_EVIDENCE,
        "phone-api",
        "phone-api-2",
        None,
    )


def test_without_a_deliverable_that_fits_a_new_one_is_asked_for() -> None:
    late = claim(EventKind.DELAY, stated("in June"), stated("in April", Role.PREVIOUS))
    proposal = asked(late, record())

    assert (proposal.question, proposal.deliverable, proposal.channel) == (
        Question.NEW_DELIVERABLE,
        None,
        Channel.API,
    )
    assert (proposal.promised.words, proposal.previous.words) == ("in June", "in April")


def test_of_two_promises_of_one_window_the_one_that_counts_is_said_again() -> None:
    plan = report("phone-api-plan", "2026-06-03", "2026-06-01..2026-06-30", retro_disclosed=True)
    again = claim(EventKind.ANNOUNCEMENT, stated("in June"))

    assert short(again, record(known("phone-api", plan, JUNE)))[2] == "phone-api-2"


LENGTH = promise("phone-api-3", "2026-06-02", "2026-06-02..2026-07-28", Precision.RELATIVE)
LENGTH = replace(LENGTH, words='"in the coming weeks"')
PROMISES: dict[str, Any] = {
    "later": (EventKind.DELAY, ["in August"], [JUNE], (Question.SLIP, "phone-api-2")),
    "later-by-an-announcement": (EventKind.ANNOUNCEMENT, ["in July"], [JUNE], (Question.SLIP, "phone-api-2")),
    "no-end": (EventKind.DELAY, ["not before 2027"], [JUNE], (Question.SLIP, "phone-api-2")),
    "date-withdrawn": (EventKind.DELAY, ["soon"], [JUNE], (Question.SLIP, "phone-api-2")),
    "delayed-without-a-date": (EventKind.DELAY, [], [JUNE], (Question.SLIP, "phone-api-2")),
    "delay-of-what-has-no-date": (EventKind.DELAY, [], [SOON], (Question.EVENT, None)),
    "firmer": (EventKind.ANNOUNCEMENT, ["on June 20"], [JUNE], (Question.NEW_DATE, "phone-api-2")),
    "overdue": (EventKind.ANNOUNCEMENT, ["on June 20"], [APRIL], (Question.SLIP, "phone-api-1")),
    "first-date": (EventKind.ANNOUNCEMENT, ["in June"], [SOON], (Question.NEW_DATE, None)),
    "vague-again": (EventKind.ANNOUNCEMENT, ["soon"], [SOON], (Question.MORE_EVIDENCE, "phone-api-0")),
    "vague-beside-a-date": (EventKind.ANNOUNCEMENT, ["soon"], [JUNE], (Question.EVENT, None)),
    "same-length-of-time": (
        EventKind.ANNOUNCEMENT,
        ["in the coming weeks"],
        [LENGTH],
        (Question.MORE_EVIDENCE, "phone-api-3"),
    ),
    "same-length-a-month-later": (
        EventKind.DELAY,
        ["in the coming weeks"],
        [replace(LENGTH, said_earliest=day("2026-05-02"), said_latest=day("2026-05-02"))],
        (Question.SLIP, "phone-api-3"),
    ),
    "window-of-an-old-promise": (
        EventKind.ANNOUNCEMENT,
        ["in April 2026"],
        [APRIL, JUNE],
        (Question.MORE_EVIDENCE, "phone-api-1"),
    ),
}


@pytest.mark.parametrize("name", PROMISES)
def test_a_date_is_said_again_or_moved_or_set(name: str) -> None:
    kind, words, recorded, wanted = PROMISES[name]
    said = [
        stated(each, on=day("2026-04-02") if "2026" in each and "April" in each else TODAY) for each in words
    ]
    question, _, commitment, _ = short(claim(kind, *said), record(known("phone-api", *recorded)))

    assert (question, commitment) == wanted


OUTCOMES: dict[str, Any] = {
    "arrives": (EventKind.LAUNCH, [JUNE], (Question.FULFILLED, "phone-api-2", None)),
    "arrives-unpromised-date": (EventKind.LAUNCH, [SOON], (Question.FULFILLED, None, None)),
    "arrived-days-ago": (EventKind.LAUNCH, [JUNE, ARRIVED], (Question.MORE_EVIDENCE, None, "phone-out")),
    "arrived-long-ago": (
        EventKind.LAUNCH,
        [happened(Effect.DELIVERED, "2025-06-02")],
        (Question.NEW_DELIVERABLE, None, None),
    ),
    "stopped": (EventKind.CANCELLATION, [JUNE], (Question.DROPPED, "phone-api-2", None)),
    "stopped-already": (
        EventKind.CANCELLATION,
        [JUNE, happened(Effect.CANCELLED, "2026-06-03", event="phone-dropped")],
        (Question.MORE_EVIDENCE, None, "phone-dropped"),
    ),
    "pulled": (EventKind.WITHDRAWAL, [JUNE, ARRIVED], (Question.DROPPED, None, None)),
    "back": (
        EventKind.LAUNCH,
        [happened(Effect.DELIVERED, "2026-01-02"), happened(Effect.WITHDRAWN, "2026-05-02")],
        (Question.RESTORED, None, None),
    ),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_what_happened_is_asked_of_what_it_can_happen_to(name: str) -> None:
    kind, recorded, wanted = OUTCOMES[name]
    proposal = asked(claim(kind), record(known("phone-api", *recorded)))

    assert (proposal.question, proposal.commitment, proposal.event) == wanted


def test_a_launch_to_come_is_a_promise() -> None:
    ahead = claim(EventKind.LAUNCH, stated("in August"))

    assert short(ahead, record(known("phone-api", JUNE)))[0] == Question.SLIP


def test_an_end_to_come_has_not_happened() -> None:
    ahead = claim(EventKind.DEPRECATION, stated("on October 5"))

    assert short(ahead, record(known("phone-api", ARRIVED)))[0] == Question.EVENT


def test_what_the_record_tells_of_these_days_is_told_again() -> None:
    told = KnownEvent(
        slug="acme-raises", kind=EventKind.FUNDING, latest=day("2026-06-02"), companies=frozenset({ACME})
    )
    old = replace(told, slug="acme-raised", latest=day("2026-05-02"))
    other = replace(told, slug="heron-raises", companies=frozenset({HERON}))
    raised = claim(EventKind.FUNDING, product=None)

    assert short(raised, record(events=(told, old, other))) == (
        Question.MORE_EVIDENCE,
        None,
        None,
        "acme-raises",
    )
    assert short(raised, record(events=(old, other)))[0] == Question.EVENT
    dated = claim(EventKind.FUNDING, stated("in August"))
    assert short(dated, record(events=(replace(told, products=frozenset({PHONE})),)))[3] == "acme-raises"


def test_a_date_wants_a_deliverable_even_where_the_delay_itself_is_told() -> None:
    told = KnownEvent(
        slug="acme-late", kind=EventKind.DELAY, latest=day("2026-06-02"), products=frozenset({PHONE})
    )
    dated, undated = claim(EventKind.DELAY, stated("in August")), claim(EventKind.DELAY)

    assert short(dated, record(events=(told,)))[0] == Question.NEW_DELIVERABLE
    assert short(undated, record(events=(told,)))[0] == Question.MORE_EVIDENCE


CHANNELS = {
    "api": ("Acme delays its phone API", "phone-api"),
    "spelt-out": ("Acme delays the application programming interface of its phone", "phone-api"),
    "app": ("Acme delays the phone's app", "phone-app"),
    "weights": ("Acme holds back the open weights of its phone", None),
    "both": ("Acme delays API and app of its phone", None),
    "none": ("Acme delays its phone", None),
}


@pytest.mark.parametrize("name", CHANNELS)
def test_the_channel_in_the_words_singles_out_the_deliverable(name: str) -> None:
    says, wanted = CHANNELS[name]
    both = record(known("phone-api", JUNE), known("phone-app", JUNE, channel=Channel.APP))

    assert asked(claim(EventKind.DELAY), both, says=says).deliverable == wanted


def test_without_channel_words_the_headline_of_a_product_is_meant() -> None:
    both = record(known("phone-api", JUNE), known("phone-app", JUNE, channel=Channel.APP, is_headline=True))

    assert asked(claim(EventKind.DELAY), both, says="Acme delays its phone").deliverable == "phone-app"


def test_what_arrived_is_not_what_is_delayed() -> None:
    both = record(known("phone-api", JUNE), known("phone-api-private", ARRIVED))

    assert asked(claim(EventKind.DELAY), both).deliverable == "phone-api"


def test_a_family_without_a_deliverable_of_its_own_stands_for_its_member() -> None:
    members = record(known("phone-api", JUNE), families={PHONE: PHONES})

    assert asked(claim(EventKind.DELAY, product=PHONES), members).deliverable == "phone-api"


def test_a_family_alone_singles_out_no_member_where_no_channel_is_named() -> None:
    members = record(known("phone-api", JUNE), families={PHONE: PHONES})
    late = claim(EventKind.DELAY, product=PHONES, noun="")

    assert asked(late, members, says="Acme delays Phones for tablets").deliverable is None


def test_without_a_product_the_noun_must_name_it_and_a_unit_is_its_companys() -> None:
    of_unit = record(known("phone-api", JUNE, name="Phone: public API", company=NEST, lane=ACME))
    named = claim(EventKind.DELAY, product=None, noun="its Phone API")
    unnamed = claim(EventKind.DELAY, product=None, noun="the API")

    assert asked(named, of_unit).deliverable == "phone-api"
    assert asked(unnamed, of_unit).deliverable is None


def test_nothing_is_asked_where_nothing_is_claimed_or_nobody_is_known() -> None:
    nobody = Claim(kind=EventKind.LAUNCH)

    assert propose(claim(None), title="", sentence="", record=record()) is None
    assert propose(nobody, title="", sentence="", record=record()) is None


def test_a_product_named_only_far_from_the_evidence_is_not_what_is_claimed() -> None:
    late = claim(EventKind.DELAY, sentence=(20, 60))

    def product_of(*places: tuple[int, int]) -> Target | None:
        mentions = [Mention(target=Target("product", PHONE), start=first, end=last) for first, last in places]
        return grounded(late, mentions, title_end=10).product

    assert product_of((0, 5)) == product_of((30, 35)) == product_of((90, 95), (30, 35)) == late.product
    assert product_of((90, 95)) is None


def test_a_delay_of_what_has_only_a_channel_asks_for_a_deliverable() -> None:
    assert asked(claim(EventKind.DELAY, product=None), record()).question == Question.NEW_DELIVERABLE
    assert (
        asked(claim(EventKind.DELAY, product=None), record(), says="Acme is late").question == Question.EVENT
    )
