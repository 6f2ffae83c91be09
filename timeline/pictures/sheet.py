"""The sheet around a chart in a file: its title, what it shows, the key to its marks, whose it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.chart.layout import Chart
from timeline.chart.marks import Text
from timeline.chart.widths import LABEL_SIZE, shortened, text_width
from timeline.wording.terms import Look

MARGIN = 24.0
TITLE_SIZE, TITLE_AT = 24.0, 44.0
# The serif of the title is wider than the condensed sans that widths are known of.
SERIF = 1.15
LINE_SIZE, LINE_HEIGHT = 14.0, 19.0
ENTRY_HEIGHT, GLYPH_ROOM, BETWEEN = 20.0, 21.0, 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said around a chart; `site` stands before its links: a file is of no site."""

    title: str
    lines: Sequence[str]
    legend: Sequence[Look]
    source: Sequence[str]
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the key: its mark at x and the word right of it, on the base line y."""

    look: Look
    x: float
    y: float

    @property
    def word_x(self) -> float:
        """Where the word begins."""
        return self.x + GLYPH_ROOM

    @property
    def mark_y(self) -> float:
        """The upper edge of the mark."""
        return self.y - 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that the file draws; the chart lies at chart_x, chart_y."""

    told: Told
    chart: Chart
    texts: tuple[Text, ...]
    entries: tuple[Entry, ...]
    chart_y: float
    height: float
    chart_x: float = MARGIN

    @property
    def width(self) -> float:
        """Pixels, as all lengths here."""
        return self.chart.width + 2 * MARGIN

    @property
    def description(self) -> str:
        """All that is said in one text, nothing of it cut."""
        return " ".join([*self.told.lines, *self.told.source])


def sheet_of(chart: Chart, told: Told) -> Sheet:
    """The chart with what is said above and below it."""
    title = Text("title", MARGIN, TITLE_AT, shortened(told.title, chart.width / SERIF, size=TITLE_SIZE))
    lines = _lines("line", _wrapped(told.lines, chart.width), top=TITLE_AT)
    chart_y = _below(lines, TITLE_AT) + 14
    chart_end = chart_y + chart.height + 6
    entries = _entries(told.legend, top=chart_end, width=chart.width)
    source = _lines("source", _wrapped(told.source, chart.width), top=10 + _below(entries, chart_end))
    return Sheet(
        told=told,
        chart=chart,
        texts=(title, *lines, *source),
        entries=entries,
        chart_y=chart_y,
        height=_below(source, chart_end) + 18,
    )


def _lines(look: str, texts: Iterable[str], *, top: float) -> tuple[Text, ...]:
    return tuple(
        Text(look, MARGIN, top + 6 + LINE_HEIGHT * place, text) for place, text in enumerate(texts, start=1)
    )


def _below(lines: Sequence[Text | Entry], otherwise: float) -> float:
    return lines[-1].y if lines else otherwise


def _wrapped(texts: Iterable[str], room: float) -> list[str]:
    """Each text in as many lines as it needs."""
    lines: list[str] = []
    for text in texts:
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and text_width(longer, size=LINE_SIZE) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _entries(looks: Iterable[Look], *, top: float, width: float) -> tuple[Entry, ...]:
    """The key from left to right, in as many rows as it needs."""
    entries, x, y = [], MARGIN, top + ENTRY_HEIGHT
    for look in looks:
        room = GLYPH_ROOM + text_width(look.word, size=LABEL_SIZE)
        if x > MARGIN and x + room > MARGIN + width:
            x, y = MARGIN, y + ENTRY_HEIGHT
        entries.append(Entry(look=look, x=round(x, 1), y=y))
        x += room + BETWEEN
    return tuple(entries)
