"""Which rule reads the words of a commitment as the window it has."""

from datetime import date
from typing import Any

from timeline.windows import read_window

# A commitment's fields that decide the rule.
DECIDING = frozenset(
    "words said_earliest said_latest first_reported_on earliest latest precision retro_disclosed".split()
)


def rule_of(document: dict[str, Any], *, fiscal_year_start_month: int = 1) -> str | None:
    """The rule that gives a commitment's window from its words; None where a person read them."""
    reported = _day(document["first_reported_on"])
    window = read_window(
        document["words"],
        _day(document["said_earliest"]) or reported,
        _day(document["said_latest"]) or reported,
        fiscal_year_start_month=fiscal_year_start_month,
        retro=document["retro_disclosed"],
    )
    if window is None:
        return None
    recorded = (_day(document["earliest"]), _day(document["latest"]), document["precision"])
    return window.rule if (window.earliest, window.latest, window.precision) == recorded else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
