"""The last thirty readings of a feed as one small drawing: a shape for each kind of end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SHOWN = 30
STEP, HEIGHT, BASE = 4, 18, 13
LOWEST, HIGHEST = 4, 12


class Attempt(NamedTuple):
    """One reading: how it ended (null while it runs), and how many new items it brought."""

    outcome: str | None
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparkline:
    """The drawing as SVG paths, one a shape, and the same in words."""

    words: str
    new: str
    same: str
    failed: str
    lost: str

    @property
    def width(self) -> int:
        """In the units of the paths, as is the height."""
        return SHOWN * STEP

    @property
    def height(self) -> int:
        """Of every drawing, so that lines of a table are alike."""
        return HEIGHT


def sparkline(attempts: Sequence[Attempt]) -> Sparkline:
    """Draw the last thirty of the attempts, which come oldest first.

    Bars stand for new items, low marks for nothing new, crosses under the line for failures, open squares for
    attempts that broke off or still run.
    """
    shown = attempts[-SHOWN:]
    first = (SHOWN - len(shown)) * STEP
    places = [(first + place * STEP, each) for place, each in enumerate(shown)]
    return Sparkline(
        words=_words(shown),
        new=_path(_bar(x, _height(each.new)) for x, each in places if _kind(each) == "new"),
        same=_path(_bar(x, 2) for x, each in places if _kind(each) == "same"),
        failed=_path(f"M{x} {BASE + 1}l3 3m-3 0l3 -3" for x, each in places if _kind(each) == "failed"),
        lost=_path(f"M{x}.5 {BASE - 3}.5h2v2h-2z" for x, each in places if _kind(each) == "lost"),
    )


def _kind(attempt: Attempt) -> str:
    if attempt.outcome in (None, "lost"):
        return "lost"
    if attempt.outcome == "failed":
        return "failed"
    return "new" if attempt.new else "same"


def _height(new: int) -> int:
    """Higher by a step with each doubling of the number."""
    return min(LOWEST + 2 * (new.bit_length() - 1), HIGHEST)


def _bar(x: int, height: int) -> str:
    return f"M{x} {BASE}v-{height}h3v{height}z"


def _path(pieces: Iterable[str]) -> str:
    return "".join(pieces)


def _words(attempts: Sequence[Attempt]) -> str:
    if not attempts:
        return "not read yet"
    kinds = [_kind(attempt) for attempt in attempts]
    counts = (
        (kinds.count("new"), f"with new items, {sum(attempt.new for attempt in attempts)} in all"),
        (kinds.count("same"), "with nothing new"),
        (kinds.count("failed"), "failed"),
        (kinds.count("lost"), "without an end"),
    )
    told = ", ".join(f"{number} {words}" for number, words in counts if number)
    return f"of the last {len(attempts)} readings {told}"
