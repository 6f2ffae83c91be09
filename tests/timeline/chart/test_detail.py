"""When a lane is drawn as a ridge, and what a ridge counts."""

from datetime import date

import pytest

from tests.timeline.chart.drawing import row, standing
from tests.timeline.ledger.building import happened, promise
from timeline.chart.detail import Count, crowded
from timeline.chart.lanes import LaneInput
from timeline.chart.layout import Frame, build_chart
from timeline.chart.ridges import Month, build_ridge, months_of
from timeline.chart.scale import Scale
from timeline.terms import Effect

WIDE = Scale(first=date(2026, 1, 1), last=date(2026, 12, 31), left=0, right=1180)
FAR = Scale(first=date(2020, 1, 1), last=date(2026, 12, 31), left=0, right=1180)
JUNE = promise("june", "2026-03-02", "2026-06-01..2026-06-30")
JULY = promise("july", "2026-06-20", "2026-07-01..2026-07-31")


@pytest.mark.parametrize(
    ("counts", "scale", "ridges"),
    [
        pytest.param([Count(5, 20)], WIDE, [False], id="room for all"),
        pytest.param([Count(0, 84)], WIDE, [False], id="one item on 14 pixels"),
        pytest.param([Count(0, 85)], WIDE, [True], id="more than that"),
        pytest.param([Count(0, 28), Count(0, 29)], FAR, [False, True], id="a third of it, far out"),
        pytest.param(
            [Count(40, 0), Count(50, 0), Count(10, 0)], WIDE, [False, True, False], id="the fullest gives way"
        ),
        pytest.param([], WIDE, [], id="no lane"),
    ],
)
def test_a_crowded_lane_becomes_a_ridge(counts: list[Count], scale: Scale, ridges: list[bool]) -> None:
    assert crowded(counts, scale) == ridges


def test_months_count_arrivals_and_the_days_on_which_a_date_moved() -> None:
    moved = standing(JUNE, JULY, happened(Effect.DELIVERED, "2026-07-09"))
    launched = standing(happened(Effect.DELIVERED, "2026-07-01..2026-07-31"))
    assert months_of([moved, launched]) == (
        Month(2026 * 12 + 5, launches=0, moves=1),
        Month(2026 * 12 + 6, launches=2, moves=0),
    )


def test_a_ridge_rises_to_the_greatest_count_of_all_lanes() -> None:
    ridge = build_ridge([Month(2026 * 12, 2, 0)], WIDE, top=0, most=4, tell=True)
    assert ridge.launches == "M0,42.2Q50.1,24.3 100.2,33.3V42.2Z"
    assert ridge.note == "up to 4 a month"


def test_a_chart_tells_the_scale_of_its_ridges_once() -> None:
    rows = [row(happened(Effect.DELIVERED, "2026-06-01"), slug=f"l{each}") for each in range(100)]
    months = months_of(each.standing for each in rows)
    lanes = [LaneInput(slug=slug, name=slug, href="", rows=rows, months=months) for slug in ("acme", "bolt")]
    frame = Frame(key="t", first=date(2026, 1, 1), last=date(2026, 12, 31), as_of=date(2026, 11, 22))
    ridges = [lane.ridge for lane in build_chart(lanes, frame).lanes]
    assert [bool(ridge and ridge.note) for ridge in ridges] == [True, False]
