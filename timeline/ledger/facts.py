"""The facts that lateness is counted from, as plain values without a database."""

from dataclasses import dataclass
from datetime import date

from timeline.terms import Basis, Channel, Completeness, Effect, EvidenceRole, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One piece of evidence: its day (both ends null when unknown), its role, whether a person opened it."""

    role: EvidenceRole
    published_earliest: date | None = None
    published_latest: date | None = None
    unopened: bool = False

    @property
    def is_look(self) -> bool:
        """True when it shows how things stood on its day: opened, dated to the day, and no retraction."""
        if self.unopened or self.role == EvidenceRole.RETRACTS:
            return False
        return self.published_latest is not None and self.published_earliest == self.published_latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One commitment; dated means it has a latest day."""

    slug: str
    basis: Basis
    said_earliest: date | None
    said_latest: date | None
    first_reported_on: date | None
    earliest: date | None
    latest: date | None
    precision: Precision
    retro_disclosed: bool = False
    retracted_on: date | None = None
    words: str = ""
    condition: str = ""
    relative_to: str | None = None
    sources: tuple[Source, ...] = ()

    @property
    def public_on(self) -> date | None:
        """The day from which it is public; None when neither day is recorded, and then it never is."""
        return self.said_latest if self.said_latest is not None else self.first_reported_on

    @property
    def said_from(self) -> date | None:
        """The first day on which it can have been said."""
        return self.said_earliest if self.said_earliest is not None else self.first_reported_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One outcome of an event on it; its days are [earliest, latest]; its sources are the event's."""

    event: str
    effect: Effect
    earliest: date
    latest: date
    precision: Precision
    basis: Basis
    completeness: Completeness = Completeness.FULL
    retracted_on: date | None = None
    sources: tuple[Source, ...] = ()

    @property
    def public_on(self) -> date:
        """An event is public from its latest day on."""
        return self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything recorded about one deliverable, whatever the day.

    carved_out_on: for each deliverable split from this one, the day its first commitment became public.
    """

    slug: str
    channel: Channel
    company: str
    promises: tuple[Promise, ...] = ()
    happenings: tuple[Happening, ...] = ()
    merged_into: str | None = None
    last_verified_on: date | None = None
    carved_out_on: tuple[date, ...] = ()
