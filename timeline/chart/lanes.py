"""One lane: promised rows packed first, launches nobody promised in low rows under them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.chart.bands import Band, Happened, build_bands
from timeline.chart.detail import Count
from timeline.chart.items import Item, Row, build_item
from timeline.chart.packing import pack
from timeline.chart.ridges import HEIGHT as RIDGE_HEIGHT
from timeline.chart.ridges import Month, Ridge, build_ridge
from timeline.chart.scale import Scale
from timeline.chart.widths import shortened

ROW_HEIGHT = 34.0
LAUNCH_HEIGHT = 19.0
BARE_HEIGHT = 12.0
MOST_LAUNCH_ROWS = 4
BAND_STRIP = 15.0
PADDING = 8.5
LEAST_HEIGHT = 58.0
NAME_ROOM = 130.0
NAME_SIZE = 17.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneInput:
    """A company, a family or everything: its rows, its restructurings, and the line under its name."""

    slug: str
    name: str
    href: str
    note: str = ""
    rows: Sequence[Row] = ()
    happened: Sequence[Happened] = ()
    months: Sequence[Month] = ()

    def count(self, scale: Scale) -> Count:
        """How many of its rows fall into the plot."""
        shown = [row for row in self.rows if row.is_within(scale.first, scale.last)]
        low = sum(row.is_low for row in shown)
        return Count(len(shown) - low, low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane from y over height pixels; the items' y are absolute."""

    slug: str
    name: str
    href: str
    note: str
    y: float
    height: float
    bands: tuple[Band, ...]
    items: tuple[Item, ...]
    ridge: Ridge | None = None

    @property
    def bottom(self) -> float:
        """Where the next lane begins."""
        return self.y + self.height

    @property
    def label_y(self) -> float:
        """The base line of the bands' labels, in the strip kept free at the top."""
        return self.y + 12

    @property
    def name_y(self) -> float:
        """The base line of the company's name."""
        return self.y + 26

    @property
    def note_y(self) -> float:
        """The base line of what stands under the name."""
        return self.y + 43

    @property
    def short_name(self) -> str:
        """The company's name as far as the gutter has room."""
        return short_name(self.name)


def short_name(name: str) -> str:
    """A name as far as the gutter has room."""
    return shortened(name, NAME_ROOM, size=NAME_SIZE)


def build_lane(lane: LaneInput, scale: Scale, *, y: float) -> Lane:
    """The lane with its top at y pixels."""
    bands = tuple(build_bands(lane.happened, scale))
    top = y + PADDING + (BAND_STRIP if any(band.label for band in bands) else 0)
    promised = _promised([row for row in lane.rows if not row.is_low], scale)
    launched, bare = _launched([row for row in lane.rows if row.is_low], scale)
    items: list[Item] = []
    for rows, height in ((promised, ROW_HEIGHT), (launched, LAUNCH_HEIGHT), (bare, BARE_HEIGHT)):
        items += _stacked(rows, top, height)
        top += len(rows) * height
    return Lane(
        slug=lane.slug,
        name=lane.name,
        href=lane.href,
        note=lane.note,
        y=y,
        height=max(LEAST_HEIGHT, top + PADDING - y),
        bands=bands,
        items=tuple(items),
    )


def build_ridge_lane(lane: LaneInput, scale: Scale, *, y: float, most: int, tell: bool) -> Lane:
    """The lane as a ridge of its months, with its restructurings but without single items."""
    bands = tuple(replace(band, label="") for band in build_bands(lane.happened, scale))
    return Lane(
        slug=lane.slug,
        name=lane.name,
        href=lane.href,
        note=lane.note,
        y=y,
        height=RIDGE_HEIGHT,
        bands=bands,
        items=(),
        ridge=build_ridge(lane.months, scale, top=y, most=most, tell=tell),
    )


def _promised(rows: Sequence[Row], scale: Scale) -> list[list[Item]]:
    """Important rows first, then by where they begin; every one gets a place."""
    important = {row.slug for row in rows if row.important}
    items = _drawn(rows, scale)
    packed, _ = pack(sorted(items, key=lambda item: (item.slug not in important, item.left, item.slug)))
    return packed


def _launched(rows: Sequence[Row], scale: Scale) -> tuple[list[list[Item]], list[list[Item]]]:
    """Rows of labelled launches and, when those are full, one row of discs without names."""
    in_order = sorted(_drawn(rows, scale), key=lambda item: (item.left, item.slug))
    packed, over = pack(in_order, most_rows=MOST_LAUNCH_ROWS)
    return packed, [[_without_label(item) for item in over]] if over else []


def _drawn(rows: Iterable[Row], scale: Scale) -> list[Item]:
    return [item for row in rows if (item := build_item(row, scale)) is not None]


def _stacked(rows: Sequence[Sequence[Item]], top: float, height: float) -> list[Item]:
    return [
        replace(item, y=top + height * index + height / 2, row_height=height)
        for index, row in enumerate(rows)
        for item in row
    ]


def _without_label(item: Item) -> Item:
    return replace(item, label=None, left=item.dot - 5, right=item.dot + 5)
