"""Days to pixels: the scale of a chart and the months, years and flag along its axis."""

from dataclasses import dataclass
from datetime import date, timedelta

from timeline.chart.figures import day_number
from timeline.wording.days import MONTHS

FLAG_HALF = 26.0
TICK_ROOM = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The plot runs from `left` to `right` (pixels) and shows the days first to last, both inclusive."""

    first: date
    last: date
    left: float
    right: float

    @property
    def per_day(self) -> float:
        """Pixels a day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def at(self, point: float) -> float:
        """Where a point in time lies, in days since 1970-01-01."""
        return round(self.left + (point - day_number(self.first)) * self.per_day, 1)

    def start(self, day: date) -> float:
        """Where the day begins."""
        return round(self.left + (day - self.first).days * self.per_day, 1)

    def end(self, day: date) -> float:
        """Where the day ends."""
        return self.start(day + timedelta(days=1))

    def middle(self, day: date) -> float:
        """The middle of the day."""
        return round((self.start(day) + self.end(day)) / 2, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, a year where major; its label stands right of it, empty where there is no room."""

    x: float
    label: str
    label_x: float
    major: bool


def ticks_of(scale: Scale, *, today: date) -> list[Tick]:
    """Years, and between them months or quarters as the pixels allow, from left to right."""
    step = 1 if scale.per_day >= 1.5 else 3
    flag = scale.middle(today)
    ticks = [_year(scale, year) for year in range(scale.first.year, scale.last.year + 1)]
    if scale.per_day >= 0.62:
        ticks += [_month(scale, day, step, flag) for day in _months(scale, step)]
    return sorted(ticks, key=lambda tick: (tick.x, not tick.major))


def _year(scale: Scale, year: int) -> Tick:
    # The year of the left edge keeps its label at the edge, unless the next one is about to push it out.
    x = max(scale.left, scale.start(date(year, 1, 1)))
    fits = scale.start(date(year + 1, 1, 1)) - x > 44
    return Tick(x, str(year) if fits else "", x + 5, True)


def _months(scale: Scale, step: int) -> list[date]:
    years = range(scale.first.year, scale.last.year + 1)
    days = (date(year, month, 1) for year in years for month in range(1, 13, step))
    return [day for day in days if scale.first <= day <= scale.last]


def _month(scale: Scale, day: date, step: int, flag: float) -> Tick:
    x = scale.start(day)
    label = MONTHS[day.month - 1] if step == 1 else f"Q{(day.month + 2) // 3}"
    hidden = abs(x + 5 + 10 - flag) < FLAG_HALF + 12 or x + TICK_ROOM > scale.right
    return Tick(x, "" if hidden else label, x + 5, False)
