"""The strip of a page: one lane without names at its side, once for wide screens and once for narrow ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from news.models import Company
from timeline.chart.detail import crowded
from timeline.chart.items import Row as ChartRow
from timeline.chart.lanes import LaneInput
from timeline.chart.layout import Chart, Frame, build_chart
from timeline.chart.ridges import months_of
from timeline.chart.scale import Scale
from timeline.drawing import chart_rows, happened_of, reported_row
from timeline.ledger import FATE_GROUPS, FateGroup
from timeline.models import Event
from timeline.queries.deliverables import Row
from timeline.queries.marked import Restructuring
from timeline.views.ranges import usual

WIDE = 1328.0
NARROW = 358.0
MARGIN = timedelta(days=45)
# Far deadlines would press everything else into a corner.
FARTHEST = timedelta(days=500)
# More would be a wall of lines: the whole of it stands in the ledger.
MOST_PROMISED = 24
MOST_LAUNCHED = 60


def strip_charts(
    rows: Sequence[Row],
    restructurings: Sequence[Restructuring | Event],
    company: Company,
    *,
    as_of: date,
    keep: str,
    wide: float = WIDE,
    span: tuple[date, date] | None = None,
    subject: Row | None = None,
) -> list[Chart]:
    """The wide and the narrow chart of the rows; the days shown are those of the first row unless given."""
    first, last = span or span_of_row(rows[0], as_of=as_of)
    drawn = _rows(rows, keep=keep, subject=subject)
    lane = LaneInput(
        slug=company.slug,
        name=company.name,
        href="",
        rows=drawn,
        happened=happened_of(restructurings, company.name, keep=keep),
        months=months_of(row.standing for row in drawn),
    )
    frames = [
        Frame(key=key, first=first, last=last, as_of=as_of, width=width, gutter=0)
        for key, width in (("wide", wide), ("narrow", NARROW))
    ]
    return [build_chart([_with_room(lane, frame.scale)], frame) for frame in frames]


def _with_room(lane: LaneInput, scale: Scale) -> LaneInput:
    """Without the launches nobody promised, where they would crowd out what was promised."""
    if not crowded([lane.count(scale)], scale)[0]:
        return lane
    return replace(lane, rows=[row for row in lane.rows if not row.is_low])


def _rows(rows: Sequence[Row], *, keep: str, subject: Row | None) -> list[ChartRow]:
    """With a subject it comes first, and under it what was reported beside the company's own word."""
    drawn = chart_rows(rows, keep=keep)
    if subject is None:
        return drawn
    marked = [replace(each, important=each.slug == subject.facts.slug) for each in drawn]
    beside = reported_row(subject, keep=keep)
    return [*marked, beside] if beside else marked


def span_of_row(row: Row, *, as_of: date) -> tuple[date, date]:
    """From a little before the first thing known of a deliverable to a little after the last."""
    standing = row.standing
    days = [day for each in standing.counted for day in (each.public_on, each.earliest, each.latest) if day]
    days += [each.latest for each in row.facts.happenings if each.latest <= as_of]
    if standing.arrived is None:
        days.append(as_of)
    days = [day for day in days if day <= as_of + FARTHEST]
    if not days:
        span = usual(as_of)
        return span.first, span.last
    return min(days) - MARGIN, max(days) + 2 * MARGIN


def company_span(rows: Sequence[Row], *, as_of: date) -> tuple[date, date]:
    """The usual days; where nothing of the rows falls into them, as many up to the last thing known."""
    span = usual(as_of)
    last = max((day for row in rows for day in _days_of(row, as_of=as_of)), default=span.first)
    if last < span.first:
        span = usual(last)
    return span.first, span.last


def rows_that_matter(rows: Sequence[Row], span: tuple[date, date], *, as_of: date) -> list[Row]:
    """Of the rows in a span those worth drawing: promised before launched, headlines and the late first."""
    shown = [row for row in rows if _touches(row, span, as_of=as_of)]
    promised = sorted((row for row in shown if row.standing.counted), key=_weight)
    launched = sorted((row for row in shown if not row.standing.counted), key=_newest_first)
    return [*promised[:MOST_PROMISED], *launched[:MOST_LAUNCHED]]


def _weight(row: Row) -> tuple[bool, bool, bool, str]:
    standing = row.standing
    return (
        standing.first_promise is None,
        not row.deliverable.headline,
        standing.fate not in FATE_GROUPS[FateGroup.LATE],
        row.facts.slug,
    )


def _newest_first(row: Row) -> tuple[int, str]:
    came = row.standing.arrived
    return (-came.latest.toordinal() if came else 0, row.facts.slug)


def _touches(row: Row, span: tuple[date, date], *, as_of: date) -> bool:
    days = _days_of(row, as_of=as_of)
    return bool(days) and min(days) <= span[1] and max(days) >= span[0]


def _days_of(row: Row, *, as_of: date) -> list[date]:
    """The days a row is drawn on; while it has not come, up to the day shown."""
    days = [day for each in row.standing.counted for day in (each.earliest, each.latest) if day]
    days += [each.latest for each in row.facts.happenings if each.latest <= as_of]
    waiting = row.standing.counted and not any(row.standing.outcomes)
    return [*days, as_of] if waiting else days
