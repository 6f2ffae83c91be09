"""A standing in words: the short ones of a table, the sentence of a mark, the headline of a page."""

from datetime import date
from typing import NamedTuple, Protocol

from timeline.ledger.answers import ENDED, Fate
from timeline.ledger.chain import order
from timeline.ledger.facts import Happening, Promise
from timeline.ledger.standing import Standing
from timeline.terms import Basis, Precision
from timeline.windows import Window, display
from timeline.wording.days import counted, day_text, signed_days, span_text
from timeline.wording.terms import LOOKS

NO_DELTA = "–"
PERIODS = {
    Precision.DAY: "the day",
    Precision.WEEK: "the week",
    Precision.MONTH: "the month",
    Precision.QUARTER: "the quarter",
    Precision.HALF: "the half year",
    Precision.SEASON: "the season",
    Precision.YEAR: "the year",
    Precision.DEADLINE: "the deadline",
}
TIMES = {1: "once", 2: "twice"}


class Dated(Protocol):
    """Whatever has a window: a promise of the ledger or a commitment of the record."""

    @property
    def earliest(self) -> date | None:
        """The first promised day."""

    @property
    def latest(self) -> date | None:
        """The last promised day."""

    @property
    def precision(self) -> str:
        """How exactly it was stated."""


class Delta(NamedTuple):
    """A few words on lateness and the colour group they are set in."""

    text: str
    tone: str


NOTHING = Delta(NO_DELTA, "plain")


def delta_of(standing: Standing) -> Delta:
    """What the column of slips says: +9 d, 12 d early, kept, at least +7 d, not checked, or a dash."""
    match standing.fate:
        case Fate.DELIVERED_EARLY:
            return Delta(f"{standing.early_days} d early", "ship")
        case Fate.DELIVERED_ON_TIME | Fate.DELIVERED_INDETERMINATE:
            return Delta(standing.label, "ship")
        case Fate.DELIVERED_LATE | Fate.OVERDUE:
            return Delta(standing.label, "slip")
        case Fate.DELIVERED_PARTLY:
            return Delta("partly", "ship")
        case Fate.UNVERIFIED:
            return Delta("not checked", "promise")
        case Fate.PENDING:
            return _moved_by(standing)
    return NOTHING


def chart_delta_of(standing: Standing) -> Delta:
    """What stands behind the name in a chart: as delta_of, and how it ended or since when nobody looked."""
    if standing.fate in ENDED:
        return Delta(LOOKS[standing.fate].word.lower(), "cancel")
    if standing.fate == Fate.UNVERIFIED and standing.verified_through:
        return Delta(f"not checked since {day_text(standing.verified_through)}", "promise")
    if standing.fate == Fate.ANNOUNCED:
        return Delta("no date", "promise")
    return delta_of(standing)


def moved_days(standing: Standing) -> int:
    """Days between the ends of the first and the current promise; 0 without both."""
    first, current = standing.first_promise, standing.current_promise
    if first is None or current is None or first.latest is None or current.latest is None:
        return 0
    return (current.latest - first.latest).days


def _moved_by(standing: Standing) -> Delta:
    days = moved_days(standing)
    return Delta(signed_days(days), "slip" if days > 0 else "ship") if days else NOTHING


def window_text(promise: Dated) -> str:
    """The promised days: a span, "by 30 Jun 2026", "not before 3 Mar 2026", or "no date"."""
    start, end = promise.earliest, promise.latest
    if end is not None:
        by_its_end = start is None or promise.precision == Precision.DEADLINE
        return f"by {day_text(end)}" if by_its_end or start is None else span_text(start, end)
    if start is not None and promise.precision == Precision.FLOOR:
        return f"not before {day_text(start)}"
    return "no date"


def window_long(promise: Dated) -> str:
    """The promised days with months in full, for sentences and large figures."""
    return display(Window(promise.earliest, promise.latest, Precision(promise.precision), None, ""))


def when(promise: Dated) -> str:
    """for 1–30 June 2026; by 30 June 2026: the window as it follows a verb."""
    text = window_long(promise)
    return text if text.startswith(("by ", "not before ")) else f"for {text}"


def arrival_text(happening: Happening) -> str:
    """The day or days of an outcome."""
    return span_text(happening.earliest, happening.latest)


def outcome_text(standing: Standing) -> str:
    """Where it stands in time: the day it came, the window it is due in, or a dash."""
    came = standing.arrived or standing.outcomes.partly
    if came is not None:
        return arrival_text(came)
    if standing.fate in (Fate.PENDING, Fate.OVERDUE, Fate.UNVERIFIED) and standing.current_promise:
        return window_text(standing.current_promise)
    return NO_DELTA


def sentence_of(name: str, company: str, standing: Standing) -> str:
    """The accessible name of its mark, in full sentences."""
    parts = [f"{company}, {name}.", _promises_sentence(standing), _fate_sentence(standing)]
    return " ".join(part for part in parts if part)


def lane_sentence_of(name: str, company: str, standing: Standing, lane: Basis) -> str:
    """The accessible name of the promises of one lane alone."""
    windows = "; then ".join(window_long(promise) for promise in promises_in_lane(standing, lane))
    said = "promised" if lane == Basis.OFFICIAL else "as reported"
    return f"{company}, {name}, {said}: {windows}."


def promises_in_lane(standing: Standing, lane: Basis | None = None) -> list[Promise]:
    """The dated promises of a lane, in order; by default those the standing is judged by."""
    lane = lane or standing.lane
    dated = [promise for promise in standing.counted if promise.latest and promise.basis == lane]
    return sorted(dated, key=order)


def moves_in_lane(standing: Standing) -> int:
    """How often the date moved in the lane the standing is judged by."""
    return sum(1 for move in standing.moves if move.basis == standing.lane)


def shifts_in_lane(standing: Standing) -> int:
    """How often the last promised day moved in the lane the standing is judged by."""
    return sum(1 for move in standing.moves if move.basis == standing.lane and move.shift_days)


def _promises_sentence(standing: Standing) -> str:
    first = standing.first_promise
    if first is None:
        return "Promised without a date." if standing.counted else ""
    said = "Promised" if standing.lane == Basis.OFFICIAL else "Reported as planned"
    number = len(promises_in_lane(standing))
    if number == 1:
        return f"{said} {when(first)}."
    return f"{said} {TIMES.get(number, f'{number} times')}, first {when(first)}."


def _fate_sentence(standing: Standing) -> str:
    match standing.fate:
        case Fate.DELIVERED_LATE | Fate.DELIVERED_EARLY | Fate.DELIVERED_ON_TIME:
            return f"Shipped {_arrival(standing)}, {_timing(standing)}."
        case Fate.DELIVERED_UNSCORED | Fate.DELIVERED_INDETERMINATE:
            return f"Shipped {_arrival(standing)}."
        case Fate.DELIVERED_PARTLY:
            return f"Shipped in part {_arrival(standing)}."
        case Fate.OVERDUE:
            return f"Still open, at least {counted(standing.slip_min_days or 0, 'day')} past its window."
        case Fate.PENDING if standing.current_promise:
            return f"Now promised {when(standing.current_promise)}."
        case Fate.ANNOUNCED:
            return "No date stands."
    return f"{_plain_label(standing)[:1].upper()}{_plain_label(standing)[1:]}."


def _plain_label(standing: Standing) -> str:
    if standing.fate == Fate.SUPERSEDED:
        return LOOKS[Fate.SUPERSEDED].word
    return standing.label


def _arrival(standing: Standing) -> str:
    came = standing.arrived or standing.outcomes.partly
    return arrival_text(came) if came else ""


def _timing(standing: Standing) -> str:
    if standing.fate == Fate.DELIVERED_LATE:
        return f"{counted(standing.slip_min_days or 0, 'day')} late"
    if standing.fate == Fate.DELIVERED_EARLY:
        return f"{counted(standing.early_days, 'day')} early"
    return "in its first window"


def headline_of(name: str, company: str, standing: Standing) -> str:
    """One line over a page or a lead, from the facts alone."""
    period = PERIODS.get(standing.first_promise.precision, "the time") if standing.first_promise else ""
    match standing.fate:
        case Fate.DELIVERED_LATE:
            return f"{name} came {_past(standing)} after {period} it was promised for"
        case Fate.DELIVERED_EARLY:
            return f"{name} came before {period} it was promised for"
        case Fate.DELIVERED_ON_TIME:
            return f"{name} came in time for {period} it was promised for"
        case Fate.OVERDUE:
            return f"{name} is at least {_past(standing)} past {period} it was promised for"
        case Fate.PENDING if moved_days(standing) > 0:
            return f"{name} is now promised {counted(moved_days(standing), 'day')} later than at first"
        case Fate.PENDING if standing.current_promise:
            return f"{company} promises {name} {when(standing.current_promise)}"
    return f"{name}: {LOOKS[standing.fate].word.lower()}"


def _past(standing: Standing) -> str:
    return counted(standing.slip_min_days or 0, "day")
