"""Against peers: one row a company, one dot a resolved first promise, by days from the end of its window."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from timeline.chart.marks import Disc, Line, Mark, Text
from timeline.chart.widths import shortened
from timeline.ledger import Standing, Verdict
from timeline.ledger.records import BROKEN, KEPT
from timeline.wording.days import counted, signed_days

WIDE, NARROW = 560.0, 358.0
NAMES = 118.0
EDGE = 8.0
TOP, ROW, BOTTOM = 26.0, 25.0, 6.0
NEAR, FAR = -90, 270
MANY = 60
TICKS = (-60, 0, 60, 120, 180, 240)


@dataclass(frozen=True, slots=True)
class Dot:
    """Days from the end of the first window; `running` where it has not come and they are the least."""

    days: int
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRow:
    """One company's dots in the order of their days."""

    slug: str
    name: str
    dots: tuple[Dot, ...]

    @property
    def in_time(self) -> int:
        """How many came by the last promised day."""
        return sum(1 for dot in self.dots if dot.days <= 0)

    @property
    def median_days(self) -> float:
        """The middle of the days; there is one dot at least."""
        return median(dot.days for dot in self.dots)

    @property
    def beyond(self) -> int:
        """How many are drawn at an edge."""
        return sum(1 for dot in self.dots if not NEAR <= dot.days <= FAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """A drawn comparison and its sentence."""

    marks: tuple[Mark, ...]
    sentence: str
    width: float
    height: float


def dot_of(standing: Standing) -> Dot | None:
    """The dot of a resolved first promise; None for one that is not, or that was cancelled before it came."""
    first, verdict = standing.first_promise, standing.verdict_first
    if first is None or first.latest is None or verdict not in (*KEPT, *BROKEN):
        return None
    came = standing.arrived or standing.outcomes.partly
    if came is not None:
        day = came.earliest if verdict == Verdict.LATE else came.latest
        return Dot((day - first.latest).days)
    if verdict == Verdict.OVERDUE and standing.verified_through is not None:
        return Dot((standing.verified_through - first.latest).days, running=True)
    return None


def peer_row(slug: str, name: str, standings: Sequence[Standing]) -> PeerRow | None:
    """The row of a company; None without a single dot."""
    dots = sorted((dot for each in standings if (dot := dot_of(each))), key=lambda dot: dot.days)
    return PeerRow(slug=slug, name=name, dots=tuple(dots)) if dots else None


def draw_peers(rows: Sequence[PeerRow], *, width: float = WIDE) -> Peers:
    """The rows from top to bottom, the first one in front of the others."""
    height = TOP + ROW * len(rows) + BOTTOM
    marks = _grid(width, height)
    for number, row in enumerate(rows):
        marks += _row(row, TOP + ROW * number + ROW / 2, width, first=number == 0)
    return Peers(marks=tuple(marks), sentence=_sentence(rows), width=width, height=height)


def _x(days: float, width: float) -> float:
    left, right = NAMES + EDGE, width - EDGE
    share = (min(max(days, NEAR), FAR) - NEAR) / (FAR - NEAR)
    return round(left + share * (right - left), 1)


def _grid(width: float, height: float) -> list[Mark]:
    marks: list[Mark] = []
    for days in TICKS:
        x = _x(days, width)
        look = "peer-origin" if days == 0 else "grid"
        marks.append(Line(look, x, x, TOP - 8, height))
        # A narrow chart has room for every second label.
        if width >= WIDE or days % 120 == 0:
            words = "promised day" if days == 0 and width >= WIDE else signed_days(days)
            marks.append(Text("axis-month", x, 12, words, "middle"))
    return marks


def _row(row: PeerRow, y: float, width: float, *, first: bool) -> list[Mark]:
    look = "peer-name peer-name--first" if first else "peer-name"
    marks: list[Mark] = [
        Text(look, 0, y + 4, shortened(row.name, NAMES - 8)),
        Line("grid", NAMES, width, y, y),
    ]
    marks += _discs(row.dots, y, width, first=first)
    x = _x(row.median_days, width)
    return [*marks, Line("peer-median", x, x, y - 9, y + 9)]


def _discs(dots: Sequence[Dot], y: float, width: float, *, first: bool) -> list[Disc]:
    """Few dots that meet look darker; of many that meet within two pixels one is drawn."""
    discs = [_disc(dot, y, width, first=first) for dot in dots]
    if len(discs) <= MANY:
        return discs
    return list({(disc.look, disc.x // 2): disc for disc in discs}.values())


def _disc(dot: Dot, y: float, width: float, *, first: bool) -> Disc:
    look = f"peer {'slip' if dot.days > 0 else 'ship'}"
    look += " peer--first" if first else ""
    look += " peer--running" if dot.running else ""
    return Disc(look, _x(dot.days, width), 4.2, y)


def _sentence(rows: Sequence[PeerRow]) -> str:
    told = "; ".join(
        f"{row.name}: {counted(len(row.dots), 'date')}, {row.in_time} in time, "
        f"median {signed_days(round(row.median_days))}"
        for row in rows
    )
    return f"Days from the last promised day to the arrival. {told}."
