"""The rows of a board in lanes: by company, by family of products, or all in one."""

from collections import defaultdict
from dataclasses import dataclass

from timeline.ledger import Record
from timeline.queries.boards import Board, weight_of
from timeline.queries.deliverables import Row
from timeline.queries.marked import Restructuring

COMPANY, FAMILY, NONE = GROUPS = ("company", "family", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLane:
    """One lane: whose it is, the table and slug of its page (the table empty where it has none), its rows."""

    table: str
    slug: str
    name: str
    rows: tuple[Row, ...]
    record: Record | None = None
    restructurings: tuple[Restructuring, ...] = ()


def grouped(board: Board, group: str, *, most: int | None = None) -> tuple[list[GroupLane], int]:
    """Lanes of a board in the order of their weight, at most so many, and how many are left out for room."""
    if group == NONE:
        return [_one(board)], 0
    lanes = _families(board) if group == FAMILY else _companies(board)
    kept = lanes if most is None else lanes[:most]
    return kept, len(lanes) - len(kept)


def _companies(board: Board) -> list[GroupLane]:
    return [
        GroupLane(
            table="company",
            slug=lane.company.slug,
            name=lane.company.name,
            rows=lane.rows,
            record=lane.record,
            restructurings=lane.restructurings,
        )
        for lane in board.lanes
    ]


def _families(board: Board) -> list[GroupLane]:
    """By the family of the product, or the product itself where it belongs to none."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in board.rows:
        product = row.deliverable.product
        family = product.family or product
        found[family.slug, family.name].append(row)
    ranked = sorted(found.items(), key=lambda each: (-weight_of(each[1]), each[0]))
    return [
        GroupLane(table="product", slug=slug, name=name, rows=tuple(rows)) for (slug, name), rows in ranked
    ]


def _one(board: Board) -> GroupLane:
    return GroupLane(
        table="",
        slug="",
        name="Everything",
        rows=tuple(board.rows),
        restructurings=tuple(board.restructurings),
    )
