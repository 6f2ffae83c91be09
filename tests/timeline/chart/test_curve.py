"""The delay curve as a line and as a sentence."""

from timeline.chart.curve import draw_curve, waiting_after
from timeline.chart.marks import Path
from timeline.ledger import Step

STEPS = (Step(0, 10, 5, 0.5), Step(20, 4, 1, 0.375), Step(400, 2, 1, 0.1875))


def test_the_share_still_waiting_holds_until_the_next_step() -> None:
    assert [waiting_after(STEPS, day) for day in (0, 19, 20, 399, 400)] == [0.5, 0.5, 0.375, 0.375, 0.1875]


def test_the_curve_steps_down_and_runs_on_to_the_edge() -> None:
    curve = draw_curve(STEPS)
    assert curve is not None
    (line,) = [mark for mark in curve.marks if isinstance(mark, Path)]
    assert (line.d.count("V"), line.d.endswith("H418.0")) == (2, True)
    assert curve.sentence == ("On the promised day 50% had not come; 38% after 30 days, 38% after 180 days.")


def test_without_a_date_there_is_no_curve() -> None:
    assert draw_curve(()) is None
