"""Search: names, promises, events and stories in one list."""

from collections.abc import Callable
from typing import Any

from aitracker.web.answers import Shape
from aitracker.web.lists import Found, RowsAtHand
from aitracker.web.selection import Selection
from timeline.api.resources import RecordList, a_list
from timeline.api.search_schemas import Found as FoundRow
from timeline.api.search_shapes import found_shape
from timeline.queries.passages import hits_of
from timeline.queries.search import FoundKind, Place, search

SORTS: dict[str, Callable[[Place], Any]] = {
    "relevance": lambda place: place.relevance,
    "day": lambda place: place.newness,
}


@a_list(
    FoundRow,
    name="search",
    filters={"q", "kind"},
    required={"q"},
    sorts=SORTS,
    terms={"kind": frozenset(kind.value for kind in FoundKind)},
    summary="What holds the words: names first, the best of them first",
)
class Search(RecordList):
    """The thousand best of what was public on the day. A name that nobody has finds those most like it.

    `q` takes quotation marks, `or` and `-`. By `relevance` come first: what is called so, names that hold
    every word, then texts by rank; of equal ones the newest.
    """

    default_sort = "relevance"

    def find(self, selection: Selection) -> Found[Any]:
        """Ranked, then in the order asked for."""
        asked = selection.sort or self.default_sort
        rank, is_descending = SORTS[asked.removeprefix("-")], asked.startswith("-")
        places = search(selection.q, as_of=selection.as_of, kinds=selection.kind).places
        by_name = sorted(places, key=lambda place: place.name)
        rows = sorted(by_name, key=rank, reverse=is_descending)
        return RowsAtHand(rows, rank=rank, slug=lambda place: place.name, descending=is_descending)

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """With the words around each hit."""
        return [found_shape(hit) for hit in hits_of(rows, selection.q)]
