"""Checks the catalogue's files without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.seeding import CatalogueFaults, read_catalogue
from timeline.seeding.files import catalogue_files


class Command(BaseCommand):
    """Reads every file, checks every row and reference, and lists what a person had to read."""

    help = "Check the catalogue's files: types, windows, references, evidence, no arrival in the future."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A folder of other files."""
        parser.add_argument(
            "folder", nargs="?", type=Path, help="a folder with the five files; else the shipped"
        )

    def handle(self, *args: Any, folder: Path | None, **options: Any) -> None:
        """Print the faults and fail, or print the counts."""
        files = catalogue_files(folder) if folder else None
        try:
            catalogue = read_catalogue(files, today=timezone.now().date().isoformat())
        except CatalogueFaults as error:
            lines = "\n".join(str(fault) for fault in error.faults)
            raise CommandError(f"{lines}\n{len(error.faults)} faults.") from error
        by_hand = [slug for slug, row in catalogue["commitment"].items() if row["rule"] is None]
        for slug in by_hand:
            self.stdout.write(
                f"commitment {slug}: read by a person: {catalogue['commitment'][slug]['words']}"
            )
        counts = ", ".join(f"{len(rows)} {table}" for table, rows in catalogue.items())
        self.stdout.write(f"{counts}: no faults; {len(by_hand)} windows read by a person")
