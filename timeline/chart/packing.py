"""Packing of items into rows: greedy first fit on pixel extents."""

from collections.abc import Iterable, Sequence

from timeline.chart.items import Item

BETWEEN = 12.0


def pack(items: Iterable[Item], *, most_rows: int | None = None) -> tuple[list[list[Item]], list[Item]]:
    """Rows of items that do not touch, each item in the first row with room; and those left over.

    Items are taken in the order given. Without most_rows nothing is left over.
    """
    rows: list[list[Item]] = []
    over: list[Item] = []
    for item in items:
        row = next((row for row in rows if _fits(item, row)), None)
        if row is not None:
            row.append(item)
        elif most_rows is None or len(rows) < most_rows:
            rows.append([item])
        else:
            over.append(item)
    return rows, over


def _fits(item: Item, row: Sequence[Item]) -> bool:
    return all(item.left >= other.right + BETWEEN or item.right <= other.left - BETWEEN for other in row)
