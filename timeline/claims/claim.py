"""The shape of what a text claims: a kind of event, who and what it is about, the windows it states."""

from dataclasses import dataclass
from enum import StrEnum

from news.matching import Target
from timeline.terms import EventKind
from timeline.windows import Window

Span = tuple[int, int]


class Role(StrEnum):
    """What a window is in its text; only a promised one can be a new promise."""

    PROMISED = "promised"
    PREVIOUS = "previous"
    ACTUAL = "actual"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the text names a company or product; [start, end) in `joined_text`."""

    target: Target
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One window that the text states, in its words; [start, end) in `joined_text`."""

    words: str
    window: Window
    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a text says happened. Without a kind it is no event: an opinion, a question, a report on others.

    `second` is the runner-up, None where that is no event; `margin` is how far the kind's score is ahead of
    it, 0 to 1; `cue` is the words the kind was read from; `sentence` is the evidence, [start, end) in
    `joined_text`; `company` acts, `product` is what it acts on, `noun` the words for that where no product is
    tagged. At most one of `stated` is promised, and that one stands first.
    """

    kind: EventKind | None
    second: EventKind | None = None
    margin: float = 0.0
    cue: str = ""
    sentence: Span = (0, 0)
    company: Target | None = None
    product: Target | None = None
    noun: str = ""
    stated: tuple[Stated, ...] = ()
