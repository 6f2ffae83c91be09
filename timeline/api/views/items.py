"""News items."""

from functools import partial
from typing import Any

from aitracker.web.answers import Shape
from aitracker.web.lists import Column, Found, StoredRows, number_up_to
from aitracker.web.selection import Selection
from timeline.api import schemas
from timeline.api.resources import RecordList, a_list
from timeline.api.shapes import item_shape
from timeline.api.why_shapes import why_shapes
from timeline.queries.asked import asked_about
from timeline.queries.few import among_few
from timeline.queries.items import chosen_items, end_if_past
from timeline.queries.places import MOST_COUNTED
from timeline.queries.stories import with_all_tags

# The place in lists is the publishing instant, else the moment a feed first showed it.
ITEM_SORTS = {"published": (Column("listed_at", nullable=True), Column("id", descending=True))}


@a_list(
    schemas.Item,
    name="items",
    filters={"company", "product", "model", "from", "to", "q"},
    sorts=ITEM_SORTS,
    includes=["why"],
    summary="News items and what they are about",
)
class Items(RecordList):
    """Every item known by the day, the newest first, those without a day last."""

    sorts = ITEM_SORTS
    default_sort = "-published"

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        items = among_few(chosen_items(selection), asked_about(selection))
        found = with_all_tags(items) if "why" in selection.include else items
        number = partial(number_up_to, found, MOST_COUNTED)
        return StoredRows(found, self.columns(selection), number=number, until=end_if_past(selection.as_of))

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """Title, outlet and excerpt, and why it is about what where that is asked for."""
        if "why" not in selection.include:
            return [item_shape(row) for row in rows]
        return [item_shape(row) | {"why": why_shapes([row])} for row in rows]
