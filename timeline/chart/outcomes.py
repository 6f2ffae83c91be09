"""The marks of what became of it: discs, late lines, running lines, crosses."""

from timeline.chart.marks import Disc, Line, Mark, Path
from timeline.chart.scale import Scale
from timeline.ledger.answers import Fate
from timeline.ledger.facts import Happening
from timeline.ledger.standing import Standing

SHIP_RADIUS = 5.5
LAUNCH_RADIUS = 3.5
RUNNING = {Fate.OVERDUE: "running", Fate.UNVERIFIED: "unchecked"}


def outcome_marks(standing: Standing, scale: Scale, *, window_end: float | None) -> list[Mark]:
    """The marks right of the last window, which ends at window_end pixels (None without a window)."""
    marks: list[Mark] = []
    if standing.fate in RUNNING and window_end is not None:
        marks += _running(standing, scale, window_end)
    if (came := standing.arrived) is not None:
        marks += _arrival(came, scale, window_end=window_end, late=_is_past_last_window(standing))
    elif (part := standing.outcomes.partly) is not None:
        marks.append(half_disc("dot", at(part, scale)))
    if (end := _end(standing)) is not None:
        marks += _ending(standing.fate, at(end, scale), window_end)
    return marks


def at(happening: Happening, scale: Scale) -> float:
    """Where the happening is marked: in the middle of the days it may have been on."""
    return round((scale.start(happening.earliest) + scale.end(happening.latest)) / 2, 1)


def half_disc(look: str, x: float, r: float = SHIP_RADIUS) -> Path:
    """The left half of a disc."""
    return Path(look, f"M{x},{-r}A{r},{r} 0 0 0 {x},{r}Z", x)


def _is_past_last_window(standing: Standing) -> bool:
    came, current = standing.arrived, standing.current_promise
    return bool(came and current and current.latest and came.earliest > current.latest)


def _arrival(came: Happening, scale: Scale, *, window_end: float | None, late: bool) -> list[Mark]:
    x = at(came, scale)
    if window_end is None:
        return [Disc("dot", x, LAUNCH_RADIUS)]
    line: list[Mark] = [Line("late", window_end, x)] if late else []
    return [*line, Disc("dot", x, SHIP_RADIUS)]


def _running(standing: Standing, scale: Scale, window_end: float) -> list[Mark]:
    known = standing.verified_through if standing.fate == Fate.OVERDUE else standing.as_of
    until = scale.end(known or standing.as_of)
    return [Line(RUNNING[standing.fate], window_end, until)] if until > window_end else []


def _end(standing: Standing) -> Happening | None:
    outcomes = standing.outcomes
    match standing.fate:
        case Fate.CANCELLED | Fate.REPORTED_CANCELLED:
            return outcomes.dropped
        case Fate.WITHDRAWN:
            return outcomes.withdrawn
        case Fate.DORMANT:
            return outcomes.dormant
    return None


def _ending(fate: Fate, x: float, window_end: float | None) -> list[Mark]:
    marks: list[Mark] = []
    if window_end is not None:
        marks.append(Line("lead", min(window_end, x), max(window_end, x)))
    if fate == Fate.WITHDRAWN:
        return [*marks, half_disc("dot withdrawn", x)]
    if fate == Fate.DORMANT:
        return [*marks, Line("silent", x - 4, x + 5)]
    return [*marks, Path("cross", f"M{x - 4.5:.1f},-4.5l9,9m0,-9l-9,9", x)]
