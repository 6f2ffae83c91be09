"""Which kind of event a title tells of, and what turns it."""

from datetime import date

import pytest

from timeline.claims import Claim, read_claim
from timeline.terms import EventKind

ON = date(2026, 6, 4)


def claim(title: str, text: str = "") -> Claim:
    return read_claim(title, text, mentions=(), on=ON)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Acme releases Heron 4", EventKind.LAUNCH),
        ("Acme will release Heron 4 next year", EventKind.ANNOUNCEMENT),
        ("Acme launches its ring in November", EventKind.ANNOUNCEMENT),
        ("Acme delays Heron 4", EventKind.DELAY),
        ("Acme cancels Heron 4", EventKind.CANCELLATION),
        ("Acme pulls Heron 4 from its app", EventKind.WITHDRAWAL),
        ("Acme is shutting down Heron", EventKind.DEPRECATION),
        ("Acme shuts down its robotics division", EventKind.RESTRUCTURING),
        ("Acme lays off 200 people", EventKind.RESTRUCTURING),
        ("Acme raises $40 million", EventKind.FUNDING),
        ("Acme spends $4 billion on data centers", EventKind.SPENDING),
        ("Acme acquires Pebble", EventKind.ACQUISITION),
        ("Publishers sue Acme", EventKind.POLICY),
        ("Acme suffers an outage", None),
        ("Acme and the long afternoon", None),
        ("", None),
    ],
)
def test_a_title_tells_its_kind(title: str, kind: EventKind | None) -> None:
    assert claim(title).kind == kind


@pytest.mark.parametrize(
    "title",
    [
        "Acme is not discontinuing its ring",
        "Acme denies it is shutting down Heron",
        "Acme rules out cancelling the ring",
        "Is Heron 4 delayed?",
        "Users cancel their Heron subscriptions",
        "Hackers release a jailbroken Heron",
        "AI will kill the spreadsheet",
        "Gartner predicts that agents will replace clerks by 2030",
        "Why I think Acme launched too early",
    ],
    ids=["negated", "denied", "ruled out", "asked", "users", "hackers", "ai", "foreseen", "opinion"],
)
def test_what_is_denied_asked_or_done_by_others_is_no_event(title: str) -> None:
    assert claim(title).kind is None


def test_the_main_clause_goes_before_what_stands_beside_it() -> None:
    assert claim("Acme shuts down after raising $33 million").kind == EventKind.DEPRECATION
    assert claim("As Acme shuts down its app, Tern launches one").kind == EventKind.LAUNCH


def test_the_title_goes_before_the_lead() -> None:
    assert claim("Acme acquires Pebble", "Tern delays its phone.").kind == EventKind.ACQUISITION


def test_the_second_kind_is_the_runner_up_and_the_margin_how_far_it_is_behind() -> None:
    told = claim("Acme acquires Pebble and lays off its staff")

    assert (told.kind, told.second) == (EventKind.ACQUISITION, EventKind.RESTRUCTURING)
    assert 0 < told.margin < claim("Acme acquires Pebble").margin <= 1


def test_the_cue_is_in_the_words_of_the_text() -> None:
    assert claim("Acme Shuts Down Heron").cue == "Shuts Down"
