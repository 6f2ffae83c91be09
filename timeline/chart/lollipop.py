"""The track of days from the first promised date in the ledger: a head, and a line that may still run."""

from dataclasses import dataclass
from datetime import date

from timeline.ledger.answers import Fate
from timeline.ledger.standing import Standing

WIDTH = 160.0
ORIGIN = 40.0
PER_DAY = 0.24


@dataclass(frozen=True, slots=True)
class Lollipop:
    """The head at x pixels; `running` while it has not come, `tone` the colour group."""

    x: float
    tone: str
    running: bool

    @property
    def box_x(self) -> float:
        """The left edge of the open head."""
        return self.x - 4


def lollipop_of(standing: Standing) -> Lollipop | None:
    """The track of a standing; None without a first date or where nothing can be counted."""
    days = days_from_first(standing)
    if days is None:
        return None
    x = ORIGIN + max(-ORIGIN + 5, min(WIDTH - ORIGIN - 6, days * PER_DAY))
    running = standing.arrived is None
    tone = "slip" if days > 0 else "promise" if running else "ship"
    return Lollipop(round(x, 1), tone, running)


def days_from_first(standing: Standing) -> int | None:
    """Days from the end of the first window to the arrival, or to where it stands while open."""
    first = standing.first_promise
    if first is None or first.latest is None:
        return None
    until = _until(standing)
    if until is None:
        return None
    days = (until - first.latest).days
    return days if standing.arrived is None or days > 0 else min(0, -standing.early_days)


def _until(standing: Standing) -> date | None:
    if standing.arrived is not None:
        return standing.arrived.earliest
    current = standing.current_promise
    if standing.fate == Fate.OVERDUE:
        return standing.verified_through
    if standing.fate in (Fate.PENDING, Fate.UNVERIFIED) and current is not None:
        return current.latest
    return None
