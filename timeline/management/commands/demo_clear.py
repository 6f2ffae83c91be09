"""`manage.py demo_clear`: takes the invented companies, feeds and news of `demo` out again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.curation import Act
from timeline.samples.record import take_out


class Command(BaseCommand):
    """Undoes what the samples changed in the record, and deletes their news."""

    help = "Take the samples out again. The log of changes keeps that they were there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take them out; whatever had to stay is named and is a failure."""
        cleared = take_out(Act(actor="samples", at=timezone.now(), reason="make demo-clear"))
        self.stdout.write(
            f"{cleared.changes} changes undone; deleted: {cleared.suggestions} suggestions, "
            f"{cleared.stories} stories, {cleared.items} items, {cleared.feeds} feeds"
        )
        if cleared.kept:
            raise CommandError("These stay:\n" + "\n".join(cleared.kept))
