"""The workers note closed windows by themselves."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from news.models import Item
from news.tagging import tag_items
from tests.conftest import NOW
from tests.timeline.telling import tell
from timeline.models import ApiToken, Change, Deliverable, SentRequest, Suggestion
from timeline.tasks import CLOCK, forget, note_closed_windows, screen_every_story, screen_stories


def test_the_hourly_task_notes_a_closed_window_once(promised: Deliverable) -> None:
    with time_machine.travel(NOW, tick=False):
        note_closed_windows()
        note_closed_windows()
    notices = Change.objects.filter(action="window_closed").values_list("actor", "target_key", "public")
    assert list(notices) == [(CLOCK, "phone-api-1", False)]


def test_the_task_screens_every_story_that_waits_and_may_run_twice(promised: Deliverable) -> None:
    tell("Acme delays its Phone API to August")
    tell("Acme launches its Phone API")
    screen_stories()
    screen_stories()
    assert sorted(Suggestion.objects.values_list("question", flat=True)) == ["fulfilled", "slip"]


def test_a_story_that_changed_long_ago_unseen_is_found_by_the_look_at_all(promised: Deliverable) -> None:
    item = tell("A quiet day by the river")
    screen_stories()
    Item.objects.filter(pk=item.pk).update(
        title="Acme launches its Phone API", changed_at=timezone.now() - timedelta(days=9), tagged_at=None
    )
    while tag_items():
        continue
    Item.objects.filter(pk=item.pk).update(changed_at=timezone.now() - timedelta(days=9))
    screen_stories()
    unseen = Suggestion.objects.count()
    screen_every_story()
    assert (unseen, Suggestion.objects.count()) == (0, 1)


@pytest.mark.django_db
def test_what_is_over_is_forgotten_and_nothing_else() -> None:
    now = timezone.now()
    for hours, key in ((23, "of-today"), (25, "of-yesterday")):
        token = ApiToken.objects.create(name=key, token_hash=key.encode())
        sent_at = now - timedelta(hours=hours)
        SentRequest.objects.create(token=token, key=key, body_hash=b"x", answer={}, sent_at=sent_at)
    for days in (-1, 1):
        store = SessionStore()
        store.set_expiry(now + timedelta(days=days))
        store.save()

    forget()

    assert list(SentRequest.objects.values_list("key", flat=True)) == ["of-today"]
    assert [session.expire_date > now for session in Session.objects.all()] == [True]
