"""The marks of moves: an arc from the end of one window to the end of the next, with its days."""

from collections.abc import Sequence
from itertools import pairwise

from timeline.chart.figures import Window
from timeline.chart.marks import Mark, Path, Text, number
from timeline.chart.scale import Scale
from timeline.chart.windows import edges_of
from timeline.wording.days import counted, signed_days

LEAST_ARC = 7.0
LEAST_LABELLED = 64.0
MOST_ARCS = 6


def arc_marks(windows: Sequence[Window], scale: Scale) -> list[Mark]:
    """Arcs between windows in order; many moves are gathered into one dashed arc."""
    pairs = list(pairwise(windows))
    if len(pairs) <= MOST_ARCS:
        return [mark for before, after in pairs for mark in _arc(before, after, scale)]
    gathered = pairs[1:-2]
    start, end = edges_of(gathered[0][0], scale)[1], edges_of(gathered[-1][1], scale)[1]
    kept = [pairs[0], *pairs[-2:]]
    marks = [mark for before, after in kept for mark in _arc(before, after, scale)]
    return [*marks, *_gathered(start, end, len(gathered))]


def _arc(before: Window, after: Window, scale: Scale) -> list[Mark]:
    start, end = edges_of(before, scale)[1], edges_of(after, scale)[1]
    if abs(end - start) <= LEAST_ARC:
        return []
    label = signed_days(after.end - before.end)
    return _later(start, end, label) if end > start else _earlier(start, end, label)


def _later(start: float, end: float, label: str) -> list[Mark]:
    middle, rise = (start + end) / 2, _rise(end - start)
    bow = Path("arc", f"M{number(start)},-6Q{number(middle)},{number(-6 - rise * 1.5)} {number(end - 1)},-7")
    head = Path("head", f"M{number(end - 6.5)},-10.5L{number(end - 0.5)},-6.6L{number(end - 7)},-4.6Z")
    text = Text("delta slip", round(middle, 1), round(-9 - rise * 0.72, 1), label, "middle")
    return [bow, head, text] if end - start >= LEAST_LABELLED else [bow, head]


def _earlier(start: float, end: float, label: str) -> list[Mark]:
    middle = (start + end) / 2
    bow = Path("arc earlier", f"M{number(start)},6Q{number(middle)},17 {number(end + 1)},7")
    head = Path("head earlier", f"M{number(end + 6.5)},10.5L{number(end + 0.5)},6.6L{number(end + 7)},4.6Z")
    text = Text("delta ship", round(middle, 1), 22, label, "middle")
    return [bow, head, text] if start - end >= LEAST_LABELLED else [bow, head]


def _gathered(start: float, end: float, moves: int) -> list[Mark]:
    middle, rise = (start + end) / 2, _rise(abs(end - start))
    bow = Path("arc many", f"M{number(start)},-6Q{number(middle)},{number(-6 - rise * 1.5)} {number(end)},-6")
    text = Text("delta slip", round(middle, 1), round(-9 - rise * 0.72, 1), counted(moves, "move"), "middle")
    return [bow, text]


def _rise(width: float) -> float:
    return min(13.0, 5 + width * 0.09)
