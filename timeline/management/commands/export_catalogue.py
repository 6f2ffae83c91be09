"""Writes the record into the five files of the catalogue."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline.seeding.export import export_catalogue
from timeline.seeding.files import catalogue_files


class Command(BaseCommand):
    """The whole record, curators' rows included, in the layout that load_catalogue reads."""

    help = "Write the record into the five YAML files of a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, and whether files there may go."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--overwrite", action="store_true", help="replace files that are there")

    def handle(self, *args: Any, folder: Path, overwrite: bool, **options: Any) -> None:
        """Write the files, and print how many rows went into each."""
        there = [str(path) for path in catalogue_files(folder).values() if path.exists()]
        if there and not overwrite:
            raise CommandError(f"{there[0]} exists: choose another folder, or add --overwrite.")
        try:
            counts = export_catalogue(folder)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from error
        self.stdout.write(", ".join(f"{count} {table}" for table, count in counts.items()))
