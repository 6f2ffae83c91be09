"""`manage.py backup FILE`: the whole database as one file, while the site goes on."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aitracker.web.dumps import DumpFailure, pass_dump_on, write_dump


class Command(BaseCommand):
    """Dumps the database; logins end with a restore, everything else comes back."""

    help = "Write the database, as it is at this instant, into a file that restore reads."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", help="a file that is not there yet; - is standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Dump, and tell how much it was."""
        try:
            if options["file"] == "-":
                pass_dump_on()
                return
            size = write_dump(Path(options["file"]))
        except DumpFailure as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(f"{options['file']}: {size:,} bytes")
