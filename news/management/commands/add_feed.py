"""`manage.py add_feed URL`: one more feed to read."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from news.models import Feed
from news.subscriptions import AddressError, FeedFacts, add_feed


class Command(BaseCommand):
    """Adds a feed by its address."""

    help = "Add a feed, to be read at the next tick. Adding one that is there changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address, and what to call it."""
        kinds = [kind for kind in Feed.Kind.values if kind != Feed.Kind.RECORD]
        parser.add_argument("url", metavar="URL")
        parser.add_argument("--name", default="", help="what to call it; otherwise its own title")
        parser.add_argument("--kind", default=Feed.Kind.PRESS.value, choices=kinds)

    def handle(self, *args: Any, **options: Any) -> None:
        """Add it and say what became of it."""
        facts = FeedFacts(url=options["url"].strip(), name=options["name"][:200], kind=options["kind"])
        try:
            feed, is_added = add_feed(facts)
        except AddressError as error:
            raise CommandError(str(error)) from error
        word = "added" if is_added else "there already"
        self.stdout.write(f"{feed.url}: {word}")
