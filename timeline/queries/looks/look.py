"""The shape of one thing that needs a look."""

from dataclasses import dataclass
from datetime import date

from timeline.wording.looks import LookKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What it is, why and since when; `table` and `target` say where it is seen to.

    `target` is a slug, of a feed or name the id of its row.
    """

    kind: LookKind
    table: str
    target: str
    name: str
    why: str
    since: date

    @property
    def key(self) -> str:
        """What stays the same for as long as it needs the look."""
        return f"{self.kind}:{self.table}:{self.target}:{self.since.isoformat()}"
