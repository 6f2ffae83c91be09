"""Today: what moved, what is due, who keeps dates, what the news is."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from aitracker.web.selection import Selection
from timeline.chart.layout import Chart
from timeline.ledger import ENOUGH_TO_RANK, FATE_GROUPS, Fate, FateGroup
from timeline.ledger.facts import Promise
from timeline.queries.boards import Board, board
from timeline.queries.items import latest_items
from timeline.queries.marked import Notes, notes_of
from timeline.queries.moved import Moved, due_next, moved
from timeline.views.frame import page, visit_of
from timeline.views.leads import Lead, lead_of
from timeline.views.strips import strip_charts
from timeline.wording.moved import OUTCOMES, REORGANISED, promise_look
from timeline.wording.terms import Look

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
    notes = notes_of(found.rows, also=_promises(lines[:MOST_MOVED]))
    lead = lead_of(lines, found, notes, as_of=visit.as_of)
    context = {
        "lead": lead,
        "charts": _charts(lead, notes, keep=visit.keep) if lead else [],
        "unconfirmed": notes.unconfirmed(found.rows),
        "tally": _tally(found, lines),
        "moved": [_line(line, notes) for line in lines[:MOST_MOVED]],
        "due": [
            {"row": row, "words": notes.words(row.standing.current_promise)}
            for row in due_next(found.rows, as_of=visit.as_of, most=MOST_DUE)
        ],
        "records": _records(found),
        "items": latest_items(as_of=visit.as_of, most=MOST_NEWS),
        "links": {"today": reverse("timeline:today")},
    }
    return page(visit, "timeline/today.html", context, section="today")


def _promises(lines: Iterable[Moved]) -> list[Promise]:
    """Every promise that the lines quote."""
    quoted = (each for line in lines for each in (line.promise, line.before))
    return [promise for promise in quoted if promise is not None]


def _line(line: Moved, notes: Notes) -> dict[str, Any]:
    return {
        "line": line,
        "look": _look(line),
        "from": notes.words(_before(line)),
        "to": notes.words(line.promise),
        "sources": notes.sources(line.fact),
    }


def _before(line: Moved) -> Promise | None:
    """What the line moves away from; for an outcome the first promise."""
    return line.row.standing.first_promise if line.happening and line.row else line.before


def _look(line: Moved) -> Look:
    if line.happening is not None:
        return OUTCOMES[line.happening.effect]
    if line.promise is not None:
        return promise_look(line.move, first=line.before is None)
    return REORGANISED


def _tally(found: Board, lines: list[Moved]) -> dict[str, Any]:
    fates = [row.standing.fate for row in found.rows]
    firsts = [lane.record.first for lane in found.lanes]
    kept, resolved = sum(first.kept for first in firsts), sum(first.n for first in firsts)
    last = lines[0].day if lines else None
    return {
        "changes": sum(1 for line in lines if last and (last - line.day).days < RECENT_DAYS),
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
        unconfirmed=notes.unconfirmed(rows),
        subject=lead.row,
    )
