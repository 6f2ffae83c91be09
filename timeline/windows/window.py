"""The window a phrase was read as: two ends, how exactly they were stated, and by which rule."""

from dataclasses import dataclass
from datetime import date

from timeline.terms import Precision


@dataclass(frozen=True, slots=True)
class Window:
    """Both ends are included. Without `latest` it is a floor or vague; `rule` is the id of a row of RULES."""

    earliest: date | None
    latest: date | None
    precision: Precision
    strict_latest: date | None
    rule: str
