"""`manage.py import_opml FILE`: the feeds of another reader."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from news.exchange import Fate, Report, import_opml
from news.opml import OpmlError


class Command(BaseCommand):
    """Adds the feeds of an OPML file."""

    help = "Add the feeds of an OPML file, all or none; those that are there are left as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and how strict to be with it."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what each line would do, add nothing"
        )
        parser.add_argument("--skip-faulty", action="store_true", help="add the others of a list with faults")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, add what is missing, tell of each line that is not simply added."""
        try:
            report = import_opml(
                options["file"].read_bytes(), dry_run=options["dry_run"], skip_faulty=options["skip_faulty"]
            )
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except OpmlError as error:
            raise CommandError(f"{options['file']}: nothing added: {error}") from error
        if options["dry_run"]:
            self._tell(report, "would be added")
        elif report.is_stored:
            self._tell(report, "added")
        else:
            faults = "\n".join(map(str, report.faulty))
            raise CommandError(f"{options['file']}: nothing added:\n{faults}")

    def _tell(self, report: Report, word: str) -> None:
        plain = () if word != "added" else (Fate.NEW, Fate.STANDING)
        for line in report.lines:
            if line.fate not in plain:
                self.stdout.write(str(line))
        counts = f"{report.count(Fate.NEW)} feeds {word}, {report.count(Fate.STANDING)} there already"
        rest = [f"{number} {fate}" for fate in (Fate.REPEATED, Fate.FAULTY) if (number := report.count(fate))]
        self.stdout.write(", ".join([counts, *rest]))
