"""Everything that the page of one story tells: its items, what they changed, what they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Prefetch, When
from django.db.models.functions import JSONObject

from news.models import Item, Revision, Story
from timeline.models import Suggestion
from timeline.queries.items import known_by, was_known
from timeline.queries.kinds import proposals, public_evidence
from timeline.queries.stories import MOST_ITEMS, TOLD, oldest_first, with_all_tags

__all__ = ["MOST_ITEMS", "Account", "account_of", "story_on", "successor_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A story on a day: its first items in their order, at most MOST_ITEMS of `number`.

    Each item holds every tag in `all_tags`, those refused among them, and in `former` what it said under
    titles it had before, oldest first. `told` is the evidence that the items are; `is_under_review` whether a
    change that the story proposes is not decided yet.
    """

    story: Story
    items: tuple[Item, ...]
    number: int
    told: tuple[Mapping[str, Any], ...]
    is_under_review: bool


def account_of(story_id: int, *, as_of: date) -> Account:
    """A story that goes on as itself, in five queries; raises Story.DoesNotExist, also before its day."""
    proposed = proposals(as_of).filter(story=OuterRef("pk"), state=Suggestion.State.OPEN)
    story = Story.objects.annotate(is_under_review=Exists(proposed)).get(pk=story_id, merged_into=None)
    known = oldest_first(known_by(as_of).filter(story=story))
    former = Revision.objects.filter(replaced_at__date__lte=as_of).order_by("item", "revision")
    known = known.prefetch_related(Prefetch("revisions", former, to_attr="former"))
    items = list(with_all_tags(known.select_related("feed", "copy_of__feed"))[:MOST_ITEMS])
    if not items:
        raise Story.DoesNotExist(f"Nothing of story {story_id} was known on {as_of}.")
    told = public_evidence(as_of).filter(item__in=known.order_by().values("pk")).order_by("item", "pk")
    return Account(
        story=story,
        items=tuple(items),
        number=len(items) if len(items) < MOST_ITEMS else known.count(),
        told=tuple(told.values_list(JSONObject(**TOLD), flat=True)),
        is_under_review=getattr(story, "is_under_review"),  # noqa: B009  an annotation
    )


def successor_of(story_id: int) -> int | None:
    """The story that a merged one goes on as, by id, at any depth; null for one that stands or never was."""
    passed = [story_id]
    while (here := _merged_into(passed[-1])) is not None and here not in passed:
        passed.append(here)
    return passed[-1] if here is None and len(passed) > 1 else None


def _merged_into(story_id: int) -> int | None:
    return Story.objects.filter(pk=story_id).values_list("merged_into", flat=True).first()


def story_on(day: date) -> Case:
    """Of evidence: the id of the story whose page tells of its item, where that was known by the day."""
    return Case(When(was_known(day, item="item__"), then=F("item__story")))
