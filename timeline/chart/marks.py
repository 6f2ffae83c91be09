"""The drawn primitives of a chart; `look` is the class that gives a mark its colour and stroke."""

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
    """Anything bent: arcs, arrow heads, crosses, half discs; `x` is its middle where it may stand alone."""

    tag: ClassVar[str] = "path"
    look: str
    d: str
    x: float | None = None


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
