"""`manage.py add_feed URL`: one more feed to read, by its own address or that of a page that offers it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from news.discovery import says_feed
from news.models import Feed
from news.subscriptions import AddressError, FeedFacts, add_feed, add_site


class Command(BaseCommand):
    """Adds a feed by its address, or by the address of a site."""

    help = (
        "Add a feed, to be read at the next tick. Adding one that is there changes nothing. An address that "
        "does not end as those of feeds do is asked first: of a web page, the first feed it offers is added."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The address, and what to call it."""
        kinds = [kind for kind in Feed.Kind.values if kind != Feed.Kind.RECORD]
        parser.add_argument("url", metavar="URL")
        parser.add_argument("--name", default="", help="what to call it; otherwise its own title")
        parser.add_argument("--kind", default=Feed.Kind.PRESS.value, choices=kinds)
        parser.add_argument("--as-is", action="store_true", help="add this very address without asking it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add it and say what became of it."""
        facts = FeedFacts(url=options["url"].strip(), name=options["name"][:200], kind=options["kind"])
        try:
            if options["as_is"] or says_feed(facts.url):
                self._tell(*add_feed(facts))
            else:
                self._add_seen(facts)
        except AddressError as error:
            raise CommandError(str(error)) from error

    def _add_seen(self, facts: FeedFacts) -> None:
        feed, is_added, found = add_site(facts, now=timezone.now())
        self._tell(feed, is_added)
        for other in found.feeds[1:]:
            self.stdout.write(f"{other.url}: a feed of the same page, not added")
        if not found.feeds:
            self.stderr.write(f"{feed.url}: could not be read just now: {found.look.error_text}")

    def _tell(self, feed: Feed, is_added: bool) -> None:
        self.stdout.write(f"{feed.url}: {'added' if is_added else 'there already'}")
