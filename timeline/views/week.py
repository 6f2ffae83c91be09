"""What a week did to the record, in four figures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from types import MappingProxyType

from timeline.ledger import Promise, Verdict
from timeline.queries.deliverables import Row
from timeline.queries.moved import Moved, lines_of
from timeline.views.moves import look_of
from timeline.wording.terms import Look

WEEK = timedelta(days=7)
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


def week_of(rows: Sequence[Row], happened: Sequence[Moved], *, as_of: date) -> Week | None:
    """The week up to the day shown, or where it is empty the last that is not; None without any change."""
    begin = as_of - WEEK
    recent = [row for row in rows if row.facts.promises and _touches(row, begin)]
    known = [line for line in _known(recent, happened, as_of) if line.day > begin]
    # Only a record that was left alone for a week is read whole.
    is_this = bool(known)
    known = known or _known(rows, happened, as_of)
    if not known:
        return None
    until = as_of if is_this else max(line.day for line in known)
    counts = Counter(_group(line) for line in known if line.day > until - WEEK)
    return Week(until, is_this, tuple((look, counts[name]) for name, look in GROUPS.items()))


def _known(rows: Iterable[Row], happened: Iterable[Moved], as_of: date) -> list[Moved]:
    lines = chain(lines_of(rows, as_of=as_of), happened)
    return [line for line in lines if line.ended != Verdict.UNVERIFIED]


def _touches(row: Row, begin: date) -> bool:
    """Whether something became public, came or ran out after a day."""
    promised = any(
        (each.public_on and each.public_on > begin) or _ran_out(each, begin) for each in row.facts.promises
    )
    return promised or any(each.latest > begin for each in row.facts.happenings)


def _ran_out(promise: Promise, begin: date) -> bool:
    return promise.latest is not None and promise.latest >= begin


def _group(line: Moved) -> str:
    mark = look_of(line).mark
    return GROUP_OF.get(mark, mark)
