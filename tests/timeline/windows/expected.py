"""The whole window that a test expects, written with ISO days, and the Wednesday its phrases were said on."""

from datetime import date

from timeline.terms import Precision
from timeline.windows import Window

SAID = date(2026, 6, 3)


def window(
    precision: Precision, rule: str, earliest: str, latest: str | None, *, strict: str | None = None
) -> Window:
    days = [None if day is None else date.fromisoformat(day) for day in (earliest, latest, strict)]
    return Window(days[0], days[1], precision, days[2], rule)
