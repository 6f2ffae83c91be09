"""`manage.py upgrade`: the tables brought up to this version beside a site that is being read."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

# A statement that waits for a table lets every reader behind it wait too, who gives up after two seconds:
# better to step back before that and try again.
PATIENCE = "1s"
TRIES = 15
PAUSE_S = 2.0


class Command(BaseCommand):
    """Migrates without standing in the way."""

    help = "Migrate; a step that finds a table in use for a second gives way and is tried again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Try until it is done; each migration is whole or not at all."""
        for attempt in range(1, TRIES + 1):
            try:
                self._migrate(verbosity=options["verbosity"])
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                self.stderr.write(f"A table is in use ({attempt} of {TRIES} tries): {error}".strip())
                time.sleep(PAUSE_S)
            else:
                return
        raise CommandError("a table is in use without end: nothing of the step was done, run upgrade again")

    def _migrate(self, *, verbosity: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
        try:
            call_command("migrate", interactive=False, verbosity=verbosity)
        finally:
            connection.close()
