"""Scores what the rules read of labelled items, with the shipped names and without a database."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from news.matching import match_text
from news.scoring import LabelFault, read_rows
from news.shipped import shipped_gazetteer
from timeline.claims import Claim, Mention, read_claim
from timeline.scoring import score_events
from timeline.scoring.labels import NEEDED


class Command(BaseCommand):
    """Reads JSON Lines files of labelled items and prints one JSON object of measures."""

    help = "Measure kinds and promised windows against labelled items, JSON Lines."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and whether faults are listed."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--errors", action="store_true", help="list what went wrong on standard error")

    def handle(self, *args: Any, files: list[Path], errors: bool, **options: Any) -> None:
        """Print the measures; a file that cannot be read fails the command by name and line."""
        try:
            result, items = score_events(read_rows(files, needed=NEEDED), read_with_shipped_names)
        except LabelFault as fault:
            raise CommandError(str(fault)) from fault
        for item in items if errors else ():
            for fault_in_words in item.faults:
                self.stderr.write(f"{item.label.id}: {fault_in_words}: {item.label.title}")
        self.stdout.write(json.dumps(result, indent=2))


def read_with_shipped_names(title: str, text: str, on: date) -> Claim:
    """The claim of an item that is tagged with the shipped names alone."""
    mentions = [
        Mention(target=match.target, start=start, end=end)
        for match in match_text(title, text, gazetteer=shipped_gazetteer(), on=on)
        for start, end in match.spans
        if match.machine == "accepted"
    ]
    return read_claim(title, text, mentions=mentions, on=on)
