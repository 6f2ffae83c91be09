"""Packing, lanes, bands and the whole chart."""

from datetime import date

import pytest

from tests.timeline.chart.drawing import YEAR, row
from tests.timeline.ledger.building import happened, promise
from timeline.chart.bands import Band, Happened, build_bands
from timeline.chart.items import Item
from timeline.chart.lanes import MOST_LAUNCH_ROWS, LaneInput, build_lane
from timeline.chart.layout import Frame, build_chart
from timeline.chart.packing import pack
from timeline.terms import Effect


def item(slug: str, left: float, right: float) -> Item:
    return Item(slug=slug, href="", sentence="", marks=(), label=None, left=left, right=right)


@pytest.mark.parametrize(
    ("extents", "most_rows", "rows", "over"),
    [
        pytest.param([(0, 10), (22, 30)], None, [["0", "1"]], [], id="side by side"),
        pytest.param([(0, 10), (21, 30)], None, [["0"], ["1"]], [], id="too close"),
        pytest.param([(0, 50), (0, 10), (62, 70)], None, [["0", "2"], ["1"]], [], id="back in the first row"),
        pytest.param([(0, 10), (0, 10), (0, 10)], 2, [["0"], ["1"]], ["2"], id="rows are full"),
        pytest.param([], None, [], [], id="nothing to pack"),
    ],
)
def test_an_item_takes_the_first_row_with_room(
    extents: list[tuple[float, float]], most_rows: int | None, rows: list[list[str]], over: list[str]
) -> None:
    items = [item(str(number), *extent) for number, extent in enumerate(extents)]
    packed, left_over = pack(items, most_rows=most_rows)
    assert [[each.slug for each in row] for row in packed] == rows
    assert [each.slug for each in left_over] == over


def restructuring(
    slug: str, earliest: date, latest: date | None = None, title: str = "Split in two"
) -> Happened:
    return Happened(
        slug=slug,
        title=title,
        company="Acme",
        href=f"/e/{slug}/",
        earliest=earliest,
        latest=latest or earliest,
    )


def test_a_restructuring_is_a_band_with_its_name_where_there_is_room() -> None:
    june, week_later = date(2026, 6, 1), date(2026, 6, 8)
    bands = build_bands([restructuring("b", week_later), restructuring("a", june)], YEAR)
    assert bands == [
        Band(
            slug="a",
            href="/e/a/",
            sentence="Acme, 1 Jun 2026: Split in two.",
            x=251.0,
            width=3.0,
            label="",
            label_x=256.0,
        ),
        Band(
            slug="b",
            href="/e/b/",
            sentence="Acme, 8 Jun 2026: Split in two.",
            x=258.0,
            width=3.0,
            label="Split in two",
            label_x=263.0,
        ),
    ]


def test_a_band_at_the_right_edge_writes_its_name_to_the_left() -> None:
    band = build_bands([restructuring("a", date(2026, 12, 20))], YEAR)[0]
    assert (band.label, band.label_x, band.anchor) == ("Split in two", 448.0, "end")


def test_a_restructuring_outside_of_the_plot_is_not_drawn() -> None:
    assert build_bands([restructuring("a", date(2025, 6, 1))], YEAR) == []


def test_promised_rows_stand_above_launches_nobody_promised() -> None:
    rows = [
        row(happened(Effect.DELIVERED, "2026-02-01"), slug="launch"),
        row(promise("p", "2026-03-02", "2026-06-01..2026-06-30"), slug="promised"),
        row(promise("p", "2026-04-02", "2026-06-01..2026-06-30"), slug="important", important=True),
    ]
    lane = build_lane(LaneInput(slug="acme", name="Acme", href="/c/acme/", rows=rows), YEAR, y=0)
    assert [(each.slug, each.y) for each in lane.items] == [
        ("important", 25.5),
        ("promised", 59.5),
        ("launch", 86.0),
    ]
    assert lane.height == 104.0


def test_launches_beyond_the_low_rows_keep_their_discs_and_lose_their_names() -> None:
    number = MOST_LAUNCH_ROWS + 2
    rows = [row(happened(Effect.DELIVERED, "2026-06-01"), slug=f"l{each}") for each in range(number)]
    lane = build_lane(LaneInput(slug="acme", name="Acme", href="/c/acme/", rows=rows), YEAR, y=0)
    assert [each.label is not None for each in lane.items] == [True] * MOST_LAUNCH_ROWS + [False, False]


def test_an_empty_lane_keeps_room_for_its_name() -> None:
    assert build_lane(LaneInput(slug="acme", name="Acme", href=""), YEAR, y=44).bottom == 102.0


@pytest.mark.parametrize(
    ("as_of", "flag"),
    [
        pytest.param(date(2026, 11, 22), "22 Nov", id="inside"),
        pytest.param(date(2027, 1, 1), None, id="outside"),
    ],
)
def test_the_day_shown_is_flagged_where_it_is_in_range(as_of: date, flag: str | None) -> None:
    frame = Frame(key="t", first=date(2026, 1, 1), last=date(2026, 12, 31), as_of=as_of)
    chart = build_chart([LaneInput(slug="acme", name="Acme", href="")], frame)
    assert (chart.today.label if chart.today else None) == flag


def test_lanes_follow_each_other_below_the_axis() -> None:
    frame = Frame(key="t", first=date(2026, 1, 1), last=date(2026, 12, 31), as_of=date(2026, 6, 1))
    lanes = [LaneInput(slug=slug, name=slug, href="") for slug in ("acme", "bolt")]
    chart = build_chart(lanes, frame)
    assert [(lane.slug, lane.y) for lane in chart.lanes] == [("acme", 44.0), ("bolt", 102.0)]
    assert chart.height == 161.0
