"""News items."""

from functools import partial
from typing import Any

from aitracker.web.answers import Shape
from aitracker.web.lists import Column, Found, number_up_to
from aitracker.web.selection import Selection
from timeline.api import schemas
from timeline.api.resources import RecordList, a_list
from timeline.api.shapes import item_shape
from timeline.api.why_shapes import why_shapes
from timeline.queries.answered.items import items_answered
from timeline.queries.asked import asked_about
from timeline.queries.few import among_few
from timeline.queries.items import end_if_past, items_of
from timeline.queries.places import MOST
from timeline.queries.stories import tagged_items

# The place in lists is the publishing instant, else the moment a feed first showed it.
ITEM_SORTS = {"published": (Column("listed_at", nullable=True), Column("id", descending=True))}

WHY = "why"


@a_list(
    schemas.Item,
    name="items",
    filters={"company", "product", "model", "from", "to", "q"},
    sorts=ITEM_SORTS,
    includes=[WHY],
    summary="News items and what they are about",
)
class Items(RecordList):
    """Every item known by the day, the newest first, those without a day last."""

    sorts = ITEM_SORTS
    default_sort = "-published"

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        items = among_few(items_of(selection), asked_about(selection))
        number = partial(number_up_to, items, MOST)
        return self.stored(items, selection, number=number, until=end_if_past(selection.as_of))

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """Title, outlet and excerpt, and why it is about what where that is asked for."""
        shapes = [item_shape(row) for row in items_answered(row.id for row in rows)]
        if WHY not in selection.include:
            return shapes
        items = tagged_items(shape["id"] for shape in shapes)
        return [shape | {WHY: why_shapes([items[shape["id"]]])} for shape in shapes if shape["id"] in items]
