"""The record as it was known on a day, as plain values that a claim is matched against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from timeline.ledger import Promise, Standing
from timeline.terms import Channel, EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One deliverable with how it stood; ids are those of the catalogue. `lane` is the company of a unit."""

    slug: str
    name: str
    product: int
    company: int
    lane: int
    channel: Channel
    is_headline: bool
    standing: Standing

    @property
    def current(self) -> Promise | None:
        """The dated promise that counts now."""
        return self.standing.current_promise


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEvent:
    """One event that was public, with the ids of those that took part."""

    slug: str
    kind: EventKind
    latest: date
    companies: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRecord:
    """What was public on the day `on` about what a claim may be about.

    `families` leads from a product to its family. Events are those of the days before `on` only.
    """

    on: date
    deliverables: tuple[Known, ...] = ()
    events: tuple[KnownEvent, ...] = ()
    families: Mapping[int, int] = field(default_factory=dict)
