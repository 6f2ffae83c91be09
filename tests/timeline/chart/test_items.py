"""Whole items: what became of it, the label and the accessible sentence."""

from dataclasses import replace

import pytest

from tests.timeline.chart.drawing import YEAR, figure, row, standing
from tests.timeline.ledger.building import happened, promise, report, source
from timeline.chart.items import Row, build_item
from timeline.chart.marks import Mark, Path, disc
from timeline.chart.outcomes import outcome_marks
from timeline.ledger import Standing
from timeline.terms import Basis, Effect, Precision

JUNE = promise("june", "2026-03-02", "2026-06-01..2026-06-30")
LOOKED = promise("june", "2026-03-02", "2026-06-01..2026-06-30", sources=(source("2026-07-10"),))


@pytest.mark.parametrize(
    ("judged", "marks"),
    [
        pytest.param(
            standing(JUNE, happened(Effect.DELIVERED, "2026-06-10")),
            [disc("dot", 260.5, 5.5)],
            id="in time",
        ),
        pytest.param(
            standing(JUNE, happened(Effect.DELIVERED, "2026-07-09")),
            [Path("late", "M281,0H289.5"), disc("dot", 289.5, 5.5)],
            id="after the last window",
        ),
        pytest.param(
            standing(LOOKED, as_of="2026-08-01"),
            [Path("running", "M281,0H291")],
            id="overdue, as far as anybody looked",
        ),
        pytest.param(
            standing(JUNE, as_of="2026-08-01"),
            [Path("unchecked", "M281,0H313")],
            id="not checked, up to the day shown",
        ),
        pytest.param(
            standing(JUNE, happened(Effect.DELIVERED_PARTLY, "2026-06-10")),
            [Path("dot", "M260.5,-5.5A5.5,5.5 0 0 0 260.5,5.5Z")],
            id="in part",
        ),
        pytest.param(
            standing(JUNE, happened(Effect.CANCELLED, "2026-05-01")),
            [Path("lead", "M220.5,0H281"), Path("cross", "M216,-4.5l9,9m0,-9l-9,9")],
            id="cancelled",
        ),
        pytest.param(
            standing(
                JUNE,
                happened(Effect.DELIVERED, "2026-06-10"),
                happened(Effect.WITHDRAWN, "2026-08-01", event="pulled"),
            ),
            [
                Path("lead", "M281,0H312.5"),
                disc("dot", 260.5, 5.5),
                Path("dot withdrawn", "M312.5,-5.5A5.5,5.5 0 0 0 312.5,5.5Z"),
            ],
            id="shipped, then withdrawn",
        ),
        pytest.param(
            standing(
                JUNE,
                happened(Effect.DELIVERED, "2026-06-10"),
                happened(Effect.WITHDRAWN, "2026-08-01", event="pulled"),
                happened(Effect.RESTORED, "2026-09-01", event="back"),
            ),
            [
                disc("dot", 260.5, 5.5),
                Path("dot withdrawn", "M312.5,-5.5A5.5,5.5 0 0 0 312.5,5.5Z"),
                Path("dot", "M343.5,-5.5A5.5,5.5 0 0 1 343.5,5.5Z"),
            ],
            id="withdrawn and restored",
        ),
        pytest.param(standing(JUNE, as_of="2026-06-01"), [], id="still open"),
    ],
)
def test_what_became_of_it_stands_right_of_its_window(judged: Standing, marks: list[Mark]) -> None:
    assert outcome_marks(figure(judged), YEAR) == marks


def test_a_launch_without_a_promise_takes_a_smaller_disc() -> None:
    item = build_item(row(happened(Effect.DELIVERED, "2026-06-10")), YEAR)
    assert item is not None
    assert item.marks == (disc("dot", 260.5, 3.5),)


def test_outlines_of_one_look_are_drawn_as_one() -> None:
    item = build_item(row(JUNE, promise("july", "2026-06-20", "2026-07-01..2026-07-31")), YEAR)
    assert item is not None
    assert Path("said", "M160,-4V4M270,-4V4") in item.marks


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        pytest.param(
            row(JUNE, happened(Effect.DELIVERED, "2026-07-09")),
            "Acme, Thing. Promised for 1–30 June 2026. Shipped 9 Jul 2026, 9 days late.",
            id="late",
        ),
        pytest.param(
            row(replace(JUNE, verified=False), happened(Effect.DELIVERED, "2026-06-09")),
            "Acme, Thing. Promised for 1–30 June 2026. Shipped 9 Jun 2026, in its first window. Unconfirmed.",
            id="kept and unconfirmed",
        ),
        pytest.param(
            row(JUNE, promise("july", "2026-06-20", "2026-07-01..2026-07-31"), as_of="2026-07-01"),
            "Acme, Thing. Promised twice, first for 1–30 June 2026. Now promised for 1–31 July 2026.",
            id="moved",
        ),
        pytest.param(
            row(report("r", "2026-03-02", "2026-06-01..2026-06-30"), as_of="2026-04-01"),
            "Acme, Thing. Reported as planned for 1–30 June 2026. Now promised for 1–30 June 2026.",
            id="only reported",
        ),
        pytest.param(
            row(LOOKED, as_of="2026-08-01"),
            "Acme, Thing. Promised for 1–30 June 2026. Still open, at least 10 days past its window.",
            id="overdue",
        ),
        pytest.param(
            row(promise("soon", "2026-03-02", "2026-03-02..", Precision.VAGUE)),
            "Acme, Thing. Promised without a date. No date stands.",
            id="no date",
        ),
        pytest.param(
            row(happened(Effect.DELIVERED, "2026-07-09")), "Acme, Thing. Shipped 9 Jul 2026.", id="launch"
        ),
    ],
)
def test_an_item_speaks_in_full_sentences(drawn: Row, sentence: str) -> None:
    item = build_item(drawn, YEAR)
    assert item is not None
    assert item.sentence == sentence


def test_a_lane_alone_speaks_of_its_own_promises() -> None:
    reported = report("r", "2026-03-02", "2026-05-01..2026-05-31")
    item = build_item(row(JUNE, reported, only_lane=Basis.REPORTED), YEAR)
    assert item is not None
    assert item.sentence == "Acme, Thing, as reported: 1–31 May 2026."
    assert [mark for mark in item.marks if mark.look == "window"] == [Path("window", "M220,-5h31v10h-31Z")]


@pytest.mark.parametrize(
    ("drawn", "x"),
    [
        pytest.param(row(JUNE, happened(Effect.DELIVERED, "2026-07-09")), 303.0, id="right of the last mark"),
        pytest.param(
            row(promise("p", "2026-10-01", "2026-11-01..2026-12-31", Precision.RANGE)),
            335.5,
            id="left of the first",
        ),
        pytest.param(
            row(promise("p", "2025-10-01", "2025-11-01..2027-03-31", Precision.RANGE)),
            104.0,
            id="pinned inside",
        ),
    ],
)
def test_the_label_takes_the_first_place_with_room(drawn: Row, x: float) -> None:
    item = build_item(drawn, YEAR)
    assert item is not None
    assert item.label is not None
    assert item.label.x == pytest.approx(x, abs=1)


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(row(happened(Effect.DELIVERED, "2024-06-10")), id="before the plot"),
        pytest.param(
            row(promise("p", "2027-02-01", "2027-06-01", Precision.DAY), as_of="2027-03-01"), id="after it"
        ),
    ],
)
def test_what_lies_outside_of_the_plot_is_not_drawn(drawn: Row) -> None:
    assert build_item(drawn, YEAR) is None
