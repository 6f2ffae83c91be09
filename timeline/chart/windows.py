"""The marks of promises: the day each was said, replaced windows, the current one in its honest vagueness."""

from collections.abc import Sequence
from datetime import date

from timeline.chart.marks import Box, Line, Mark
from timeline.chart.scale import Scale
from timeline.ledger.facts import Promise
from timeline.terms import Precision

# What was said to the month or closer has hard ends; the rest fades out over this share of its width.
VAGUE = frozenset(
    {
        Precision.QUARTER,
        Precision.SEASON,
        Precision.HALF,
        Precision.YEAR,
        Precision.RELATIVE,
        Precision.DEADLINE,
    }
)
FADE = 0.28
LEAST_WIDTH = 3.0
LEAST_LEAD = 3.0


def span_of(promise: Promise, scale: Scale) -> tuple[float, float]:
    """Left and right edge of a dated promise's window in pixels, never thinner than a tick."""
    end = promise.latest
    if end is None:
        raise ValueError(f"{promise.slug} has no window to draw")
    left = scale.start(promise.earliest or end)
    return left, max(left + LEAST_WIDTH, scale.end(end))


def window_marks(chain: Sequence[Promise], scale: Scale) -> list[Mark]:
    """The dated promises of one lane in order: all but the last as outlines, the last as a bar."""
    if not chain:
        return []
    replaced = [_outline(*span_of(promise, scale)) for promise in chain[:-1]]
    return [*replaced, *_current(chain[-1], scale)]


def said_marks(chain: Sequence[Promise], scale: Scale) -> list[Mark]:
    """A tick on each day something was said, and a hairline from the first one to its window."""
    ticks: list[Mark] = [_tick(said, scale) for said in _days_said(chain)]
    first = next((promise for promise in chain if promise.latest is not None), None)
    if first is None or not ticks:
        return ticks
    said, edge = scale.start(min(_days_said(chain))), span_of(first, scale)[0]
    lead: list[Mark] = [Line("lead", said, edge)] if edge - said > LEAST_LEAD else []
    return [*lead, *ticks]


def open_marks(chain: Sequence[Promise], scale: Scale, *, until: date) -> list[Mark]:
    """Promises without any date: ticks, and a hairline to the day until which one has waited."""
    days = _days_said(chain)
    if not days:
        return []
    return [Line("lead", scale.start(min(days)), scale.end(until)), *(_tick(day, scale) for day in days)]


def _days_said(chain: Sequence[Promise]) -> list[date]:
    return [day for promise in chain if (day := promise.public_on) is not None]


def _tick(day: date, scale: Scale) -> Line:
    x = scale.start(day)
    return Line("said", x, x, -4, 4)


def _outline(left: float, right: float) -> Box:
    return Box("replaced", left + 0.5, -4.5, round(max(2.0, right - left - 1), 1), 9)


def _current(promise: Promise, scale: Scale) -> list[Mark]:
    left, right = span_of(promise, scale)
    width = round(right - left, 1)
    if promise.precision in VAGUE and width > 16:
        core = (round(left + width * FADE, 1), round(right - width * FADE, 1))
        bar = Box("window", left, -5, width, 10, fades=True)
        return [bar, Line("tail", left, right, 5, 5), Line("core", *core, 5, 5)]
    ends = [Line("edge", x, x, -5, 5) for x in (left + 0.75, right - 0.75)]
    return [Box("window", left, -5, width, 10), *ends]
