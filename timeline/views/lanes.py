"""From rows of the record to what the chart takes: names, addresses, notes."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.urls import reverse

from timeline.chart.bands import Happened
from timeline.chart.items import Row as ChartRow
from timeline.chart.lanes import LaneInput
from timeline.ledger import Record
from timeline.models import Event
from timeline.queries.boards import Board
from timeline.queries.deliverables import Row
from timeline.queries.marked import Restructuring
from timeline.terms import Basis
from timeline.wording.standings import promises_in_lane


def lane_inputs(board: Board, *, unconfirmed: Collection[str], keep: str) -> list[LaneInput]:
    """The lanes of a board; `keep` is the query that links carry along."""
    return [
        LaneInput(
            slug=lane.company.slug,
            name=lane.company.name,
            href=reverse("timeline:company", args=[lane.company.slug]) + keep,
            note=record_note(lane.record),
            rows=chart_rows(lane.rows, keep=keep, unconfirmed=unconfirmed),
            happened=happened_of(lane.restructurings, lane.company.name, keep=keep),
        )
        for lane in board.lanes
    ]


def record_note(record: Record) -> str:
    """What stands under a company's name: how many first dates it kept."""
    return f"{record.first.kept} of {record.first.n} kept" if record.first.n else "no date judged"


def chart_rows(rows: Iterable[Row], *, keep: str, unconfirmed: Collection[str]) -> list[ChartRow]:
    """Rows with their names and addresses; a launch nobody promised is drawn under its product's name."""
    return [_chart_row(row, keep, row.facts.slug in unconfirmed) for row in rows]


def reported_row(row: Row, *, keep: str) -> ChartRow | None:
    """What was reported beside the company's own dated word; None without either."""
    reported = promises_in_lane(row.standing, Basis.REPORTED)
    if row.standing.lane != Basis.OFFICIAL or not reported:
        return None
    drawn = _chart_row(row, keep, False)
    return replace(drawn, name="As reported", important=True, only_lane=Basis.REPORTED)


def happened_of(found: Iterable[Restructuring | Event], company: str, *, keep: str) -> list[Happened]:
    """Restructurings as bands of a company's lane."""
    return [
        Happened(
            slug=each.slug,
            title=each.title,
            company=company,
            href=reverse("timeline:event", args=[each.slug]) + keep,
            earliest=each.earliest,
            latest=each.latest,
            unconfirmed=not each.verified,
        )
        for each in found
    ]


def _chart_row(row: Row, keep: str, unconfirmed: bool) -> ChartRow:
    deliverable = row.deliverable
    return ChartRow(
        slug=deliverable.slug,
        name=deliverable.name if row.standing.counted else deliverable.product.name,
        full_name=deliverable.name,
        company=deliverable.product.company.name,
        href=reverse("timeline:deliverable", args=[deliverable.slug]) + keep,
        standing=row.standing,
        important=bool(row.standing.counted) and deliverable.headline,
        unconfirmed=unconfirmed,
    )
