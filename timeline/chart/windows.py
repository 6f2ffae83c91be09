"""The marks of promises: days they were said, replaced windows, the current one in its vagueness."""

from collections.abc import Sequence

from timeline.chart.figures import Figure, Window
from timeline.chart.marks import Box, Mark, Path, along, block, upright
from timeline.chart.scale import Scale

# A vague window fades out over this share of its width.
FADE = 0.28
LEAST_FADING = 16.0
LEAST_WIDTH = 3.0
LEAST_LEAD = 3.0


def edges_of(window: Window, scale: Scale) -> tuple[float, float]:
    """Left and right edge of a window in pixels, never thinner than a tick."""
    left = scale.at(window.begin)
    return left, max(left + LEAST_WIDTH, scale.at(window.end))


def said_marks(figure: Figure, scale: Scale) -> list[Mark]:
    """A tick on each day something was said, and the hairline from the first word."""
    marks: list[Mark] = []
    if figure.lead is not None:
        start, end = (scale.at(point) for point in figure.lead)
        marks += [along("lead", start, end)] if end - start > LEAST_LEAD else []
    return [*marks, *(upright("said", scale.at(day), 4) for day in figure.said)]


def window_marks(windows: Sequence[Window], scale: Scale) -> list[Mark]:
    """Windows in order: all but the last as outlines, the last as a bar."""
    if not windows:
        return []
    replaced = [_outline(*edges_of(window, scale)) for window in windows[:-1]]
    return [*replaced, *_current(windows[-1], scale)]


def _outline(left: float, right: float) -> Path:
    return block("replaced", left + 0.5, -4.5, max(2.0, right - left - 1), 9)


def _current(window: Window, scale: Scale) -> list[Mark]:
    left, right = edges_of(window, scale)
    width = right - left
    if window.vague and width > LEAST_FADING:
        core = along("core", left + width * FADE, right - width * FADE, 5)
        return [Box("window", left, -5, round(width, 1), 10, fades=True), along("tail", left, right, 5), core]
    ends = [upright("edge", x, 5) for x in (left + 0.75, right - 0.75)]
    return [block("window", left, -5, width, 10), *ends]
