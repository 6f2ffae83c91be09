"""What needs a curator's look today: of the record, of its evidence, of feeds and of names."""

from datetime import datetime

from timeline.queries.looks.evidence import contradicted, single_origins
from timeline.queries.looks.look import Look
from timeline.queries.looks.promises import waiting
from timeline.queries.looks.sources import failing_feeds, falling_names
from timeline.wording.looks import LookKind

__all__ = ["Look", "looks"]


def looks(*, now: datetime) -> dict[LookKind, list[Look]]:
    """Everything, by kind in the order of the kinds, what waits the shortest first; none twice."""
    today = now.date()
    found = [
        *waiting(today),
        *contradicted(),
        *single_origins(today),
        *failing_feeds(now),
        *falling_names(now),
    ]
    by_kind: dict[LookKind, list[Look]] = {kind: [] for kind in LookKind}
    for look in sorted(found, key=lambda each: (-each.since.toordinal(), each.key)):
        by_kind[look.kind].append(look)
    return by_kind
