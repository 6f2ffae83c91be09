"""News items."""

from typing import Any

from aitracker.web.answers import Shape
from aitracker.web.lists import Column, Found, StoredRows
from aitracker.web.selection import Selection
from timeline.api import schemas
from timeline.api.resources import RecordList, a_list
from timeline.api.shapes import item_shape
from timeline.queries.items import chosen_items

# The place in lists is the publishing instant, else the moment a feed first showed it.
ITEM_SORTS = {"published": (Column("listed_at", nullable=True), Column("id", descending=True))}


@a_list(
    schemas.Item,
    name="items",
    filters={"company", "product", "model", "from", "to", "q"},
    sorts=ITEM_SORTS,
    summary="News items and what they are about",
)
class Items(RecordList):
    """Every item known by the day, the newest first, those without a day last."""

    sorts = ITEM_SORTS
    default_sort = "-published"

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        return StoredRows(chosen_items(selection), self.columns(selection))

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """Title, outlet and excerpt."""
        return [item_shape(row) for row in rows]
