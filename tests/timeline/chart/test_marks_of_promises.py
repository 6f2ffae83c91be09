"""Windows, the days they were said on, and the arcs between them."""

import pytest

from tests.timeline.chart.drawing import YEAR
from tests.timeline.ledger.building import promise
from timeline.chart.arcs import arc_marks
from timeline.chart.marks import Box, Line, Mark, Path, Text
from timeline.chart.windows import said_marks, span_of, window_marks
from timeline.ledger import Promise
from timeline.terms import Precision

JUNE = promise("june", "2026-03-02", "2026-06-01..2026-06-30")
QUARTER = promise("q3", "2026-06-20", "2026-07-01..2026-09-30", Precision.QUARTER)
DAY = promise("day", "2026-03-02", "2026-06-01", Precision.DAY)


@pytest.mark.parametrize(
    ("chain", "marks"),
    [
        pytest.param(
            [JUNE],
            [
                Box("window", 251.0, -5, 30.0, 10),
                Line("edge", 251.75, 251.75, -5, 5),
                Line("edge", 280.25, 280.25, -5, 5),
            ],
            id="a month has hard ends",
        ),
        pytest.param(
            [QUARTER],
            [
                Box("window", 281.0, -5, 92.0, 10, fades=True),
                Line("tail", 281.0, 373.0, 5, 5),
                Line("core", 306.8, 347.2, 5, 5),
            ],
            id="a quarter fades out",
        ),
        pytest.param(
            [DAY],
            [
                Box("window", 251.0, -5, 3.0, 10),
                Line("edge", 251.75, 251.75, -5, 5),
                Line("edge", 253.25, 253.25, -5, 5),
            ],
            id="a day is a bar of three pixels",
        ),
        pytest.param([], [], id="nothing promised"),
    ],
)
def test_the_current_window_is_a_bar(chain: list[Promise], marks: list[Mark]) -> None:
    assert window_marks(chain, YEAR) == marks


def test_a_replaced_window_is_an_outline() -> None:
    assert window_marks([JUNE, QUARTER], YEAR)[0] == Box("replaced", 251.5, -4.5, 29.0, 9)


def test_a_window_without_a_last_day_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="soon has no window"):
        span_of(promise("soon", "2026-03-02", "2026-03-02..", Precision.VAGUE), YEAR)


def test_a_hairline_runs_from_the_first_word_to_its_window() -> None:
    assert said_marks([JUNE, QUARTER], YEAR) == [
        Line("lead", 160.0, 251.0),
        Line("said", 160.0, 160.0, -4, 4),
        Line("said", 270.0, 270.0, -4, 4),
    ]


@pytest.mark.parametrize(
    ("chain", "marks"),
    [
        pytest.param(
            [JUNE, QUARTER],
            [
                Path("arc", "M281.0,-6Q327.0,-25.5 372.0,-7"),
                Path("head", "M366.5,-10.5L372.5,-6.6L366.0,-4.6Z"),
                Text("delta slip", 327.0, -18.4, "+92 d", "middle"),
            ],
            id="later, above the row",
        ),
        pytest.param(
            [QUARTER, JUNE],
            [
                Path("arc earlier", "M373.0,6Q327.0,17 282.0,7"),
                Path("head earlier", "M287.5,10.5L281.5,6.6L288.0,4.6Z"),
                Text("delta ship", 327.0, 22, "−92 d", "middle"),
            ],
            id="earlier, below the row",
        ),
        pytest.param(
            [JUNE, promise("july", "2026-06-20", "2026-07-01..2026-07-31")],
            [
                Path("arc", "M281.0,-6Q296.5,-17.7 311.0,-7"),
                Path("head", "M305.5,-10.5L311.5,-6.6L305.0,-4.6Z"),
            ],
            id="too narrow for its days",
        ),
        pytest.param([JUNE, JUNE], [], id="said again"),
        pytest.param([JUNE], [], id="never moved"),
    ],
)
def test_a_move_is_an_arc_from_end_to_end(chain: list[Promise], marks: list[Mark]) -> None:
    assert arc_marks(chain, YEAR) == marks


def test_more_than_six_moves_are_gathered_into_one_dashed_arc() -> None:
    chain = [
        promise(f"p{month}", f"2026-01-{month:02}", f"2026-{month:02}-01..2026-{month:02}-20")
        for month in range(2, 11)
    ]
    marks = arc_marks(chain, YEAR)
    assert [mark.text for mark in marks if isinstance(mark, Text)] == ["5 moves"]
    assert sum(isinstance(mark, Path) and mark.look == "arc" for mark in marks) == 3
