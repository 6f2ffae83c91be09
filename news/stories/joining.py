"""A curator's word on stories: two are one, or one is two. The clusterer never takes it back."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from news.models import Item, Story
from news.stories.lock import wait_for_lock
from news.stories.summing import sum_up


class StoryError(Exception):
    """Stories that cannot be merged or split so; the message says why."""


def merge_stories(merged: Story, into: Story, *, by: str, at: datetime) -> None:
    """Move all items of a story into another one; the merged one stays, and leads on to it."""
    with transaction.atomic():
        wait_for_lock()
        merged, into = _standing(merged), _standing(into)
        if merged == into:
            raise StoryError(f"“{into}” cannot be merged into itself")
        _put(Item.objects.filter(story__in=[merged, into]), into, by=by, at=at)
        Story.objects.filter(Q(pk=merged.pk) | Q(merged_into=merged)).update(merged_into=into)
        Story.objects.filter(pk=merged.pk).update(merged_by=by, merged_at=at)
        sum_up([into.pk])


def merge_all(merged: Iterable[Story], into: Story, *, by: str, at: datetime) -> None:
    """Merge several stories into one, all or none; raises StoryError where there is none to merge."""
    with transaction.atomic():
        stories = list(merged)
        if not stories:
            raise StoryError("choose two stories or more")
        for story in stories:
            merge_stories(story, into, by=by, at=at)


def _standing(story: Story) -> Story:
    """The story as it is now, locked; raises StoryError where it was merged."""
    now = Story.objects.select_for_update().select_related(None).get(pk=story.pk)
    if now.merged_into_id is not None:
        raise StoryError(f"“{now}” was merged already")
    return now


def split_story(item_ids: Collection[int], *, by: str, at: datetime) -> Story:
    """Put items of one story into a story of their own; the others keep theirs."""
    with transaction.atomic():
        wait_for_lock()
        items = list(Item.objects.select_for_update().filter(id__in=item_ids).order_by("id"))
        former = _one_story(items)
        story = Story.objects.create(headline=items[0].title)
        apart = Item.objects.filter(id__in=[item.pk for item in items])
        _put(apart, story, by=by, at=at)
        _put(Item.objects.filter(story=former), Story(pk=former), by=by, at=at)
        Item.objects.filter(story__in=[former, story.pk]).exclude(copy_of__story=F("story")).update(
            copy_of=None
        )
        sum_up([former, story.pk])
    story.refresh_from_db()
    return story


def _one_story(items: Collection[Item]) -> int:
    """The story that all the items tell with others; raises StoryError where there is none."""
    stories = {item.story_id for item in items}
    if len(stories) != 1 or None in stories:
        raise StoryError("the items are not of one story")
    (story,) = stories
    if not Item.objects.filter(story=story).exclude(id__in=[item.pk for item in items]).exists():
        raise StoryError("the story would be left without an item")
    return story or 0


def _put(items: QuerySet[Item], story: Story, *, by: str, at: datetime) -> None:
    """Place items for good; of those that stand there already it is kept that a curator saw them there."""
    items.update(story=story, is_placed=True, placed_by=by, placed_at=at, changed_at=Now())
