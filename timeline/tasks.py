"""The record's own jobs for the workers."""

import time
from datetime import datetime, timedelta

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from timeline import curation
from timeline.curation import Act
from timeline.curation import note_closed_windows as note_windows_closed_by
from timeline.curation.received import forget_sent

CLOCK = "daily clock"
BUDGET_S = 100.0
RECENTLY = timedelta(days=2)


@shared_task(name="timeline.tasks.note_closed_windows", ignore_result=True)
def note_closed_windows() -> None:
    """Note every promised window that has ended; a second run on the same day notes none."""
    note_windows_closed_by(Act(actor=CLOCK, at=timezone.now()))


@shared_task(name="timeline.tasks.screen_stories", ignore_result=True)
def screen_stories() -> None:
    """Screen the stories that wait, while the time lasts; the next beat goes on."""
    _screen(since=timezone.now() - RECENTLY)


@shared_task(name="timeline.tasks.screen_every_story", ignore_result=True)
def screen_every_story() -> None:
    """Look at every story again, for what moved between stories or waited while no worker ran."""
    _screen(since=None)


@shared_task(name="timeline.tasks.forget", ignore_result=True)
def forget() -> None:
    """Drop logins that are over and answers that no program asks for again."""
    SessionStore.clear_expired()
    forget_sent(at=timezone.now())


def _screen(*, since: datetime | None) -> None:
    ends_at = time.monotonic() + BUDGET_S
    while time.monotonic() < ends_at and curation.screen_stories(at=timezone.now(), since=since):
        continue
