"""The queue of the desk: what is ready, what waits, who has it open, and what was decided last."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Greatest

from timeline.models import Hold, Suggestion
from timeline.queries.suggestions import SUBJECT, on_desk, with_passages

MOST_READY = 500
MOST_WAITING = 50
IS_READY = Q(wanted_over__isnull=True) | Q(origins__gt=F("wanted_over"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """How much there is to do: `decided` since midnight (UTC), `oldest_at` when the oldest open one came."""

    waiting: int
    oldest_at: datetime | None
    decided: int


def ready() -> QuerySet[Suggestion]:
    """The open suggestions that wait for no second source, in the desk's order."""
    return on_desk().filter(IS_READY, state=Suggestion.State.OPEN)


def awaiting() -> QuerySet[Suggestion]:
    """The open ones that wait until another outlet tells of them, the longest first."""
    found = on_desk().filter(~IS_READY, state=Suggestion.State.OPEN)
    return found.order_by("wanted_at", "pk")[:MOST_WAITING]


def find_suggestion(pk: int) -> Suggestion | None:
    """One suggestion with its passages, whatever became of it."""
    return with_passages(on_desk()).filter(pk=pk).first()


def holds_now(at: datetime) -> dict[int, Hold]:
    """Who has which suggestion open, by its number."""
    return {each.suggestion_id: each for each in Hold.objects.filter(ends_at__gt=at)}


def next_of(numbers: Sequence[int], after: int | None, *, taken: Set[int]) -> int | None:
    """The number that comes after another and is not taken; behind the last one comes the first."""
    start = numbers.index(after) + 1 if after in numbers else 0
    turned = [*numbers[start:], *numbers[:start]]
    return next((each for each in turned if each not in taken and each != after), None)


def last_decided(by: str) -> Suggestion | None:
    """What the person decided, or asked a second source for, last of all; it is what undo takes back."""
    latest = Greatest("decided_at", "wanted_at")  # of which one is null, and counts for nothing
    mine = Suggestion.objects.filter(Q(decided_by=by) | Q(wanted_by=by)).annotate(acted_at=latest)
    return mine.select_related(*SUBJECT).order_by("-acted_at", "-pk").first()


def workload(now: datetime) -> Workload:
    """Counted in the database."""
    opened = Suggestion.objects.filter(state=Suggestion.State.OPEN)
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    decided = Suggestion.objects.filter(decided_at__gte=midnight).exclude(decided_by="screening")
    return Workload(
        waiting=opened.count(),
        oldest_at=opened.aggregate(oldest=Min("created_at"))["oldest"],
        decided=decided.count(),
    )
