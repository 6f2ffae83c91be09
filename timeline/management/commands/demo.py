"""`manage.py demo`: lets invented outlets tell invented news, one every few seconds."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from news.models import Feed
from news.subscriptions import make_due
from timeline.curation import Act
from timeline.samples.record import put_in
from timeline.samples.script import SampleItem, read_script

SECONDS_BETWEEN_LOOKS = 1.0
# The workers look every fifteen seconds for what is due, then parse, tag, group and screen.
SECONDS_TO_FOLLOW = 90


class Command(BaseCommand):
    """Adds the samples, and has their feeds read as soon as they hold something new."""

    help = "Show how the site works with invented feeds. `make demo` starts it beside `make run`."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add the samples, then follow the script to its end."""
        now = timezone.now()
        script = read_script(now.date())
        feeds = put_in(Act(actor="samples", at=now, reason="make demo"), script)
        self.stdout.write(f"{len(feeds)} invented feeds are read. Their news are marked (sample).")
        for item in _told(script.items):
            self.stdout.write(f"{item.after:>4} s  {item.feed}: {item.title}")
            self.stdout.flush()
            make_due([feed.pk for feed in feeds])
        self._follow(feeds)

    def _follow(self, feeds: Sequence[Feed]) -> None:
        """Have the feeds read until the workers had time for the last item."""
        until = time.monotonic() + SECONDS_TO_FOLLOW
        while time.monotonic() < until:
            make_due([feed.pk for feed in feeds])
            time.sleep(15)


def _told(items: Sequence[SampleItem]) -> Iterator[SampleItem]:
    """Each item when its time has come."""
    start = time.monotonic()
    for item in items:
        while time.monotonic() - start < item.after:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        yield item
