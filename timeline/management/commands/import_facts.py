"""Takes a file of facts into the record."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.curation import Act, Fared, ImportReport, import_facts
from timeline.curation.importing import Line
from timeline.factfiles import KINDS, read_facts
from timeline.terms import CorrectionReason
from timeline.yamlfile import FileFault


class Command(BaseCommand):
    """All of the file or, with one row refused, nothing of it."""

    help = (
        "Take deliverables, events, commitments and evidence from a CSV or YAML file into the record, "
        "all or nothing. A second run changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, what it holds, why rows are corrected, and a run that only tells."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--kind", choices=list(KINDS), default="", help="what its rows are; else its name"
        )
        parser.add_argument(
            "--reason",
            choices=list(CorrectionReason),
            default=CorrectionReason.SOURCE_CORRECTED.value,
            help="why rows that stand are corrected",
        )
        parser.add_argument("--actor", default="", help="under which name; else that of your account here")
        parser.add_argument("--dry-run", action="store_true", help="print the report and change nothing")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Print a line for each row and one for all."""
        act = Act(actor=options["actor"] or getpass.getuser(), at=timezone.now(), reason=options["reason"])
        try:
            found = read_facts(file.read_bytes(), file=file.name, kind=options["kind"])
        except OSError as error:
            raise CommandError(f"{file}: cannot be read: {error.strerror}") from error
        except FileFault as error:
            raise CommandError(f"{error}\nNothing was stored.") from error
        report = import_facts(act, found, dry_run=options["dry_run"])
        for line in report.lines:
            self.stdout.write(_text(line))
        self._sum_up(report, dry_run=options["dry_run"])

    def _sum_up(self, report: ImportReport, *, dry_run: bool) -> None:
        counts = ", ".join(f"{report.count(fared)} {fared}" for fared in Fared)
        if report.is_refused:
            raise CommandError(f"{counts}: nothing was stored.")
        self.stdout.write(f"{counts}: {'a dry run, nothing was stored' if dry_run else 'stored'}.")


def _text(line: Line) -> str:
    told = [f"{field}: {message}" if field else message for field, message in line.faults]
    said = "; ".join([*told, *line.differences])
    return f"{line.place} {line.fared} {line.kind} {line.name}{f': {said}' if said else ''}"
