"""Today: what moved, what is due, who keeps dates, what the news is."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aitracker.web.selection import Selection
from timeline.chart.layout import Chart
from timeline.ledger import ENOUGH_TO_RANK, FATE_GROUPS, Fate, FateGroup
from timeline.queries.boards import Board, board
from timeline.queries.counts import evidence_counts
from timeline.queries.latest import latest_stories
from timeline.queries.marked import Notes, notes_of
from timeline.queries.moved import Moved, due_next, moved
from timeline.views.follow import follow_everything
from timeline.views.frame import page, visit_of
from timeline.views.leads import Lead, lead_of
from timeline.views.moves import line_of, promises_in
from timeline.views.stories import headlines
from timeline.views.strips import strip_charts

RECENT_DAYS = 30
MOST_MOVED = 12
MOST_READ = 500
MOST_DUE = 6
MOST_NEWS = 6
MOST_RECORDS = 12
LEAD_WIDTH = 912.0


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The front page."""
    visit = visit_of(request)
    found = board(Selection(as_of=visit.as_of))
    lines = moved(found.lanes, as_of=visit.as_of, most=MOST_READ)
    notes = notes_of(found.rows, also=promises_in(lines[:MOST_MOVED]), as_of=visit.as_of)
    lead = lead_of(lines, found, notes, as_of=visit.as_of)
    context = {
        "follow": follow_everything(visit),
        "lead": lead,
        "lead_sources": _sources(lead, visit.as_of) if lead else 0,
        "charts": _charts(lead, notes, keep=visit.keep) if lead else [],
        "tally": _tally(found, lines),
        "moved": [line_of(line, notes) for line in lines[:MOST_MOVED]],
        "due": [
            {"row": row, "words": notes.words(row.standing.current_promise)}
            for row in due_next(found.rows, as_of=visit.as_of, most=MOST_DUE)
        ],
        "records": _records(found),
        "stories": headlines(latest_stories(as_of=visit.as_of, most=MOST_NEWS), visit),
    }
    return page(visit, "timeline/today.html", context, section="today")


def _tally(found: Board, lines: list[Moved]) -> dict[str, Any]:
    fates = [row.standing.fate for row in found.rows]
    firsts = [lane.record.first for lane in found.lanes]
    kept, resolved = sum(first.kept for first in firsts), sum(first.n for first in firsts)
    days = [line.day for line in lines if line.ended is None]
    last = days[0] if days else None
    return {
        "changes": sum(1 for day in days if last and (last - day).days < RECENT_DAYS),
        "until": last,
        "open": sum(1 for fate in fates if fate in FATE_GROUPS[FateGroup.OPEN]),
        "overdue": sum(1 for fate in fates if fate == Fate.OVERDUE),
        "kept": kept,
        "n": resolved,
        "share": round(100 * kept / resolved) if resolved >= ENOUGH_TO_RANK else None,
    }


def _records(found: Board) -> list[Any]:
    """The companies with most resolved first dates, by name: few have enough of them for a rank."""
    judged = [lane for lane in found.lanes if lane.record.first.n]
    most = sorted(judged, key=lambda lane: (-lane.record.first.n, lane.company.name))[:MOST_RECORDS]
    return sorted(most, key=lambda lane: (lane.company.name.casefold(), lane.company.slug))


def _sources(lead: Lead, as_of: date) -> int:
    return evidence_counts([lead.row], as_of=as_of)[lead.row.deliverable.pk]


def _charts(lead: Lead, notes: Notes, *, keep: str) -> list[Chart]:
    lane = lead.lane
    rows = [lead.row, *(row for row in lead.beside if row is not lead.row)]
    return strip_charts(
        rows,
        lane.restructurings,
        lane.company,
        as_of=lane.record.as_of,
        keep=keep,
        wide=LEAD_WIDTH,
        span=lead.span,
        subject=lead.row,
    )
