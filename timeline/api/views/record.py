"""Deliverables, commitments, events and restructurings."""

from typing import Any

from aitracker.web.answers import Shape
from aitracker.web.lists import Column, Found, RowsAtHand
from aitracker.web.selection import Selection
from timeline.api import schemas, standing_schemas
from timeline.api.resources import RecordList, RecordObject, a_list, an_object
from timeline.api.shapes import commitment_shape, event_shape
from timeline.api.standing_shapes import deliverable_shape, entry_shape
from timeline.models import Deliverable
from timeline.queries.answered.commitments import commitments_answered
from timeline.queries.answered.events import events_answered
from timeline.queries.commitments import commitments
from timeline.queries.counts import evidence_counts
from timeline.queries.deliverables import SORTS, rows
from timeline.queries.entries import entry_of
from timeline.queries.events import events, public_events, restructurings
from timeline.queries.terms import COMMON, EVENT_KINDS, RESTRUCTURING_KINDS

ABOUT = frozenset({"company", "product", "model", "q", "updated_since"})
SPAN = frozenset({"from", "to"})
DUE = frozenset({"due_after", "due_before", "said_after"})
BY_SLUG = Column("slug")
EVENT_SORTS = {
    "day": (Column("latest"), BY_SLUG),
    "significance": (Column("significance"), Column("latest", descending=True), BY_SLUG),
}
COMMITMENT_SORTS = {"said": (Column("public_on"), BY_SLUG), "due": (Column("due_on"), BY_SLUG)}


@a_list(
    standing_schemas.Deliverable,
    name="deliverables",
    filters=ABOUT | SPAN | DUE | {"channel", "basis", "fate", "precision", "overdue", "min_slip", "region"},
    sorts=SORTS,
    terms=COMMON,
    summary="What was promised, and how it stands",
)
class Deliverables(RecordList):
    """Every deliverable of which anything was public on the day."""

    def find(self, selection: Selection) -> Found[Any]:
        """Judged, then chosen: a fate is known to the judge alone."""
        return RowsAtHand(
            rows(selection),
            rank=SORTS[selection.sort.removeprefix("-") or self.default_sort],
            slug=lambda row: str(row.deliverable.slug),
            descending=selection.sort.startswith("-"),
        )

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """With the number of sources under each."""
        counts = evidence_counts(rows, as_of=selection.as_of)
        return [deliverable_shape(row, evidence_count=counts[row.deliverable.pk]) for row in rows]


@an_object(standing_schemas.Entry, operation="deliverables_read", summary="One deliverable and its evidence")
class OneDeliverable(RecordObject):
    """A deliverable by its slug, with everything recorded about it."""

    table = "deliverable"

    def find(self, selection: Selection, slug: str) -> Shape | None:
        """Nothing for one that was merged, or of which nothing was public yet."""
        try:
            entry = entry_of(slug, as_of=selection.as_of)
        except Deliverable.DoesNotExist:
            return None
        if entry.row.deliverable.merged_into or not entry.row.standing.is_public:
            return None
        return entry_shape(entry, as_of=selection.as_of)


@a_list(
    schemas.Commitment,
    name="commitments",
    filters=ABOUT | SPAN | DUE | {"sel", "channel", "basis", "precision", "region"},
    sorts=COMMITMENT_SORTS,
    terms=COMMON,
    summary="Promises in the words they were made in",
)
class Commitments(RecordList):
    """Every promise that was public on the day, the latest first."""

    sorts = COMMITMENT_SORTS
    default_sort = "-said"

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        return self.stored(commitments(selection), selection)

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """As known on the day."""
        found = commitments_answered([row.pk for row in rows], as_of=selection.as_of)
        return [commitment_shape(row) for row in found]


class EventRows(RecordList):
    """Events, the latest first."""

    sorts = EVENT_SORTS
    default_sort = "-day"

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """As known on the day."""
        found = events_answered([row.pk for row in rows], as_of=selection.as_of)
        return [event_shape(row) for row in found]


@a_list(
    schemas.Event,
    name="events",
    filters=ABOUT | SPAN | {"kind", "basis"},
    sorts=EVENT_SORTS,
    terms=COMMON | {"kind": EVENT_KINDS},
    summary="What happened",
)
class Events(EventRows):
    """Every event that was public on the day."""

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        return self.stored(events(selection), selection)


@an_object(schemas.Event, operation="events_read", summary="One event or restructuring")
class OneEvent(RecordObject):
    """An event by its slug."""

    table = "event"

    def find(self, selection: Selection, slug: str) -> Shape | None:
        """Nothing for one whose day had not passed."""
        ids = public_events(selection.as_of).filter(slug=slug).values_list("pk", flat=True)
        found = events_answered(ids, as_of=selection.as_of)
        return event_shape(found[0]) if found else None


@a_list(
    schemas.Event,
    name="restructurings",
    filters=ABOUT | SPAN | {"kind", "basis"},
    sorts=EVENT_SORTS,
    terms=COMMON | {"kind": RESTRUCTURING_KINDS},
    summary="Units created, split, merged and dissolved; layoffs and changes of leadership",
)
class Restructurings(EventRows):
    """Every restructuring that was public on the day; `kind` is what it did."""

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        return self.stored(restructurings(selection), selection)
