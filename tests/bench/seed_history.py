"""The changes that a seeded record leaves: what was added, and some corrections."""

from collections.abc import Sequence
from datetime import UTC, datetime

from timeline.models import Change, Deliverable

AT = datetime(2026, 10, 1, tzinfo=UTC)
EVERY = 5


def seed_history(things: Sequence[Deliverable]) -> None:
    """An addition of each deliverable, and a corrected name of every fifth."""
    Change.objects.bulk_create([_added(each) for each in things], batch_size=2000)
    Change.objects.bulk_create([_corrected(each) for each in things[::EVERY]], batch_size=2000)


def touch_everything() -> None:
    """A change that no kept answer survives: the facts of every deliverable are read anew."""
    _added(Deliverable.objects.order_by("slug")[0]).save()


def _added(thing: Deliverable) -> Change:
    return Change(
        at=AT,
        actor="seed",
        action="add",
        target_table="deliverable",
        target_key=thing.slug,
        after={"slug": thing.slug, "name": thing.name},
    )


def _corrected(thing: Deliverable) -> Change:
    return Change(
        at=AT,
        actor="seed",
        action="correct",
        reason="typo",
        target_table="deliverable",
        target_key=thing.slug,
        before={"slug": thing.slug, "name": f"{thing.name}, misspelt"},
        after={"slug": thing.slug, "name": thing.name},
    )
