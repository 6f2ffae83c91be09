"""`manage.py score_tags`: the tagger against labelled headlines."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news.scoring import LabelFault, read_rows
from news.scoring.tags import NEEDED, TagScorer, label_fault
from news.shipped import publisher_of, shipped_company_names, shipped_gazetteer


class Command(BaseCommand):
    """Scores the shipped names on files of labelled headlines; needs no database."""

    help = "Score the tagger on labelled headlines, JSON Lines; prints one JSON object."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and whether to list the faults."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--errors", action="store_true", help="list what went wrong on standard error")

    def handle(self, *args: Any, files: list[Path], errors: bool, **options: Any) -> None:
        """Print the measures, and with --errors each fault beside its headline."""
        try:
            rows = read_rows(files, needed=NEEDED, fault_of=label_fault)
            scorer = TagScorer(
                gazetteer=shipped_gazetteer(), names=shipped_company_names(), publisher_of=publisher_of
            )
            measures, items = scorer.score(rows)
        except LabelFault as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(measures))
        for item in items if errors else ():
            for fault in item.faults:
                self.stderr.write(f"{item.id}\t{fault}\t{item.title}")
