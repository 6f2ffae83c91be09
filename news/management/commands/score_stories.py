"""`manage.py score_stories FILE... [--errors]`: how well reports of one story are found to be so."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from news.scoring import LabelFault, read_rows
from news.scoring.stories import NEEDED, answered_stories, error_lines, labelled_reports, story_scores
from news.shipped import shipped_gazetteer


class Command(BaseCommand):
    """Clusters labelled reports as the workers do, with the shipped names, without a database."""

    help = (
        "Cluster labelled reports (JSON Lines) in the order they were published and print one JSON object: "
        "precision, recall and F1 over pairs at most four days apart, with their 95 % intervals."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which files, and whether to tell what went wrong."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--errors", action="store_true", help="each wrong pair, on standard error")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, cluster, measure and print."""
        try:
            labelled = labelled_reports(read_rows(options["files"], needed=NEEDED), shipped_gazetteer())
        except LabelFault as fault:
            raise CommandError(str(fault)) from fault
        if options["errors"]:
            self.stderr.write("\n".join(error_lines(labelled, answered_stories(labelled))))
        self.stdout.write(json.dumps(story_scores(labelled), indent=2))
