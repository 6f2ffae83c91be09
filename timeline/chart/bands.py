"""Restructurings as bands over the whole lane, each with its label where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.chart.scale import Scale
from timeline.chart.widths import DELTA_SIZE, shortened, text_width
from timeline.wording.days import span_text

LEAST_WIDTH = 3.0
LEAST_LABEL = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A restructuring as the chart takes it."""

    slug: str
    title: str
    company: str
    href: str
    earliest: date
    latest: date
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From x over width pixels; the label is empty where there is no room, and may stand left of the band."""

    slug: str
    href: str
    sentence: str
    x: float
    width: float
    label: str
    label_x: float
    anchor: str = "start"


def build_bands(happened: Sequence[Happened], scale: Scale) -> list[Band]:
    """The bands that fall into the plot, from left to right; each label ends where the next band begins."""
    in_order = sorted(happened, key=lambda each: (each.earliest, each.slug))
    shown = [each for each in in_order if each.latest >= scale.first and each.earliest <= scale.last]
    starts = [max(scale.left, scale.start(each.earliest)) for each in shown]
    edges = [*starts[1:], scale.right][: len(shown)]
    return [_band(each, x, edge, scale) for each, x, edge in zip(shown, starts, edges, strict=True)]


def _band(each: Happened, x: float, edge: float, scale: Scale) -> Band:
    width = max(LEAST_WIDTH, min(scale.right, scale.end(each.latest)) - x)
    room = edge - x - 10
    full = text_width(each.title, size=DELTA_SIZE)
    at_the_end = room < full and scale.right - x < 160
    label = each.title if at_the_end else _cut(each.title, room)
    doubt = " Unconfirmed." if each.unconfirmed else ""
    return Band(
        slug=each.slug,
        href=each.href,
        sentence=f"{each.company}, {span_text(each.earliest, each.latest)}: {each.title}.{doubt}",
        x=x,
        width=round(width, 1),
        label=label,
        label_x=round(x - 5 if at_the_end else x + 5, 1),
        anchor="end" if at_the_end else "start",
    )


def _cut(title: str, room: float) -> str:
    return shortened(title, room, size=DELTA_SIZE) if room >= LEAST_LABEL else ""
