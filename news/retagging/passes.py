"""The pass over the items that a change of the names touches: in steps, each of which may be the last."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from news.matching import EVERYTHING, Gazetteer, Reach, footprint, reading_digest, touched_patterns
from news.models import Item, Retagging
from news.queries import database_now
from news.retagging.reading import read_block
from news.retagging.scores import score_names
from news.tagging import Rewording, retag_items
from news.vocabulary import current_gazetteer

# A step ends at whichever comes first, so that it takes a second or two and holds few rows locked.
STEP_LOOKED_AT = 20_000
STEP_REACHED = 500
# Every word of a pass is in the row or the tags: a killed step is rolled back and done again.
FIELDS = "through_id looked_at reached changed added removed patterns behind is_whole ended_at score".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one step did; `is_last` where nothing is left behind it."""

    looked_at: int
    reached: int
    changed: int
    added: int
    removed: int
    is_last: bool


def ask(*, patterns: Collection[str] = (), everything: bool = False) -> None:
    """Have the items that hold any of the patterns tagged again, or all of them, from the first on."""
    with transaction.atomic():
        state = _rows().get()
        _follow(state, current_gazetteer())
        state.patterns = sorted({*state.patterns, *state.behind, *patterns})
        state.behind = []
        state.is_whole = state.is_whole or everything
        _begin(state)
        state.save()


def tag_again(items: QuerySet[Item]) -> int:
    """Have the rules see these items anew, whatever names they hold; returns how many."""
    return items.order_by().update(tagged_at=None)


def pending_reach(*, patterns: Collection[str] = (), everything: bool = False) -> Reach | None:
    """What is left to look for by the names as they stand, with what is asked for; null is every item."""
    state = Retagging.objects.filter(pk=Retagging.ONLY).first() or Retagging(is_whole=True)
    changed = touched_patterns(state.names, current_gazetteer())
    if everything or state.is_whole or EVERYTHING in changed:
        return None
    return Reach({*patterns, *state.patterns, *state.behind, *changed})


def take_step(*, wait: bool = False) -> Step | None:
    """Tag the next items again, in one transaction; null where nothing is left.

    Null too, unless told to wait, where another worker is at it.
    """
    with transaction.atomic():
        state = _rows(skip_locked=not wait).first()
        if state is None:
            return None
        gazetteer = current_gazetteer()
        _follow(state, gazetteer)
        return _step(state, gazetteer) if state.is_open else None


def _rows(*, skip_locked: bool = False) -> QuerySet[Retagging]:
    """The one row, to be locked. What was tagged before there was one is tagged again, by whatever names."""
    Retagging.objects.get_or_create(pk=Retagging.ONLY, defaults={"is_whole": True})
    rows = Retagging.objects.filter(pk=Retagging.ONLY).defer("names")
    return rows.select_for_update(skip_locked=skip_locked).order_by("pk")


def _follow(state: Retagging, gazetteer: Gazetteer) -> None:
    """Take up what changed in the names, or in the rules that read them, since they were read last."""
    digest = reading_digest(gazetteer)
    if state.digest == digest:
        return
    names = footprint(gazetteer)
    changed = touched_patterns(state.names, gazetteer, names)
    if EVERYTHING in changed or not changed:
        state.is_whole, state.through_id = True, 0
    elif state.through_id:
        state.behind = sorted({*state.behind, *changed})
    if not state.is_whole:
        state.patterns = sorted({*state.patterns, *changed})
    state.digest, state.names = digest, names
    if not state.through_id:
        _begin(state)
    state.save()


def _begin(state: Retagging) -> None:
    state.through_id = 0
    state.started_at, state.ended_at = database_now(), None
    state.looked_at = state.reached = state.changed = state.added = state.removed = 0


def _step(state: Retagging, gazetteer: Gazetteer) -> Step:
    looked_at, reached, is_through = _look(state)
    changed = _retag(reached, gazetteer)
    step = Step(
        looked_at=looked_at,
        reached=len(reached),
        changed=len({each.item_id for each in changed}),
        added=sum(each.comes for each in changed),
        removed=sum(each.goes for each in changed),
        is_last=is_through and not state.behind,
    )
    for name in ("looked_at", "reached", "changed", "added", "removed"):
        setattr(state, name, getattr(state, name) + getattr(step, name))
    if is_through:
        _end(state, gazetteer)
    state.save(update_fields=FIELDS)
    return step


def _look(state: Retagging) -> tuple[int, list[int], bool]:
    """Read on until enough is found: how many were looked at, the ids reached, whether it was the last."""
    reach = None if state.is_whole else Reach(state.patterns)
    looked_at = 0
    reached: list[int] = []
    while looked_at < STEP_LOOKED_AT and len(reached) < STEP_REACHED:
        block = read_block(Item.objects.filter(id__gt=state.through_id).order_by("id"), reach)
        if block is None:
            return looked_at, reached, True
        state.through_id = block.last_id
        looked_at += block.looked_at
        reached += block.reached
    return looked_at, reached, False


def _retag(ids: Collection[int], gazetteer: Gazetteer) -> list[Rewording]:
    """Tag these again once nobody else is at them.

    Untagged ones are asked for too: one that is being tagged by earlier names must be waited for. Those
    that are still untagged then are left to their turn, which reads the names anew.
    """
    rows = Item.objects.filter(id__in=ids).select_related("feed").order_by("id")
    items = list(rows.select_for_update(of=("self",)))
    return retag_items([item for item in items if item.tagged_at], gazetteer)


def _end(state: Retagging, gazetteer: Gazetteer) -> None:
    """Close the pass; what changed while it was on its way is looked for from the start."""
    state.score = score_names(gazetteer).document()
    state.patterns, state.behind = state.behind, []
    state.is_whole, state.through_id = False, 0
    state.ended_at = None if state.patterns else database_now()
