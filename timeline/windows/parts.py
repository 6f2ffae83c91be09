"""The tokens of one matched form, and which occurrence of a period they ask for."""

from typing import NamedTuple, TypedDict

from timeline.windows.kinds import Kind
from timeline.windows.named import Pick
from timeline.windows.vocabulary import Token


class Which(TypedDict):
    """The fields of Named that say which occurrence is meant."""

    at: int | None
    shift: int | None
    pick: Pick | None
    drifts: bool


class Parts(NamedTuple):
    """The tokens and, in the same order, their kinds as one string. `start_month`: of the year, if fiscal."""

    kinds: str
    tokens: tuple[Token, ...]
    fiscal: bool
    start_month: int

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)

    def value(self, kind: str) -> int:
        """Of the first token of that kind; 0 without one."""
        place = self.kinds.find(kind)
        return self.tokens[place].value if place >= 0 else 0

    def values(self, *kinds: str) -> list[int]:
        return [token.value for token in self.tokens if token.kind in kinds]

    def of_year(self) -> Which:
        """For a name that recurs every year: "2026", "next year", "this ...", "next ..." or nothing."""
        if year := self.value(Kind.YEAR):
            return Which(at=year, shift=None, pick=None, drifts=False)
        if self.has(Kind.YEARUNIT):
            return self.of_unit()
        pick = Pick.THIS if self.has(Kind.THIS) else Pick.NEXT if self.has(Kind.NEXT) else None
        return Which(at=None, shift=None, pick=pick, drifts=pick is not None)

    def of_unit(self) -> Which:
        """For the bare name of a unit: "this month", "next month", or "the month" for the running one."""
        shift = (
            0
            if self.has(Kind.THIS, Kind.LATER, Kind.REST)
            else 1
            if self.has(Kind.NEXT, Kind.COMING)
            else None
        )
        return Which(at=None, shift=shift, pick=None, drifts=True)
