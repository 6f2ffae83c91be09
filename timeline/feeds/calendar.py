"""Current promises as all-day events of a calendar."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from icalendar import Calendar as Document
from icalendar import Event

from timeline.ledger import Fate, Standing
from timeline.queries.deliverables import Row
from timeline.queries.subscribed import Revision
from timeline.terms import Precision
from timeline.wording.changes import calendar_line
from timeline.wording.days import long_day
from timeline.wording.leads import quoted
from timeline.wording.printable import printable
from timeline.wording.terms import LOOKS

DAY = timedelta(days=1)
END = b"END:VCALENDAR\r\n"
OVER = frozenset({Fate.CANCELLED, Fate.WITHDRAWN, Fate.SUPERSEDED})
# How often a reader's calendar need ask (RFC 7986).
AGAIN = timedelta(hours=6)


def calendar_of(
    found: Sequence[Row],
    revisions: Mapping[str, Revision],
    *,
    title: str,
    absolute: Callable[[str], str],
    authority: str,
) -> Iterator[bytes]:
    """One event for each row, which must have a dated promise; made piece by piece, never held whole."""
    begin, end = _frame(title)
    yield begin
    for row in found:
        yield _event(row, revisions[row.facts.slug], absolute, authority).to_ical()
    yield end


def _frame(title: str) -> tuple[bytes, bytes]:
    """What stands before all events, and after them."""
    document = Document()
    document.add("prodid", "-//AI Tracker//Promised days//EN")
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    document.add("name", printable(title))
    document.add("x-wr-calname", printable(title))
    document.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    begin, end, _ = bytes(document.to_ical()).partition(END)
    return begin, end


def _event(row: Row, revision: Revision, absolute: Callable[[str], str], authority: str) -> Event:
    """Named by the number of its deliverable, so that a promise that moves is the same event still."""
    promise, deliverable = row.standing.current_promise, row.deliverable
    if promise is None or promise.latest is None:
        raise ValueError(f"{row.facts.slug} has no promised days.")
    event = Event()
    event.add("uid", f"deliverable-{deliverable.pk}@{authority}")
    event.add("sequence", revision.number)
    event.add("dtstamp", revision.at)
    event.add("last-modified", revision.at)
    event.add("dtstart", promise.earliest or promise.latest)
    event.add("dtend", promise.latest + DAY)
    event.add("status", status_of(row.standing))
    event.add("transp", "TRANSPARENT")
    event.add(
        "summary", printable(calendar_line(deliverable.name, deliverable.product.company.name, promise))
    )
    event.add("description", printable(_description(row)))
    event.add("url", absolute(f"/d/{row.facts.slug}/"))
    return event


def status_of(standing: Standing) -> str:
    """CANCELLED once it is over, CONFIRMED while one day is promised, TENTATIVE while days are."""
    if standing.fate in OVER:
        return "CANCELLED"
    promise = standing.current_promise
    return "CONFIRMED" if promise and promise.precision == Precision.DAY else "TENTATIVE"


def _description(row: Row) -> str:
    promise, standing = row.standing.current_promise, row.standing
    said = (
        f"{quoted(promise.words)}, said on {long_day(promise.public_on)}. "
        if promise and promise.public_on
        else ""
    )
    doubt = " In part unconfirmed." if standing.is_unconfirmed else ""
    return (
        f"{said}{LOOKS[standing.fate].word}: {standing.label}, as known on {long_day(standing.as_of)}.{doubt}"
    )
