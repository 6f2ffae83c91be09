"""What the form of a suggestion offers: pages, rows of the record, and the words of enumerations."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from timeline.curation.inputs import Source
from timeline.models import Commitment, Event, Passage, Suggestion
from timeline.queries.stories import outlet_of
from timeline.terms import EvidenceRole, ReadDepth
from timeline.wording.leads import quoted

MOST_EVENTS = 100
MOST_COMMITMENTS = 300
LONGEST_QUOTE = 280
# The page that a program gave with its proposal, among the pages of passages.
OWN_PAGE = "page"
Choices = list[tuple[str, str]]


def choices(terms: type[StrEnum], words: Any = None, *, blank: bool = False) -> Choices:
    """The values of an enumeration with their words; with `blank` none first."""
    named = [(term.value, (words or {}).get(term) or term.value.replace("_", " ")) for term in terms]
    return [("", "—"), *named] if blank else named


def source_of(passage: Passage, *, role: EvidenceRole, read: ReadDepth) -> Source:
    """The page of a passage as evidence: its day where the feed told it, its sentence as the quote."""
    item = passage.item
    day = item.published_at.date() if item.published_at else None
    copied = item.copy_of
    return Source(
        url=item.url,
        title=item.title[:300],
        publisher=outlet_of(passage.item)[:120],
        published_earliest=day,
        published_latest=day,
        role=role,
        read=read,
        quote=passage.text[:LONGEST_QUOTE],
        repeats=copied.outlet[:120] if copied else "",
    )


def proposed_source(suggestion: Suggestion, *, role: EvidenceRole, read: ReadDepth) -> Source:
    """The page of a proposal as evidence; on which day it was published, nobody has said."""
    return Source(
        url=suggestion.page,
        title=suggestion.page_title,
        publisher=suggestion.publisher,
        role=role,
        read=read,
        quote=suggestion.passage[:LONGEST_QUOTE],
    )


def pages_of(suggestion: Suggestion) -> Choices:
    """The pages that can be evidence: those of its passages, and the one that a program gave."""
    own = [(OWN_PAGE, f"{suggestion.publisher}: {suggestion.page}")] if suggestion.page else []
    return [*((str(each.pk), page_text(each)) for each in suggestion.passages.all()), *own]


def page_text(passage: Passage) -> str:
    """Outlet and title of a passage's item."""
    copied = " (a copy)" if passage.is_copy else "" if passage.is_claim else " (claims nothing itself)"
    return f"{outlet_of(passage.item)}: {passage.item.title}{copied}"


def rows_of(rows: Iterable[tuple[str, str]]) -> Choices:
    """Rows of slug and name, with none first."""
    return [("", "—"), *rows]


def commitments_near(suggestion: Suggestion) -> Choices:
    """The promises of the company, newest first, and the one that is asked about."""
    rows = Commitment.objects.select_related("deliverable").order_by(
        "-said_latest", "-first_reported_on", "slug"
    )
    found = list(rows.filter(deliverable__product__company=suggestion.company)[:MOST_COMMITMENTS])
    asked = suggestion.commitment
    if asked is not None and asked not in found:
        found.insert(0, asked)
    return [(each.slug, f"{each.deliverable}: {quoted(each.words)} ({each.slug})") for each in found]


def events_near(suggestion: Suggestion) -> Choices:
    """The last events of the company, and the one that is asked about."""
    rows = Event.objects.filter(parties__company=suggestion.company).distinct().order_by("-latest", "slug")
    found = list(rows[:MOST_EVENTS])
    asked = suggestion.event
    if asked is not None and asked not in found:
        found.insert(0, asked)
    return [(each.slug, f"{each.latest}: {each.title}") for each in found]
