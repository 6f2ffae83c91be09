"""`manage.py restore FILE`: an empty database filled from a backup, then brought up to this version."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from aitracker.web.dumps import DumpFailure, read_dump


class Command(BaseCommand):
    """Restores a backup of this version or an older one."""

    help = "Fill an empty database from a backup; nothing is changed when it fails."
    # The tables that the checks look at are not there yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from."""
        parser.add_argument("file", help="what backup wrote; - is standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, then migrate."""
        try:
            read_dump(None if options["file"] == "-" else Path(options["file"]))
        except DumpFailure as failure:
            raise CommandError(str(failure)) from failure
        call_command("upgrade", verbosity=0)
        self.stdout.write("Restored; what was missed since is read from the feeds again")
