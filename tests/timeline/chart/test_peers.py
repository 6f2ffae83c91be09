"""The dots of a company beside its peers."""

import pytest

from tests.timeline.chart.drawing import standing
from tests.timeline.ledger.building import happened, promise, report, source
from timeline.chart.marks import Disc, Line, Text
from timeline.chart.peers import FAR, WIDE, Dot, dot_of, draw_peers, peer_row
from timeline.ledger import Standing
from timeline.terms import Effect

JUNE = promise("june", "2026-03-02", "2026-06-01..2026-06-30")
LOOKED = promise("june", "2026-03-02", "2026-06-01..2026-06-30", sources=(source("2026-07-10"),))
LATE = standing(JUNE, happened(Effect.DELIVERED, "2026-07-09"))
IN_TIME = standing(JUNE, happened(Effect.DELIVERED, "2026-06-20"))


@pytest.mark.parametrize(
    ("judged", "dot"),
    [
        pytest.param(LATE, Dot(9), id="late"),
        pytest.param(IN_TIME, Dot(-10), id="in its window"),
        pytest.param(standing(JUNE, happened(Effect.DELIVERED, "2026-05-01")), Dot(-60), id="early"),
        pytest.param(
            standing(JUNE, happened(Effect.DELIVERED, "2026-07-01..2026-07-31")), Dot(1), id="late at least"
        ),
        pytest.param(
            standing(JUNE, happened(Effect.DELIVERED, "2026-06-01..2026-06-30")), Dot(0), id="in time at most"
        ),
        pytest.param(standing(LOOKED, as_of="2026-08-01"), Dot(10, running=True), id="overdue"),
        pytest.param(standing(JUNE, as_of="2026-05-01"), None, id="open"),
        pytest.param(standing(JUNE, as_of="2026-08-01"), None, id="not checked"),
        pytest.param(standing(JUNE, happened(Effect.CANCELLED, "2026-05-01")), None, id="cancelled"),
        pytest.param(
            standing(JUNE, happened(Effect.DELIVERED, "2026-06-15..2026-07-15")), None, id="about then"
        ),
        pytest.param(standing(happened(Effect.DELIVERED, "2026-05-01")), None, id="never promised"),
    ],
)
def test_a_resolved_first_promise_has_a_dot_at_its_days(judged: Standing, dot: Dot | None) -> None:
    assert dot_of(judged) == dot


def test_a_company_without_a_dot_has_no_row() -> None:
    assert peer_row("acme", "Acme", [standing(report("r", "2026-03-02", "2026-06-01"))]) is None


def test_rows_stand_in_their_order_with_a_bar_at_the_median() -> None:
    acme, bolt = peer_row("acme", "Acme", [LATE, IN_TIME]), peer_row("bolt", "Bolt", [IN_TIME])
    assert acme is not None
    assert bolt is not None
    drawn = draw_peers([acme, bolt])
    names = [
        mark.text for mark in drawn.marks if isinstance(mark, Text) and mark.look.startswith("peer-name")
    ]
    assert names == ["Acme", "Bolt"]
    discs = [mark for mark in drawn.marks if isinstance(mark, Disc)]
    assert [disc.look for disc in discs] == ["peer ship peer--first", "peer slip peer--first", "peer ship"]
    medians = [mark.x1 for mark in drawn.marks if isinstance(mark, Line) and mark.look == "peer-median"]
    assert medians[0] == pytest.approx((discs[0].x + discs[1].x) / 2, abs=1)
    assert drawn.sentence == (
        "Days from the last promised day to the arrival. "
        "Acme: 2 dates, 1 in time, median 0 d; Bolt: 1 date, 1 in time, median −10 d."
    )


def test_what_came_years_late_stands_at_the_edge() -> None:
    row = peer_row(
        "acme", "Acme", [standing(JUNE, happened(Effect.DELIVERED, "2028-06-30"), as_of="2029-01-01")]
    )
    assert row is not None
    assert row.beyond == 1
    edge = draw_peers([row]).marks
    at = [mark.x for mark in edge if isinstance(mark, Disc)]
    assert at == [WIDE - 8]
    assert row.dots[0].days > FAR
