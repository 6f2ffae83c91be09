"""The drawn primitives of a chart; `look` is the class that gives a mark its colour and stroke."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    tag: ClassVar[str] = "line"
    look: str
    x1: float
    x2: float
    y1: float = 0.0
    y2: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `fades` asks for the gradient of a vague window."""

    tag: ClassVar[str] = "box"
    look: str
    x: float
    y: float
    width: float
    height: float
    fades: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    tag: ClassVar[str] = "disc"
    look: str
    x: float
    r: float
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Path:
    """Any outline; those of one look are drawn as one."""

    tag: ClassVar[str] = "path"
    look: str
    d: str


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of writing; `anchor` is start, middle or end."""

    tag: ClassVar[str] = "text"
    look: str
    x: float
    y: float
    text: str
    anchor: str = "start"


Mark = Line | Box | Disc | Path | Text


def number(value: float) -> str:
    """A coordinate, to a tenth of a pixel."""
    return f"{round(value, 1):g}" if abs(value) < 1e5 else f"{value:.0f}"


def along(look: str, left: float, right: float, y: float = 0) -> Path:
    """A level line."""
    return Path(look, f"M{number(left)},{number(y)}H{number(right)}")


def upright(look: str, x: float, half: float) -> Path:
    """A tick across the base line."""
    return Path(look, f"M{number(x)},{number(-half)}V{number(half)}")


def block(look: str, x: float, y: float, width: float, height: float) -> Path:
    """A rectangle."""
    return Path(look, f"M{number(x)},{number(y)}h{number(width)}v{number(height)}h{number(-width)}Z")


def disc(look: str, x: float, r: float) -> Path:
    """A circle on the base line."""
    return Path(look, f"M{number(x - r)},0a{r},{r} 0 1 0 {2 * r:g},0a{r},{r} 0 1 0 {-2 * r:g},0Z")


def merged(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks with all outlines of one look as one, where the first of them stood."""
    outlines: dict[str, str] = {}
    for mark in marks:
        if isinstance(mark, Path):
            outlines[mark.look] = outlines.get(mark.look, "") + mark.d
    return tuple(
        Path(mark.look, outlines.pop(mark.look)) if isinstance(mark, Path) else mark
        for mark in marks
        if not isinstance(mark, Path) or mark.look in outlines
    )
