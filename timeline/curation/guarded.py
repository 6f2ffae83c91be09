"""Changes that are made only if nobody has changed the same thing since it was looked at."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from timeline.curation.kernel import RecordError, writing
from timeline.documents import Table
from timeline.models import Change
from timeline.queries.former import every_name
from timeline.queries.histories import changes_about


class Overtaken(RecordError):
    """Somebody changed the row, or what stands under it, since it was looked at; `changes` are theirs."""

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__("it has been changed since you opened it: look at both, then decide")
        self.changes = changes


@contextmanager
def unless_overtaken(table: Table, slug: str, *, since: int) -> Iterator[None]:
    """One transaction of the record's writer; raises Overtaken for changes of the row after `since`."""
    with writing():
        later = list(changes_about(every_name(table.name, slug), since=since))
        if later:
            raise Overtaken(later)
        yield


def last_change(table: Table, slug: str) -> int:
    """The number of the last Change of the row or of what stands under it; 0 without one."""
    found = changes_about(every_name(table.name, slug)).values_list("seq", flat=True)
    return found.first() or 0
