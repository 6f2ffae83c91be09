"""What lies just outside of a selection that nothing fits: the rows that fit without one of its choices."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from aitracker.web.selection import Selection
from timeline.queries.companies import CompanyTree, product_filters
from timeline.queries.deliverables import Row, chosen, fitting, public_rows

DAYS, WORDS, FATE, KIND, COMPANY = "days", "words", "fate", "kind", "company"
WITHOUT: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        DAYS: {"from_": None, "to": None},
        WORDS: {"q": ""},
        FATE: {"fate": ()},
        KIND: {"channel": ()},
        COMPANY: {"company": ()},
    }
)


def outside(selection: Selection, tree: CompanyTree) -> dict[str, int]:
    """How many rows fit without each choice that was made; only choices without which some do.

    The rows are read once, for all choices together.
    """
    widest = replace(selection, company=(), product=(), model=(), channel=(), q="")
    everything = public_rows(chosen(widest), as_of=selection.as_of)
    products = product_filters(selection)
    among = [row for row in everything if all(row.deliverable.product_id in ids for ids in products)]
    wider = {name: replace(selection, **changes) for name, changes in WITHOUT.items()}
    counts = {name: _number(among, each, tree) for name, each in wider.items() if each != selection}
    return {name: number for name, number in counts.items() if number}


def _number(among: list[Row], selection: Selection, tree: CompanyTree) -> int:
    inside = tree.ids(selection.company)
    found = (row for row in among if not selection.company or row.deliverable.product.company_id in inside)
    return len(fitting([row for row in found if _is_chosen(row, selection)], selection))


def _is_chosen(row: Row, selection: Selection) -> bool:
    if selection.channel and row.deliverable.channel not in selection.channel:
        return False
    names = (row.deliverable.name, row.deliverable.product.name)
    return any(selection.q.casefold() in name.casefold() for name in names)
