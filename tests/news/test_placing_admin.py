"""The admin of stories and items: merging and splitting are asked for, said, and kept with who did it."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from news.models import Item, Story
from tests.news.test_stories import AGAIN, LAUNCH, OTHER, cluster, item, story_of

pytestmark = pytest.mark.django_db
STORIES, ITEMS = "admin:news_story_changelist", "admin:news_item_changelist"


@pytest.fixture
def curator(client: Client) -> Client:
    """A client signed in as Ada, who may change stories."""
    ada = User.objects.create_user("ada", is_staff=True)
    wanted = ("view_item", "view_story", "change_story")
    ada.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(ada)
    return client


def choose(client: Client, page: str, action: str, rows: list[int], **fields: str) -> str:
    sent = client.post(reverse(page), {"action": action, "_selected_action": rows, **fields}, follow=True)
    assert sent.status_code == 200
    return sent.content.decode()


def test_merging_says_what_it_will_do_before_it_does_it(curator: Client) -> None:
    first, other = item(LAUNCH), item(OTHER)
    cluster()
    kept, merged = story_of(first), story_of(other)
    asked = choose(curator, STORIES, "merge", [merged.pk, kept.pk])
    before = story_of(other)
    done = choose(curator, STORIES, "merge", [merged.pk, kept.pk], confirmed="yes")
    merged.refresh_from_db()

    assert (f"told in the first of them, “{LAUNCH}”" in asked, before) == (True, merged)
    assert ("2 were placed" in done, story_of(other), merged.merged_into, merged.merged_by) == (
        True,
        kept,
        kept,
        "ada",
    )
    assert set(LogEntry.objects.values_list("object_id", "user__username")) == {
        (str(kept.pk), "ada"),
        (str(merged.pk), "ada"),
    }


def test_one_story_cannot_be_merged(curator: Client) -> None:
    item(LAUNCH)
    cluster()
    said = choose(curator, STORIES, "merge", [Story.objects.get().pk], confirmed="yes")

    assert ("Nothing was changed: choose two stories or more." in said, LogEntry.objects.count()) == (True, 0)


def test_of_several_merges_one_that_cannot_be_undoes_all(curator: Client) -> None:
    items = [item(title) for title in (LAUNCH, OTHER, "A third thing")]
    cluster()
    stories = [story_of(each) for each in items]
    Story.objects.filter(pk=stories[2].pk).update(merged_into=stories[1])
    said = choose(curator, STORIES, "merge", [story.pk for story in stories], confirmed="yes")

    assert ("was merged already" in said, [story_of(each) for each in items]) == (True, stories)


def test_items_are_split_off_after_a_question(curator: Client) -> None:
    first, again = item(LAUNCH), item(AGAIN)
    cluster()
    asked = choose(curator, ITEMS, "split_off", [again.pk])
    together = story_of(first) == story_of(again)
    choose(curator, ITEMS, "split_off", [again.pk], confirmed="yes")
    again.refresh_from_db()

    assert (f"will leave their story, “{LAUNCH}”" in asked, together) == (True, True)
    assert (story_of(first) == story_of(again), again.placed_by) == (False, "ada")
    assert again.placed_at > datetime(2026, 1, 1, tzinfo=UTC)


def test_who_may_only_look_is_not_offered_to_place(client: Client) -> None:
    item(LAUNCH)
    cluster()
    viewer = User.objects.create_user("bob", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__in=("view_item", "view_story")))
    client.force_login(viewer)
    choose(client, ITEMS, "split_off", [Item.objects.get().pk], confirmed="yes")

    assert ("split_off" in client.get(reverse(ITEMS)).content.decode(), Item.objects.get().is_placed) == (
        False,
        False,
    )
