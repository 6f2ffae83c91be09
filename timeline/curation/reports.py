"""Takes what readers report: it waits at the desk like every suggestion, and nothing of it is published."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from news.models import Company, Product, Story
from timeline.models import Deliverable, Event, Suggestion

READER = "a reader"
LONGEST_PUBLISHER = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The page of this site that a report is about, and the row that it shows, where it shows one."""

    path: str
    name: str
    company: Company | None = None
    product: Product | None = None
    deliverable: Deliverable | None = None
    event: Event | None = None
    story: Story | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderReport:
    """What a reader tells of; `page` is an address elsewhere that shows it, or empty."""

    report: Suggestion.Report
    subject: Subject
    note: str
    page: str


def receive_report(told: ReaderReport, *, at: datetime) -> Suggestion:
    """Put it on the desk; the same one sent again, while it is open, is the same suggestion."""
    subject = told.subject
    same = {"report": told.report, "about": subject.path, "note": told.note, "page": told.page}
    standing = Suggestion.objects.filter(kind=Suggestion.Kind.REPORT, state=Suggestion.State.OPEN, **same)
    return standing.order_by("pk").first() or Suggestion.objects.create(
        kind=Suggestion.Kind.REPORT,
        company=subject.company,
        product=subject.product,
        deliverable=subject.deliverable,
        event=subject.event,
        story=subject.story,
        publisher=(urlsplit(told.page).hostname or "")[:LONGEST_PUBLISHER],
        proposed_by=READER,
        created_at=at,
        **same,
    )
