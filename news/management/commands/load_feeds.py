"""`manage.py load_feeds`: the shipped list of feeds."""

from typing import Any

from django.core.management.base import BaseCommand

from news.subscriptions import load_feeds


class Command(BaseCommand):
    """Adds the shipped feeds that are missing."""

    help = "Add the shipped feeds that are missing; what a person changed or switched off stays so."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the list and tell how many were added."""
        added, standing = load_feeds()
        self.stdout.write(f"{added} feeds added, {standing} there already")
