"""How far a command is: a bar at the foot of a terminal, and nothing where there is no terminal."""

from django.core.management.base import OutputWrapper

CELLS = 30
CLEAR = "\r\x1b[K"


class Progress:
    """A bar that fills as feeds answer; more may answer than were due when it began."""

    def __init__(self, stream: OutputWrapper, *, total: int) -> None:
        self.stream = stream
        self.total = total
        self.done = 0
        self.is_shown = stream.isatty()

    def add(self, number: int) -> None:
        """So many more have answered."""
        self.done += number
        self.draw()

    def draw(self) -> None:
        """Show the bar in the place of what stands in its line."""
        if self.is_shown:
            total = max(self.total, self.done, 1)
            filled = CELLS * self.done // total
            self._write(f"{CLEAR}[{'#' * filled}{'.' * (CELLS - filled)}] {self.done} of {total} feeds asked")

    def clear(self) -> None:
        """Leave the line empty, for a line of words."""
        if self.is_shown:
            self._write(CLEAR)

    def _write(self, text: str) -> None:
        # a stream of errors would write it in red
        self.stream.write(text, style_func=str, ending="")
        self.stream.flush()
