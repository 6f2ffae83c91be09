"""Loads the shipped record, or the five files of a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.curation import Act
from timeline.seeding import CatalogueFaults, LoadReport, load_catalogue
from timeline.seeding.files import catalogue_files


class Command(BaseCommand):
    """Adds and updates shipped rows; rows a curator owns are only reported."""

    help = "Load the shipped record. A second run changes nothing; a curator's rows are never touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A folder of other files, and a run that only tells."""
        parser.add_argument(
            "folder", nargs="?", type=Path, help="a folder with the five files; else the shipped"
        )
        parser.add_argument("--dry-run", action="store_true", help="print the difference and change nothing")

    def handle(self, *args: Any, folder: Path | None, dry_run: bool, **options: Any) -> None:
        """Load, and print what was done in one line and each difference in another."""
        act = Act(actor="shipped record", at=timezone.now())
        try:
            report = load_catalogue(act, catalogue_files(folder) if folder else None, dry_run=dry_run)
        except CatalogueFaults as error:
            lines = "\n".join(str(fault) for fault in error.faults[:50])
            raise CommandError(f"{lines}\n{len(error.faults)} faults: nothing was loaded.") from error
        self._print(report, dry_run=dry_run)

    def _print(self, report: LoadReport, *, dry_run: bool) -> None:
        for difference in report.differences:
            self.stdout.write(difference)
        for name in report.missing:
            self.stdout.write(f"{name}: no longer in the files, kept")
        verb = "would be " if dry_run else ""
        self.stdout.write(
            f"{len(report.created)} {verb}created, {len(report.changed)} {verb}changed, "
            f"{report.unchanged} unchanged, {len(report.kept)} kept as a curator has them"
        )
