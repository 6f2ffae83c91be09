"""Every Change of one thing: of a row, and of a deliverable with its promises and what became of it."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from timeline.models import Change
from timeline.terms import Action, RecordTable

Target = tuple[str, str]


def changes_about(targets: Iterable[Target], *, since: int = 0) -> QuerySet[Change]:
    """The Changes after `since` of the rows named by table and slug, the latest first; notices are none."""
    chosen = reduce(or_, (_about(table, slug) for table, slug in targets), Q(pk__in=[]))
    found = Change.objects.filter(chosen, seq__gt=since).exclude(action=Action.WINDOW_CLOSED.value)
    return found.order_by("-seq")


def _about(table: str, slug: str) -> Q:
    own = Q(target_table=table, target_key=slug)
    if table != RecordTable.DELIVERABLE:
        return own
    promises = Q(target_table=RecordTable.COMMITMENT.value)
    outcomes = Q(target_table=RecordTable.EVENT.value)
    told = {"outcomes": [{"deliverable": slug}]}
    return (
        own
        | (promises & (Q(after__deliverable=slug) | Q(before__deliverable=slug)))
        | (outcomes & (Q(after__contains=told) | Q(before__contains=told)))
    )
