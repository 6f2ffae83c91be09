"""Checks the catalogue's files without a database."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.ledger import Fate
from timeline.seeding import CatalogueFaults, read_catalogue
from timeline.seeding.files import Catalogue, catalogue_files
from timeline.seeding.standing import standings


class Command(BaseCommand):
    """Reads every file, checks every row and reference, and lists what rests on judgement."""

    help = (
        "Check the catalogue's files: types, windows, references, names, evidence, no arrival in the future."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A folder of other files."""
        parser.add_argument(
            "folder", nargs="?", type=Path, help="a folder with the five files; else the shipped"
        )

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        """Print the faults and fail, or print the counts."""
        files = catalogue_files(folder) if folder else None
        today = timezone.now().date()
        try:
            catalogue = read_catalogue(files, today=today.isoformat(), clashes=True)
        except CatalogueFaults as error:
            lines = "\n".join(str(fault) for fault in error.faults)
            raise CommandError(f"{lines}\n{len(error.faults)} faults.") from error
        self._list_judgements(catalogue, today=today)
        counts = ", ".join(f"{len(rows)} {table}" for table, rows in catalogue.items())
        self.stdout.write(f"{counts}: no faults")

    def _list_judgements(self, catalogue: Catalogue, *, today: date) -> None:
        """What rests on a person's reading or memory, and what nobody has looked at."""
        for slug, row in catalogue["commitment"].items():
            if row["rule"] is None:
                self.stdout.write(f"commitment {slug}: read by a person: {row['words']}")
        for table in ("commitment", "event"):
            for slug, row in catalogue[table].items():
                if not row["verified"]:
                    self.stdout.write(f"{table} {slug}: unconfirmed")
        for slug, standing in standings(catalogue, as_of=today).items():
            if standing.fate == Fate.UNVERIFIED:
                self.stdout.write(f"deliverable {slug}: {standing.label}")
