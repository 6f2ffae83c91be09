"""From rows of the record to what the chart takes: names, addresses, notes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.urls import reverse

from timeline.chart.bands import Happened
from timeline.chart.items import Row as ChartRow
from timeline.chart.items import deliverable_row, lane_row
from timeline.chart.lanes import LaneInput
from timeline.chart.ridges import months_of
from timeline.ledger import Record
from timeline.models import Event
from timeline.queries.deliverables import Row, is_added
from timeline.queries.groups import GroupLane
from timeline.queries.marked import Restructuring
from timeline.terms import Basis
from timeline.wording.days import counted
from timeline.wording.standings import promises_in_lane


def lane_inputs(
    lanes: Iterable[GroupLane], *, unconfirmed: Collection[str], keep: str, since: date | None = None
) -> list[LaneInput]:
    """The lanes of a board; `keep` is the query that links carry along."""
    return [
        LaneInput(
            slug=lane.slug,
            name=lane.name,
            href=reverse(f"timeline:{lane.table}", args=[lane.slug]) + keep if lane.table else "",
            note=record_note(lane.record) if lane.record else counted(len(lane.rows), "deliverable"),
            rows=chart_rows(lane.rows, keep=keep, unconfirmed=unconfirmed, since=since),
            happened=happened_of(lane.restructurings, lane.name, keep=keep),
            months=months_of(row.standing for row in lane.rows),
        )
        for lane in lanes
    ]


def record_note(record: Record) -> str:
    """What stands under a company's name: how many first dates it kept."""
    return f"{record.first.kept} of {record.first.n} kept" if record.first.n else "no date judged"


def chart_rows(
    rows: Iterable[Row], *, keep: str, unconfirmed: Collection[str], since: date | None = None
) -> list[ChartRow]:
    """Rows with their names and addresses; a launch nobody promised is drawn under its product's name."""
    return [_chart_row(row, keep, row.facts.slug in unconfirmed, since) for row in rows]


def reported_row(row: Row, *, keep: str) -> ChartRow | None:
    """What was reported beside the company's own dated word; None without either."""
    if row.standing.lane != Basis.OFFICIAL or not promises_in_lane(row.standing, Basis.REPORTED):
        return None
    deliverable = row.deliverable
    return lane_row(
        row.standing,
        Basis.REPORTED,
        name="As reported",
        full_name=deliverable.name,
        company=deliverable.product.company.name,
        href=_address("deliverable", deliverable.slug, keep),
    )


def happened_of(found: Sequence[Restructuring | Event], owner: str, *, keep: str) -> list[Happened]:
    """Restructurings as bands of a lane; `owner` is the name of whose lane it is."""
    return [
        Happened(
            slug=each.slug,
            title=each.title,
            company=owner,
            href=_address("event", each.slug, keep),
            earliest=each.earliest,
            latest=each.latest,
            unconfirmed=not each.verified,
        )
        for each in found
    ]


def _chart_row(row: Row, keep: str, unconfirmed: bool, since: date | None) -> ChartRow:
    deliverable = row.deliverable
    return deliverable_row(
        row.standing,
        name=deliverable.name if row.standing.counted else deliverable.product.name,
        full_name=deliverable.name,
        company=deliverable.product.company.name,
        href=_address("deliverable", deliverable.slug, keep),
        important=bool(row.standing.counted) and deliverable.headline,
        unconfirmed=unconfirmed,
        added=is_added(row, since),
    )


def _address(name: str, slug: str, keep: str) -> str:
    return reverse(f"timeline:{name}", args=[slug]) + keep
