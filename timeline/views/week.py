"""What a week did to the record, in four figures."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from timeline.ledger import Verdict
from timeline.queries.moved import Moved
from timeline.views.moves import look_of
from timeline.wording.terms import Look

DAYS = 7
GROUPS: Mapping[str, Look] = MappingProxyType(
    {
        "slip": Look("Moved or missed", "slip", "slip"),
        "ship": Look("Shipped", "ship", "ship"),
        "promise": Look("Promised or repeated", "promise", "promise"),
        "cancel": Look("Cancelled or withdrawn", "cancel", "cancel"),
        "reorg": Look("Restructuring", "reorg", "reorg"),
    }
)
GROUP_OF = {"part": "ship", "withdrawn": "cancel"}


@dataclass(frozen=True, slots=True)
class Week:
    """The last day of a week with its changes counted; is_this where it ends on the day shown."""

    until: date
    is_this: bool
    figures: tuple[tuple[Look, int], ...]


def week_of(lines: Iterable[Moved], *, as_of: date) -> Week | None:
    """The week up to the day shown, or where it is empty the last that is not; None without any change."""
    known = [line for line in lines if line.ended != Verdict.UNVERIFIED]
    last = max((line.day for line in known), default=None)
    if last is None:
        return None
    is_this = (as_of - last).days < DAYS
    until = as_of if is_this else last
    counts = Counter(_group(line) for line in known if line.day > until - timedelta(days=DAYS))
    return Week(until, is_this, tuple((look, counts[name]) for name, look in GROUPS.items()))


def _group(line: Moved) -> str:
    mark = look_of(line).mark
    return GROUP_OF.get(mark, mark)
