"""Which items a reach holds, read in blocks so that memory stays small whatever their number."""

from dataclasses import dataclass

from django.db.models import QuerySet

from news.matching import Reach
from news.models import Item

BLOCK = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some items in the order of their query: how many were looked at, which are reached, the last id."""

    looked_at: int
    reached: list[int]
    last_id: int


def read_block(items: QuerySet[Item], reach: Reach | None) -> Block | None:
    """The first items of the query, or null where there are none; without a reach every one is reached."""
    rows = list(items.values_list("id", "title", "summary")[:BLOCK])
    if not rows:
        return None
    reached = [pk for pk, title, text in rows if reach is None or reach.holds(title, text)]
    return Block(looked_at=len(rows), reached=reached, last_id=rows[-1][0])
