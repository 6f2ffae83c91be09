"""`manage.py import_opml FILE`: the feeds of another reader."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from news.opml import OpmlError, read_opml
from news.subscriptions import AddressError, import_outlines


class Command(BaseCommand):
    """Adds the feeds of an OPML file."""

    help = "Add the feeds of an OPML file, all or none; those that are there are left as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, add what is missing, tell how many."""
        try:
            outlines = read_opml(options["file"].read_bytes())
            added = import_outlines(outlines)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except (OpmlError, AddressError) as error:
            raise CommandError(f"{options['file']}: nothing added: {error}") from error
        self.stdout.write(f"{added} feeds added, {len(outlines) - added} there already")
