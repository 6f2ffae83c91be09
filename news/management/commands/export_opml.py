"""`manage.py export_opml [FILE]`: the feeds for another reader."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from news.exchange import exported_opml


class Command(BaseCommand):
    """Writes the feeds as OPML."""

    help = "Write every feed to an OPML file, or to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        document = exported_opml()
        if options["file"] is None:
            self.stdout.write(document, ending="")
            return
        try:
            options["file"].write_text(document, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
