"""The record's own jobs for the workers."""

from celery import shared_task
from django.utils import timezone

from timeline.curation import Act
from timeline.curation import note_closed_windows as note_windows_closed_by

CLOCK = "daily clock"


@shared_task(name="timeline.tasks.note_closed_windows", ignore_result=True)
def note_closed_windows() -> None:
    """Note every promised window that has ended; a second run on the same day notes none."""
    note_windows_closed_by(Act(actor=CLOCK, at=timezone.now()))
