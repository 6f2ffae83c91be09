"""The lines of What moved, as pages show them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from timeline.ledger import Happening, Promise, Standing
from timeline.queries.marked import Notes
from timeline.queries.moved import Moved
from timeline.wording.days import signed_days
from timeline.wording.leads import quoted
from timeline.wording.moved import ENDED, OUTCOMES, REORGANISED, ended_delta, ended_text, promise_look
from timeline.wording.standings import NOTHING, Delta, delta_of
from timeline.wording.terms import RESTRUCTURINGS, Look


def promises_in(lines: Iterable[Moved]) -> list[Promise]:
    """Every promise that the lines quote."""
    named = (each for line in lines for each in (line.promise, line.before))
    return [promise for promise in named if promise is not None]


def line_of(line: Moved, notes: Notes) -> dict[str, Any]:
    """One line of What moved: of what, its look, from what to what, the days, and how many sources it has."""
    return {
        **_subject(line),
        "line": line,
        "look": look_of(line),
        "from": notes.words(line.promise if line.ended else _before(line)),
        "to": _to(line, notes),
        "slip": _slip(line),
        "sources": line.restructuring.sources if line.restructuring else notes.sources(line.fact),
    }


def _subject(line: Moved) -> dict[str, Any]:
    """Whose it is, its name, the address of its page, and whether it is in doubt."""
    if line.restructuring is not None:
        return {
            "company": line.company,
            "name": line.restructuring.title,
            "address": reverse("timeline:event", args=[line.restructuring.slug]),
            "is_unconfirmed": not line.restructuring.verified,
        }
    if line.row is None:
        raise ValueError("A line is about a deliverable or a restructuring.")
    deliverable = line.row.deliverable
    return {
        "company": deliverable.product.company.name,
        "name": deliverable.name,
        "address": reverse("timeline:deliverable", args=[deliverable.slug]),
        "is_unconfirmed": line.row.standing.is_unconfirmed,
    }


def _before(line: Moved) -> Promise | None:
    """What the line moves away from; for an outcome the first promise."""
    return line.row.standing.first_promise if line.happening and line.row else line.before


def _to(line: Moved, notes: Notes) -> str:
    """What the line moves to: words, as said where it was said."""
    if line.restructuring is not None:
        return RESTRUCTURINGS.get(line.restructuring.kind, "")
    if line.ended is not None and line.row is not None:
        return ended_text(line.ended, line.row.standing.verified_through)
    return quoted(notes.words(line.promise))


def _slip(line: Moved) -> Delta:
    """Days the date moved by, days past the window that ended, or how late it came."""
    if line.move is not None and line.move.shift_days:
        return Delta(signed_days(line.move.shift_days), "slip" if line.move.shift_days > 0 else "ship")
    if line.ended is not None:
        return ended_delta(line.ended, line.days_late)
    if line.row is not None and line.happening is not None and line.happening == _came(line.row.standing):
        return delta_of(line.row.standing)
    return NOTHING


def _came(standing: Standing) -> Happening | None:
    return standing.arrived or standing.outcomes.partly


def look_of(line: Moved) -> Look:
    """The mark, word and colour of what happened."""
    if line.ended is not None:
        return ENDED[line.ended]
    if line.happening is not None:
        return OUTCOMES[line.happening.effect]
    if line.promise is not None:
        return promise_look(line.move, first=line.before is None)
    return REORGANISED
