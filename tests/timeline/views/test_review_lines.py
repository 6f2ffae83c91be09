"""timeline.views.review.lines: the ledger before and after, line by line."""

from dataclasses import replace
from datetime import date

from timeline.claims.outlook import PROPOSED, with_happening, with_promise
from timeline.ledger import Facts, Happening, Promise, Standing, judge
from timeline.terms import Basis, Channel, Effect, Precision
from timeline.views.review.lines import lines_of

TODAY = date(2026, 6, 4)
JUNE = Promise(
    slug="phone-api-1",
    basis=Basis.OFFICIAL,
    said_earliest=date(2026, 3, 2),
    said_latest=date(2026, 3, 2),
    first_reported_on=None,
    earliest=date(2026, 6, 1),
    latest=date(2026, 6, 30),
    precision=Precision.MONTH,
    words="in June",
)
AUGUST = replace(
    JUNE,
    slug=PROPOSED,
    said_earliest=TODAY,
    said_latest=TODAY,
    earliest=date(2026, 8, 1),
    latest=date(2026, 8, 31),
    words="to August",
)
ARRIVAL = Happening(
    event=PROPOSED,
    effect=Effect.DELIVERED,
    earliest=TODAY,
    latest=TODAY,
    precision=Precision.DAY,
    basis=Basis.OFFICIAL,
)
BEFORE = judge(Facts(slug="phone-api", channel=Channel.API, company="acme", promises=(JUNE,)), as_of=TODAY)


def shown(after: Standing | None) -> list[tuple[str, int | None, str, str, str]]:
    """Each line: its side, number, words, by how much it moved, and what became of it."""
    lines = lines_of(BEFORE, after)
    return [(line.side, line.number, line.words, line.moved, line.look.word) for line in lines]


def test_a_new_date_replaces_the_old_one() -> None:
    assert shown(with_promise(BEFORE.facts, AUGUST, as_of=TODAY)) == [
        ("old", 1, "in June", "first", "Open"),
        ("new", 1, "in June", "first", "Replaced"),
        ("new", 2, "to August", "+62 d", "Open"),
    ]


def test_an_arrival_keeps_the_promise() -> None:
    assert shown(with_happening(BEFORE.facts, ARRIVAL, as_of=TODAY)) == [
        ("old", 1, "in June", "first", "Open"),
        ("new", 1, "in June", "first", "Kept"),
        ("new", None, "as proposed", "", "Shipped"),
    ]


def test_an_effect_without_a_word_of_its_own_says_what_it_is() -> None:
    retired = replace(ARRIVAL, effect=Effect.RETIRED)
    assert shown(with_happening(BEFORE.facts, retired, as_of=TODAY)) == [
        ("same", 1, "in June", "first", "Open"),
        ("new", None, "as proposed", "", "Retired"),
    ]


def test_without_an_outlook_the_ledger_stands_as_it_is() -> None:
    assert shown(None) == [("same", 1, "in June", "first", "Open")]
