"""The whole chart: lanes one under another, the axis, and the line of the day shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.chart.detail import crowded
from timeline.chart.lanes import Lane, LaneInput, build_lane, build_ridge_lane
from timeline.chart.ridges import most_a_month
from timeline.chart.scale import Scale, Tick, ticks_of
from timeline.wording.days import MONTHS

AXIS_HEIGHT = 44.0
# A taller chart is no picture any more, but a wall.
TALLEST_PICTURE = 10_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is shown how wide; `key` keeps the ids of two charts on one page apart, gutter is for names."""

    key: str
    first: date
    last: date
    as_of: date
    width: float = 1328.0
    gutter: float = 150.0

    @property
    def scale(self) -> Scale:
        """The scale of the plot right of the gutter."""
        return Scale(first=self.first, last=self.last, left=self.gutter, right=self.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The line of the day shown, and the words on its flag."""

    x: float
    label: str
    flag_width: float = 48.0

    @property
    def flag_x(self) -> float:
        """The left edge of the flag."""
        return self.x - self.flag_width / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything a template draws."""

    key: str
    width: float
    height: float
    left: float
    axis: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    today: Today | None

    @property
    def fits_picture(self) -> bool:
        """Whether it can be drawn in dots."""
        return self.height <= TALLEST_PICTURE

    @property
    def has_ridges(self) -> bool:
        """Whether a lane is drawn as a ridge."""
        return any(lane.ridge for lane in self.lanes)

    @property
    def has_single(self) -> bool:
        """Whether a lane is drawn item by item."""
        return any(not lane.ridge for lane in self.lanes)

    @property
    def has_items(self) -> bool:
        """Whether anything but restructurings and the axis is drawn."""
        return any(lane.items or lane.ridge for lane in self.lanes)


def build_chart(lanes: Sequence[LaneInput], frame: Frame) -> Chart:
    """Lay the lanes out from top to bottom."""
    scale = frame.scale
    ridges = crowded([lane.count(scale) for lane in lanes], scale)
    most = most_a_month(lane.months for lane, ridge in zip(lanes, ridges, strict=True) if ridge)
    placed: list[Lane] = []
    y = AXIS_HEIGHT
    for lane, ridge in zip(lanes, ridges, strict=True):
        if ridge:
            tell = not any(each.ridge for each in placed)
            placed.append(build_ridge_lane(lane, scale, y=y, most=most, tell=tell))
        else:
            placed.append(build_lane(lane, scale, y=y))
        y = placed[-1].bottom
    return Chart(
        key=frame.key,
        width=frame.width,
        height=y + 1,
        left=frame.gutter,
        axis=AXIS_HEIGHT,
        ticks=tuple(ticks_of(scale, today=frame.as_of)),
        lanes=tuple(placed),
        today=_today(frame, scale),
    )


def _today(frame: Frame, scale: Scale) -> Today | None:
    if not frame.first <= frame.as_of <= frame.last:
        return None
    return Today(x=scale.middle(frame.as_of), label=f"{frame.as_of.day} {MONTHS[frame.as_of.month - 1]}")
