"""Windows, the days they were said on, and the arcs between them."""

import pytest

from tests.timeline.chart.drawing import YEAR, standing, windows
from tests.timeline.ledger.building import promise
from timeline.chart.arcs import arc_marks
from timeline.chart.figures import figure_of, window_of
from timeline.chart.marks import Box, Mark, Path, Text
from timeline.chart.windows import said_marks, window_marks
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
                Path("window", "M251,-5h30v10h-30Z"),
                Path("edge", "M251.8,-5V5"),
                Path("edge", "M280.2,-5V5"),
            ],
            id="a month has hard ends",
        ),
        pytest.param(
            [QUARTER],
            [
                Box("window", 281.0, -5, 92.0, 10, fades=True),
                Path("tail", "M281,5H373"),
                Path("core", "M306.8,5H347.2"),
            ],
            id="a quarter fades out",
        ),
        pytest.param(
            [DAY],
            [
                Path("window", "M251,-5h3v10h-3Z"),
                Path("edge", "M251.8,-5V5"),
                Path("edge", "M253.2,-5V5"),
            ],
            id="a day is a bar of three pixels",
        ),
        pytest.param([], [], id="nothing promised"),
    ],
)
def test_the_current_window_is_a_bar(chain: list[Promise], marks: list[Mark]) -> None:
    assert window_marks(windows(*chain), YEAR) == marks


def test_a_replaced_window_is_an_outline() -> None:
    assert window_marks(windows(JUNE, QUARTER), YEAR)[0] == Path("replaced", "M251.5,-4.5h29v9h-29Z")


def test_a_window_without_a_last_day_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="soon has no window"):
        window_of(promise("soon", "2026-03-02", "2026-03-02..", Precision.VAGUE))


def test_a_hairline_runs_from_the_first_word_to_its_window() -> None:
    assert said_marks(figure_of(standing(JUNE, QUARTER)), YEAR) == [
        Path("lead", "M160,0H251"),
        Path("said", "M160,-4V4"),
        Path("said", "M270,-4V4"),
    ]


@pytest.mark.parametrize(
    ("chain", "marks"),
    [
        pytest.param(
            [JUNE, QUARTER],
            [
                Path("arc", "M281,-6Q327,-25.5 372,-7"),
                Path("head", "M366.5,-10.5L372.5,-6.6L366,-4.6Z"),
                Text("delta slip", 327.0, -18.4, "+92 d", "middle"),
            ],
            id="later, above the row",
        ),
        pytest.param(
            [QUARTER, JUNE],
            [
                Path("arc earlier", "M373,6Q327,17 282,7"),
                Path("head earlier", "M287.5,10.5L281.5,6.6L288,4.6Z"),
                Text("delta ship", 327.0, 22, "−92 d", "middle"),
            ],
            id="earlier, below the row",
        ),
        pytest.param(
            [JUNE, promise("july", "2026-06-20", "2026-07-01..2026-07-31")],
            [
                Path("arc", "M281,-6Q296.5,-17.7 311,-7"),
                Path("head", "M305.5,-10.5L311.5,-6.6L305,-4.6Z"),
            ],
            id="too narrow for its days",
        ),
        pytest.param([JUNE, JUNE], [], id="said again"),
        pytest.param([JUNE], [], id="never moved"),
    ],
)
def test_a_move_is_an_arc_from_end_to_end(chain: list[Promise], marks: list[Mark]) -> None:
    assert arc_marks(windows(*chain), YEAR) == marks


def test_more_than_six_moves_are_gathered_into_one_dashed_arc() -> None:
    chain = [
        promise(f"p{month}", f"2026-01-{month:02}", f"2026-{month:02}-01..2026-{month:02}-20")
        for month in range(2, 11)
    ]
    marks = arc_marks(windows(*chain), YEAR)
    assert [mark.text for mark in marks if isinstance(mark, Text)] == ["5 moves"]
    assert sum(isinstance(mark, Path) and mark.look == "arc" for mark in marks) == 3
