"""Companies: all of them with their records, and one beside its peers."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aitracker.web.selection import Selection
from news.models import Company
from timeline.chart.curve import Curve, draw_curve
from timeline.chart.layout import Chart
from timeline.chart.peers import NARROW, PeerRow, draw_peers, peer_row
from timeline.ledger import ENOUGH_TO_RANK, Fate, delay_curve
from timeline.queries.boards import Board, BoardLane, board
from timeline.queries.deliverables import Row, sort_rows
from timeline.queries.latest import latest_stories
from timeline.queries.peers import Compared, Resolved, compared
from timeline.views.exports import export_company
from timeline.views.follow import follow_row
from timeline.views.frame import Visit, page, visit_of
from timeline.views.missing import elsewhere
from timeline.views.stories import headlines
from timeline.views.strips import company_span, rows_that_matter, strip_charts
from timeline.views.untold import untold_company
from timeline.wording.records import apart, interval_text, notice_text, resolved_text, share_text, slip_text

MOST_NEWS = 8
MOST_ROWS = 100
MOST_RESTRUCTURINGS = 20


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Every company with something recorded, by name while any of them is too small for a rank."""
    visit = visit_of(request)
    found = board(Selection(as_of=visit.as_of))
    context = {
        "lines": [_line(lane) for lane in _in_order(found)],
        "ranked": _is_ranked(found),
        "curve": _curve(found.rows),
        "kept": visit.days_kept,
    }
    return page(visit, "timeline/companies.html", context, section="companies")


def _is_ranked(found: Board) -> bool:
    return all(lane.record.first.n >= ENOUGH_TO_RANK for lane in found.lanes)


def _in_order(found: Board) -> list[BoardLane]:
    by_name = sorted(found.lanes, key=lambda lane: (lane.company.name.casefold(), lane.company.slug))
    if not _is_ranked(found):
        return by_name
    return sorted(by_name, key=lambda lane: -lane.record.first.kept / lane.record.first.n)


def _line(lane: BoardLane) -> dict[str, Any]:
    fates = Counter(row.standing.fate for row in lane.rows)
    return {
        "company": lane.company,
        "record": lane.record,
        "interval": interval_text(lane.record.first),
        "median": slip_text(lane.record.median_slip_days),
        "overdue": fates[Fate.OVERDUE],
        "deliverables": len(lane.rows),
    }


def _curve(rows: list[Row] | tuple[Row, ...]) -> Curve | None:
    return draw_curve(delay_curve((row.facts, row.standing) for row in rows))


@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """One company with its units and labs, as known on a day."""
    visit = visit_of(request)
    try:
        found = compared(slug, as_of=visit.as_of)
    except Company.DoesNotExist:
        return elsewhere(visit, "company", slug)
    if not found.is_told:
        return untold_company(visit, found.company)
    context = {
        "company": found.company,
        "follow": follow_row(visit, company=slug),
        "exports": export_company(visit, slug) if found.rows else None,
        "found": found,
        "record": found.record,
        "resolved": resolved_text(found.record),
        "facts": _facts(found),
        "apart": apart(found.record),
        "restructurings": found.restructurings[-MOST_RESTRUCTURINGS:],
        "stories": headlines(
            latest_stories(companies=found.inside, as_of=visit.as_of, most=MOST_NEWS), visit
        ),
    }
    context |= _rows(found, visit) | _comparison(found)
    return page(visit, "timeline/company.html", context, section="companies")


def _facts(found: Compared) -> dict[str, str]:
    """The figures of the company and, under each, that of all others together."""
    own, others = found.record, found.others
    return {
        "share": share_text(own.first),
        "slip": slip_text(own.median_slip_days),
        "slip_others": slip_text(others.median_slip_days),
        "moves": _mean(own.moves_per_deliverable),
        "moves_others": _mean(others.moves_per_deliverable),
        "notice": notice_text(own.median_notice_days),
        "notice_others": notice_text(others.median_notice_days),
    }


def _mean(number: float | None) -> str:
    return "–" if number is None else f"{number:.1f}"


def _rows(found: Compared, visit: Visit) -> dict[str, Any]:
    """The table of promises and the strip, both with as much as can be read."""
    span = company_span(found.rows, as_of=visit.as_of)
    drawn = rows_that_matter(found.rows, span, as_of=visit.as_of)
    promised = sort_rows([row for row in found.rows if row.standing.counted], "-slip")
    listed = promised[:MOST_ROWS]
    return {
        "promised": listed,
        "more": len(promised) - len(listed),
        "all": len(promised),
        "launched": len(found.rows) - len(promised),
        "charts": _charts(found, drawn, visit, span=span),
    }


def _charts(found: Compared, drawn: list[Row], visit: Visit, **marks: Any) -> list[Chart]:
    return strip_charts(
        drawn, found.restructurings, found.company, as_of=visit.as_of, keep=visit.keep, **marks
    )


def _comparison(found: Compared) -> dict[str, Any]:
    """The dot strip, once for wide and once for narrow screens, and the company's own delay curve."""
    own = _peer_row(found.resolved)
    rows = [own, *filter(None, map(_peer_row, found.peers))] if own else []
    enough = found.record.first.n >= ENOUGH_TO_RANK
    return {
        "peers": rows,
        "peer_charts": [draw_peers(rows), draw_peers(rows, width=NARROW)] if rows else [],
        "beyond": sum(row.beyond for row in rows),
        "curve": _curve(found.rows) if enough else None,
    }


def _peer_row(resolved: Resolved) -> PeerRow | None:
    return peer_row(resolved.company.slug, resolved.company.name, resolved.standings)
