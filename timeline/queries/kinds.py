"""What kinds of events news tell of: by the record that they are evidence of, and by what they propose."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from news.models import Item
from timeline.models import Evidence, Suggestion
from timeline.queries.deliverables import Row
from timeline.queries.items import end_of
from timeline.terms import EventKind
from timeline.wording.moved import MOVES

LATER = "slip"
STANDING_PROPOSALS = (Suggestion.State.OPEN, Suggestion.State.ACCEPTED)
# Whether what a source stands under had been said or had happened by a day, as `public_evidence` has it.
IS_PUBLIC = "coalesce(event.latest, commitment.said_latest, commitment.first_reported_on) <= %(as_of)s"
TOLD_KIND = Coalesce(KeyTextTransform("kind", "decision"), "event_kind", output_field=CharField())


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """Kinds as known on a day. `delays` are the slugs of promises that moved a date to later or took it away.

    The source of such a promise tells of a delay, that of any other of an announcement.
    """

    as_of: date
    delays: frozenset[str]

    def told_by_items(self, kinds: Collection[str]) -> Q:
        """That an item tells of any of the kinds, or that its story proposes one."""
        return Q(pk__in=self._evident(kinds)) | Q(story__in=self._proposed(kinds))

    def items_told(self, kinds: Collection[str]) -> QuerySet[Any, Any]:
        """The ids of the same items, some of them twice, found from what they tell."""
        proposing = Item.objects.filter(story__in=self._proposed(kinds)).values("pk")
        return self._evident(kinds).union(proposing, all=True)

    def _evident(self, kinds: Collection[str]) -> QuerySet[Any, Any]:
        return public_evidence(self.as_of).filter(self._told(kinds)).exclude(item=None).values("item")

    def _proposed(self, kinds: Collection[str]) -> QuerySet[Any, Any]:
        return proposals(self.as_of).filter(told_kind__in=kinds).exclude(story=None).values("story")

    def _told(self, kinds: Collection[str]) -> Q:
        moved = Q(commitment__slug__in=sorted(self.delays))
        told = Q(event__kind__in=kinds)
        if EventKind.DELAY in kinds:
            told |= moved
        if EventKind.ANNOUNCEMENT in kinds:
            told |= Q(commitment__isnull=False) & ~moved
        return told


def public_evidence(as_of: date) -> QuerySet[Evidence]:
    """The sources of what had been said or had happened by a day."""
    happened = Q(event__latest__lte=as_of)
    said = Q(commitment__said_latest__lte=as_of)
    reported = Q(commitment__said_latest=None, commitment__first_reported_on__lte=as_of)
    return Evidence.objects.filter(happened | said | reported)


def proposals(as_of: date) -> QuerySet[Any]:
    """What stories proposed by a day that nobody has refused, with `told_kind`: as accepted, else as read."""
    standing = Suggestion.objects.filter(state__in=STANDING_PROPOSALS, created_at__lt=end_of(as_of))
    return standing.annotate(told_kind=TOLD_KIND)


def kinds_told(rows: Iterable[Row], *, as_of: date) -> Kinds:
    """The kinds of events as known on a day; a delay is what the ledger shows as one."""
    moves = (move for row in rows for move in row.standing.moves)
    return Kinds(
        as_of=as_of, delays=frozenset(each.after for each in moves if MOVES[each.kind].tone == LATER)
    )
