"""Days to pixels, and the ticks along the axis."""

from datetime import date

import pytest

from tests.timeline.chart.drawing import YEAR
from timeline.chart.scale import Scale, Tick, ticks_of


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        pytest.param(date(2026, 1, 1), 100.0, 101.0, id="first day"),
        pytest.param(date(2026, 7, 1), 281.0, 282.0, id="middle of the year"),
        pytest.param(date(2026, 12, 31), 464.0, 465.0, id="last day"),
        pytest.param(date(2025, 12, 31), 99.0, 100.0, id="left of the plot"),
    ],
)
def test_a_day_begins_and_ends_at_its_pixels(day: date, start: float, end: float) -> None:
    assert (YEAR.start(day), YEAR.end(day)) == (start, end)


@pytest.mark.parametrize(
    ("width", "labels"),
    [
        pytest.param(730, ["2026", *"Jan Feb Mar Apr May Jul Aug Sep Oct Nov Dec".split()], id="months"),
        pytest.param(365, ["2026", "Q1", "Q2", "Q4"], id="quarters"),
        pytest.param(182, ["2026"], id="years"),
    ],
)
def test_ticks_thin_out_with_the_pixels(width: int, labels: list[str]) -> None:
    scale = Scale(first=date(2026, 1, 1), last=date(2026, 12, 31), left=0, right=width)
    ticks = ticks_of(scale, today=date(2026, 6, 10))
    assert [tick.label for tick in ticks if tick.label] == labels


def test_a_month_under_the_flag_keeps_its_line_and_loses_its_label() -> None:
    scale = Scale(first=date(2026, 1, 1), last=date(2026, 12, 31), left=0, right=730)
    june = next(tick for tick in ticks_of(scale, today=date(2026, 6, 10)) if tick.x == 302.0)
    assert june == Tick(302.0, "", 307.0, False)


def test_the_year_of_the_left_edge_gives_way_to_the_next_one() -> None:
    scale = Scale(first=date(2025, 12, 20), last=date(2026, 12, 19), left=0, right=365)
    years = [(tick.x, tick.label) for tick in ticks_of(scale, today=date(2026, 6, 10)) if tick.major]
    assert years == [(0, ""), (12.0, "2026")]
