"""A period that a phrase names, perhaps without its year, and which occurrence is meant on a given day."""

from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from timeline.terms import Precision
from timeline.windows.spans import Cycle, Span, Spans

# 29 February can be eight years away (1896 to 1904).
_AHEAD = 8
_AROUND = 4


class Pick(Enum):
    """Which occurrence "this" or "next" before a recurring name asks for."""

    THIS = auto()
    NEXT = auto()


class Named(NamedTuple):
    """A recurring period: `spans` gives its days by the number that `cycle` gives a day.

    Which occurrence: number `at`; or `shift` cycles after the current one; or the one `pick` asks for; or
    else the first not over. `drifts`: another day of saying gives another window, so that a statement known
    only to the month has to be read at both its ends. Without a precision it only serves for a deadline.
    """

    rule: str
    precision: Precision | None
    cycle: Cycle
    spans: Spans
    at: int | None = None
    shift: int | None = None
    pick: Pick | None = None
    weekday: int | None = None
    drifts: bool = False

    def on(self, day: date | None, *, nearest: bool = False) -> Span | None:
        """The days meant by somebody speaking on `day`. None when no such day, or when it is not said which.

        `nearest`: the words look back on a plan, so the occurrence nearest to `day` is meant; of two as near,
        the past one.
        """
        span = self._occurrence(day, nearest)
        if span is not None and self.weekday is not None and span.first.weekday() != self.weekday:
            return None
        return span

    def last_before(self, end: date) -> Span | None:
        """The last occurrence that begins by `end`: the year of "December" in "December to January 2027"."""
        number = self.cycle(end) + 1
        for candidate in range(number, number - _AHEAD - 2, -1):
            span = self.spans(candidate)
            if span is not None and span.first <= end:
                return span
        return None

    @property
    def floats(self) -> bool:
        """Whether nothing in the words says which occurrence is meant."""
        return self.at is None and self.shift is None and self.pick is None

    def _occurrence(self, day: date | None, nearest: bool) -> Span | None:
        if self.at is not None:
            return self.spans(self.at)
        if day is None:
            return None
        if self.shift is not None:
            return self.spans(self.cycle(day) + self.shift)
        if self.pick is not None:
            return self._picked(day)
        return self._nearest(day) if nearest else self._first_not_over(day)

    def _first_not_over(self, day: date) -> Span | None:
        number = self.cycle(day)
        for candidate in range(number - 1, number + _AHEAD + 1):
            span = self.spans(candidate)
            if span is not None and span.last >= day:
                return span
        return None

    def _picked(self, day: date) -> Span | None:
        """Read "next" only where it has one meaning: a June of this year still ahead may be passed over."""
        span = self._first_not_over(day)
        if span is None:
            return None
        if self.pick == Pick.THIS:
            return span if self.cycle(span.first) <= self.cycle(day) else None
        if span.first <= day:
            return self.spans(self.cycle(span.first) + 1)
        return span if self.cycle(span.first) > self.cycle(day) else None

    def _nearest(self, day: date) -> Span | None:
        number = self.cycle(day)
        spans = [self.spans(candidate) for candidate in range(number - _AROUND, number + _AROUND + 1)]
        known = [span for span in spans if span is not None]
        return min(known, key=lambda span: _distance(span, day), default=None)


def _distance(span: Span, day: date) -> int:
    return max((span.first - day).days, (day - span.last).days, 0)
