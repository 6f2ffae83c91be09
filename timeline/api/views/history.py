"""Changes of the record and its corrections."""

from typing import Any

from aitracker.web.answers import Shape
from aitracker.web.lists import Column, Found, StoredRows
from aitracker.web.selection import Selection
from timeline.api import history_schemas
from timeline.api.history_shapes import change_shape, correction_shape
from timeline.api.resources import RecordList, a_list
from timeline.queries.changes import changes
from timeline.queries.corrections import correction_of, corrections
from timeline.queries.terms import ACTIONS

ABOUT = frozenset({"company", "product", "model", "from", "to"})
BY_SEQ = {"seq": (Column("seq"),)}


@a_list(
    history_schemas.Change,
    name="changes",
    filters=ABOUT | {"kind"},
    sorts=BY_SEQ,
    terms={"kind": ACTIONS},
    summary="How the record came to be what it is",
)
class Changes(RecordList):
    """Every public change in the order they were made: applied one by one to nothing, they give the record.

    A change takes away the row that `before` names and puts `after` in its place. Where both have another
    slug, every reference to the old one becomes one to the new one, in all tables. One with neither is a
    notice. A filter chooses by what the row belongs to today and is called today.
    """

    sorts = BY_SEQ
    default_sort = "seq"

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        return StoredRows(changes(selection), self.columns(selection))

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """With the whole row before and after."""
        return [change_shape(row) for row in rows]


@a_list(
    history_schemas.Correction,
    name="corrections",
    filters=ABOUT,
    sorts=BY_SEQ,
    summary="What was recorded wrongly, and what stands since",
)
class Corrections(RecordList):
    """Every public correction, the newest first. A correction holds for all days, also earlier ones."""

    sorts = BY_SEQ
    default_sort = "-seq"

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        return StoredRows(corrections(selection), self.columns(selection))

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """Field by field."""
        return [correction_shape(correction_of(row)) for row in rows]
