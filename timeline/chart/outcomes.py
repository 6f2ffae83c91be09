"""The marks of what became of it: late and running lines, discs, half discs, crosses."""

from timeline.chart.figures import End, Figure, Tail
from timeline.chart.marks import Mark, Path, along, disc, number
from timeline.chart.scale import Scale
from timeline.chart.windows import edges_of

SHIP_RADIUS = 5.5
LAUNCH_RADIUS = 3.5


def outcome_marks(figure: Figure, scale: Scale) -> list[Mark]:
    """The lines from the end of the last window, and the marks where they lead."""
    marks: list[Mark] = []
    if figure.windows:
        edge = edges_of(figure.windows[-1], scale)[1]
        marks += [line for tail in figure.tails for line in _tail(tail, edge, scale)]
    return [*marks, *(_end(end, scale.at(end.at)) for end in figure.ends)]


def _tail(tail: Tail, edge: float, scale: Scale) -> list[Mark]:
    until = scale.at(tail.until)
    # Only a hairline to an ending may lead back into the window.
    if tail.look != "lead" and until <= edge:
        return []
    return [along(tail.look, min(edge, until), max(edge, until))]


def _end(end: End, x: float) -> Mark:
    match end.shape:
        case "launch":
            return disc("dot", x, LAUNCH_RADIUS)
        case "part":
            return _half_disc("dot", x)
        case "withdrawn":
            return _half_disc("dot withdrawn", x)
        case "restored":
            return _half_disc("dot", x, right=True)
        case "silent":
            return along("silent", x - 4, x + 5)
        case "cross":
            return Path("cross", f"M{number(x - 4.5)},-4.5l9,9m0,-9l-9,9")
    return disc("dot", x, SHIP_RADIUS)


def _half_disc(look: str, x: float, *, right: bool = False) -> Path:
    r = SHIP_RADIUS
    return Path(look, f"M{number(x)},{-r}A{r},{r} 0 0 {int(right)} {number(x)},{r}Z")
