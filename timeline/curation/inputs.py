"""The plain values that curation takes: a promise as it was said, a source, an event's day."""

from dataclasses import dataclass
from datetime import date

from timeline.documents import Document
from timeline.terms import Basis, Completeness, EvidenceRole, Precision, ReadDepth, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page that shows a fact; both published days null when unknown."""

    url: str
    title: str = ""
    publisher: str = ""
    published_earliest: date | None = None
    published_latest: date | None = None
    role: EvidenceRole = EvidenceRole.STATES
    read: ReadDepth = ReadDepth.FULL
    quote: str = ""
    repeats: str = ""

    def document(self) -> Document:
        """The source as a part of a commitment or event."""
        return {
            "url": self.url,
            "title": self.title,
            "publisher": self.publisher,
            "published_earliest": iso(self.published_earliest),
            "published_latest": iso(self.published_latest),
            "read": self.read.value,
            "quote": self.quote,
            "role": self.role.value,
            "repeats": self.repeats,
            "unopened": False,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A window as a person read the words; without one the rules read them."""

    earliest: date | None
    latest: date | None
    precision: Precision
    strict_latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A promise: the words, who said them where, and when (both days null when unknown)."""

    words: str
    basis: Basis
    voice: Voice
    said_earliest: date | None
    said_latest: date | None
    speaker: str = ""
    first_reported_on: date | None = None
    condition: str = ""
    relative_to: str | None = None
    retro_disclosed: bool = False
    verified: bool = True
    note: str = ""
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened and when: the day is [earliest, latest]."""

    title: str
    earliest: date
    latest: date
    precision: Precision = Precision.DAY
    basis: Basis = Basis.OFFICIAL
    summary: str = ""
    significance: int = 2
    completeness: Completeness = Completeness.FULL
    note: str = ""
    slug: str | None = None


def iso(day: date | None) -> str | None:
    """The day as it stands in documents."""
    return day.isoformat() if day else None
