"""What needs a curator's look today: of the record, of its evidence, of feeds and of names."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from django.db import connection

from timeline.queries.looks.evidence import contradicted, single_origins
from timeline.queries.looks.look import Look
from timeline.queries.looks.promises import waiting
from timeline.queries.looks.sources import failing_feeds, falling_names
from timeline.wording.looks import LookKind

__all__ = ["Look", "look_counts", "looks"]


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


def look_counts(*, now: datetime) -> Mapping[LookKind, int]:
    """How many there are of each kind of which there are any, as they were in this minute.

    Every page of the desk shows it, and all promises are judged for it. A transaction may see what is never
    committed: it counts anew.
    """
    return _counts(now) if connection.in_atomic_block else _kept(now.replace(second=0, microsecond=0))


@lru_cache(maxsize=1)
def _kept(minute: datetime) -> Mapping[LookKind, int]:
    return _counts(minute)


def _counts(now: datetime) -> Mapping[LookKind, int]:
    return MappingProxyType({kind: len(found) for kind, found in looks(now=now).items() if found})
