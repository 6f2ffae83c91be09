"""The workers note closed windows by themselves."""

import time_machine

from tests.conftest import NOW
from timeline.models import Change, Deliverable
from timeline.tasks import CLOCK, note_closed_windows


def test_the_hourly_task_notes_a_closed_window_once(promised: Deliverable) -> None:
    with time_machine.travel(NOW, tick=False):
        note_closed_windows()
        note_closed_windows()
    notices = Change.objects.filter(action="window_closed").values_list("actor", "target_key", "public")
    assert list(notices) == [(CLOCK, "phone-api-1", False)]
