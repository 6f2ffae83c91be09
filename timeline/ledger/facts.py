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


def _last_look(said_from: date | None, sources: tuple[Source, ...]) -> date | None:
    last = said_from
    for source in sources:
        day = source.published_latest
        if day is not None and (last is None or day > last) and source.is_look:
            last = day
    return last


class PromiseDays:
    """Days that follow from a promise's facts, worked out once: it is read once and judged on many days.

    public_on: the day from which it is public; None when neither day is recorded, and then it never is.
    said_from: the first day on which it can have been said.
    last_look: the last day on which it or its evidence shows how things stood.
    """

    __slots__ = ("last_look", "public_on", "said_from")
    public_on: date | None
    said_from: date | None
    last_look: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(PromiseDays):
    """One commitment; dated means it has a latest day, verified that every detail of it is confirmed."""

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
    verified: bool = True
    words: str = ""
    condition: str = ""
    relative_to: str | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        said_from = self.said_earliest if self.said_earliest is not None else self.first_reported_on
        public_on = self.said_latest if self.said_latest is not None else self.first_reported_on
        object.__setattr__(self, "said_from", said_from)
        object.__setattr__(self, "public_on", public_on)
        object.__setattr__(self, "last_look", _last_look(said_from, self.sources))


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
    verified: bool = True
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
