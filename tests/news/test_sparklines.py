"""news.sparklines: the last readings of a feed, drawn and told."""

import pytest

from news.sparklines import Attempt, sparkline


def test_each_end_of_a_reading_has_its_own_shape_the_newest_at_the_right() -> None:
    drawn = sparkline(
        [
            Attempt("lost", 0),
            Attempt("failed", 0),
            Attempt("not_modified", 0),
            Attempt("unchanged", 0),
            Attempt("changed", 0),
            Attempt("changed", 1),
        ]
    )

    assert (drawn.new, drawn.same, drawn.failed, drawn.lost) == (
        "M116 13v-4h3v4z",
        "M104 13v-2h3v2zM108 13v-2h3v2zM112 13v-2h3v2z",
        "M100 14l3 3m-3 0l3 -3",
        "M96.5 10.5h2v2h-2z",
    )
    assert drawn.words == (
        "of the last 6 readings 1 with new items, 1 in all, 3 with nothing new, 1 failed, 1 without an end"
    )


@pytest.mark.parametrize(("new", "height"), [(1, 4), (2, 6), (3, 6), (4, 8), (15, 10), (16, 12), (800, 12)])
def test_a_bar_is_higher_the_more_is_new(new: int, height: int) -> None:
    assert sparkline([Attempt("changed", new)]).new == f"M116 13v-{height}h3v{height}z"


def test_thirty_readings_are_shown_and_no_more() -> None:
    assert sparkline([Attempt("failed", 0)] * 10 + [Attempt("unchanged", 0)] * 30) == sparkline(
        [Attempt("unchanged", 0)] * 30
    )


def test_a_feed_that_was_not_read_has_an_empty_drawing() -> None:
    drawn = sparkline([])

    assert (drawn.new + drawn.same + drawn.failed + drawn.lost, drawn.words) == ("", "not read yet")
