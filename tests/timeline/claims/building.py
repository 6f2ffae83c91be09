"""Short ways to write down what a text claims, and what the record knew on a day."""

from datetime import date
from typing import Any

from news.matching import Target
from tests.timeline.ledger.building import day, facts
from timeline.claims import Claim, Role, Stated
from timeline.claims.proposals import Proposal, propose
from timeline.claims.record import Known, KnownEvent, KnownRecord
from timeline.ledger import Happening, Promise, judge
from timeline.terms import Channel, EventKind
from timeline.windows import read_window

ACME, NEST, HERON = 1, 2, 3
PHONE, PHONES = 10, 11
TODAY = day("2026-06-04")


def stated(words: str, role: Role = Role.PROMISED, *, on: date = TODAY) -> Stated:
    """A window in words that the rules read as said on the day."""
    window = read_window(words, on, on)
    assert window is not None
    return Stated(words=words, window=window, role=role, start=0, end=len(words))


def claim(kind: EventKind | None, *windows: Stated, product: int | None = PHONE, **values: Any) -> Claim:
    """Acme claims something of its phone; `product` null where none is tagged."""
    return Claim(
        kind=kind,
        company=Target("company", ACME),
        product=None if product is None else Target("product", product),
        stated=windows,
        **values,
    )


def known(
    slug: str,
    *recorded: Promise | Happening,
    channel: Channel = Channel.API,
    product: int = PHONE,
    company: int = ACME,
    lane: int = ACME,
    name: str = "",
    is_headline: bool = False,
    on: date = TODAY,
) -> Known:
    """A deliverable of the phone with what is recorded about it."""
    told = facts(*recorded, slug=slug, channel=channel)
    return Known(
        slug=slug,
        name=name or slug.replace("-", " "),
        product=product,
        company=company,
        lane=lane,
        channel=channel,
        is_headline=is_headline,
        standing=judge(told, as_of=on),
    )


def record(*deliverables: Known, events: tuple[KnownEvent, ...] = (), **values: Any) -> KnownRecord:
    """The record as known on the tests' day."""
    return KnownRecord(on=TODAY, deliverables=deliverables, events=events, **values)


def asked(claimed: Claim, known_record: KnownRecord, *, says: str = "Acme and its phone API") -> Proposal:
    """The question that is asked; `says` is the title and the evidence at once."""
    proposal = propose(claimed, title=says, sentence=says, record=known_record)
    assert proposal is not None
    return proposal
