"""`manage.py fetch_feeds [--force] [URL...]`: read feeds in this process, one line each."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models.functions import Now

from news.health import attempt_told
from news.management.progress import Progress
from news.models import Feed, Fetch
from news.pipeline import read_due, read_now
from news.subscriptions import find_feed


class Command(BaseCommand):
    """Reads feeds at once: fetched, parsed and tagged here, without the workers."""

    help = (
        "Read the named feeds, else the due ones. A feed that fails is a line like any other; the command "
        "fails only when it cannot run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which feeds, and whether whatever stands in the way."""
        parser.add_argument("urls", nargs="*", metavar="URL")
        parser.add_argument(
            "--force",
            action="store_true",
            help="ignore schedule, host spacing, blocks, running attempts; without URL: every enabled feed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, and tell as it goes."""
        named = [self._feed(url) for url in dict.fromkeys(options["urls"])]
        told = self._read(named, force=options["force"])
        for feed in named:
            if feed.pk not in told:
                self.stdout.write(f"{feed.url}: {_why_not(feed)}")
        if not told and not named:
            self.stdout.write("nothing is due")

    def _read(self, named: Sequence[Feed], *, force: bool) -> set[int]:
        """The ids of the feeds that were read."""
        ids = [feed.pk for feed in named] or self._every(force=force)
        progress = Progress(self.stderr, total=len(ids))
        attempts = (
            read_now(ids, tell=progress.add) if force else read_due(ids if named else None, tell=progress.add)
        )
        told = set()
        for attempt in attempts:
            progress.clear()
            self.stdout.write(_line(attempt))
            progress.draw()
            told.add(attempt.feed_id)
        progress.clear()
        return told

    def _every(self, *, force: bool) -> list[int]:
        feeds = Feed.objects.filter(enabled=True)
        return list((feeds if force else feeds.filter(next_check_at__lte=Now())).values_list("id", flat=True))

    def _feed(self, url: str) -> Feed:
        feed = find_feed(url.strip())
        if feed is None or feed.kind == Feed.Kind.RECORD:
            raise CommandError(f"{url}: no such feed; manage.py add_feed adds it")
        return feed


def _line(attempt: Fetch) -> str:
    return f"{attempt.feed.url}: {attempt_told(attempt)}"


def _why_not(feed: Feed) -> str:
    """Why a named feed was not asked."""
    if not feed.enabled:
        return "switched off"
    return f"not due before {feed.next_check_at:%Y-%m-%d %H:%M} UTC, or its host rests; --force asks at once"
