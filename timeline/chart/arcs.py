"""The marks of moves: an arc from the end of one window to the end of the next, with its days."""

from collections.abc import Sequence
from itertools import pairwise

from timeline.chart.marks import Mark, Path, Text
from timeline.chart.scale import Scale
from timeline.chart.windows import span_of
from timeline.ledger.facts import Promise
from timeline.wording.days import counted, signed_days

LEAST_ARC = 7.0
LEAST_LABELLED = 64.0
MOST_ARCS = 6


def arc_marks(chain: Sequence[Promise], scale: Scale) -> list[Mark]:
    """Arcs between the dated promises of one lane in order; many moves are gathered into one dashed arc."""
    pairs = list(pairwise(chain))
    if len(pairs) <= MOST_ARCS:
        return [mark for before, after in pairs for mark in _arc(before, after, scale)]
    gathered = pairs[1:-2]
    start, end = span_of(gathered[0][0], scale)[1], span_of(gathered[-1][1], scale)[1]
    kept = [pairs[0], *pairs[-2:]]
    marks = [mark for before, after in kept for mark in _arc(before, after, scale)]
    return [*marks, *_gathered(start, end, len(gathered))]


def _arc(before: Promise, after: Promise, scale: Scale) -> list[Mark]:
    start, end = span_of(before, scale)[1], span_of(after, scale)[1]
    if before.latest is None or after.latest is None or abs(end - start) <= LEAST_ARC:
        return []
    label = signed_days((after.latest - before.latest).days)
    return _later(start, end, label) if end > start else _earlier(start, end, label)


def _later(start: float, end: float, label: str) -> list[Mark]:
    middle, rise = round((start + end) / 2, 1), _rise(end - start)
    bow = Path("arc", f"M{start},-6Q{middle},{-6 - rise * 1.5:.1f} {end - 1:.1f},-7")
    head = Path("head", f"M{end - 6.5:.1f},-10.5L{end - 0.5:.1f},-6.6L{end - 7:.1f},-4.6Z")
    text = Text("delta slip", middle, round(-9 - rise * 0.72, 1), label, "middle")
    return [bow, head, text] if end - start >= LEAST_LABELLED else [bow, head]


def _earlier(start: float, end: float, label: str) -> list[Mark]:
    middle = round((start + end) / 2, 1)
    bow = Path("arc earlier", f"M{start},6Q{middle},17 {end + 1:.1f},7")
    head = Path("head earlier", f"M{end + 6.5:.1f},10.5L{end + 0.5:.1f},6.6L{end + 7:.1f},4.6Z")
    text = Text("delta ship", middle, 22, label, "middle")
    return [bow, head, text] if start - end >= LEAST_LABELLED else [bow, head]


def _gathered(start: float, end: float, number: int) -> list[Mark]:
    middle, rise = round((start + end) / 2, 1), _rise(abs(end - start))
    bow = Path("arc many", f"M{start},-6Q{middle},{-6 - rise * 1.5:.1f} {end},-6")
    return [bow, Text("delta slip", middle, round(-9 - rise * 0.72, 1), counted(number, "move"), "middle")]


def _rise(width: float) -> float:
    return min(13.0, 5 + width * 0.09)
