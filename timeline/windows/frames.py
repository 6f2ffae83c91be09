"""What is known around a phrase: when it was said, the window it moves, the day of the thing it goes with."""

from datetime import date
from typing import NamedTuple

from timeline.terms import Precision
from timeline.windows.named import Named
from timeline.windows.spans import Span
from timeline.windows.window import Window


class Frame(NamedTuple):
    """`said_earliest` and `said_latest` bound the day of saying, or of the disclosure where `retro`."""

    said_earliest: date | None
    said_latest: date | None
    retro: bool
    previous: Window | None
    relative: date | None

    @property
    def floor(self) -> date | None:
        """No window begins before it; None where the words are read as if said before their window."""
        return None if self.retro else self.said_earliest

    def span(self, named: Named) -> Span | None:
        """A period that drifts with the day of saying reaches from its first to its last reading."""
        span = named.on(self.said_earliest, nearest=self.retro)
        if span is None or not named.drifts or self.said_earliest == self.said_latest:
            return span
        last = named.on(self.said_latest, nearest=self.retro)
        return None if last is None else Span(span.first, max(span.last, last.last))

    def window(
        self, span: Span, *, precision: Precision, rule: str, strict_latest: date | None = None
    ) -> Window | None:
        """Never before the day of saying: an earliest in the past becomes that day, a latest is refused."""
        earliest = span.first if self.floor is None else max(span.first, self.floor)
        if earliest > span.last:
            return None
        if precision == Precision.DAY and earliest != span.last:
            precision = Precision.RANGE
        if strict_latest is not None and strict_latest < earliest:
            strict_latest = None
        return Window(earliest, span.last, precision, strict_latest, rule)

    def deadline(self, last: date, *, rule: str, strict_latest: date | None = None) -> Window | None:
        """From the day of saying; a plan disclosed after its end leaves none, so nothing is read."""
        if self.said_earliest is None or self.said_earliest > last:
            return None
        span = Span(self.said_earliest, last)
        return self.window(span, precision=Precision.DEADLINE, rule=rule, strict_latest=strict_latest)

    def ahead(self, last: date, *, rule: str, strict_latest: date | None = None) -> Window | None:
        """Counted from the day of saying, which a plan disclosed afterwards does not have."""
        if self.said_earliest is None or self.retro:
            return None
        span = Span(self.said_earliest, last)
        return self.window(span, precision=Precision.RELATIVE, rule=rule, strict_latest=strict_latest)

    def open_end(self, first: date) -> Window:
        earliest = first if self.floor is None else max(first, self.floor)
        return Window(earliest, None, Precision.FLOOR, None, "floor")

    def vague(self) -> Window:
        return Window(self.floor, None, Precision.VAGUE, None, "vague")
