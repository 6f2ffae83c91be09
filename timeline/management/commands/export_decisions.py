"""Writes what curators decided as labels, JSON Lines, for a file of their own."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from timeline.queries.decisions import decided_suggestions, event_label, headline_labels


class Command(BaseCommand):
    """Decided suggestions as labelled events, then items with decided tags as labelled headlines."""

    help = "Write decisions as labelled items, JSON Lines. They hold texts of outlets: not to be published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which of the two, so that each can be scored alone."""
        parser.add_argument("of", nargs="?", choices=("all", "events", "headlines"), default="all")

    def handle(self, *args: Any, of: str, **options: Any) -> None:
        """One object a line on standard output; what says nothing is counted on standard error."""
        if of != "headlines":
            self._write_events()
        if of != "events":
            for row in headline_labels():
                self._write(row)

    def _write_events(self) -> None:
        silent = 0
        for suggestion in decided_suggestions():
            row = event_label(suggestion)
            if row is None:
                silent += 1
            else:
                self._write(row)
        if silent:
            self.stderr.write(f"{silent} left out: rejected without a word on what is right.")

    def _write(self, row: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(row, ensure_ascii=False))
