"""`manage.py retag [--alias TEXT | --company SLUG | --product SLUG | --all] [--dry-run]`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from news import retagging
from news.matching import Target, folded_key, patterns_about
from news.models import Company, Product, Retagging
from news.retagging import Sample, ScoreChange, Trial
from news.scoring import LabelFault
from news.vocabulary import current_gazetteer


class Command(BaseCommand):
    """Tags again what a change of the names touched, in steps; the next run goes on after a killed one."""

    help = (
        "Finish what a change of the names left to do, as the workers do. With an option: first ask for the "
        "items that hold a name, any name of a company and of what it is behind, any name of a product, or "
        "for all. A run that is killed loses nothing: the next one, or a worker, goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """What to look for, and a run that only tells."""
        asked = parser.add_mutually_exclusive_group()
        asked.add_argument("--alias", metavar="TEXT", help="items whose text holds this name")
        asked.add_argument("--company", metavar="SLUG", help="items that name it, its units or its products")
        asked.add_argument("--product", metavar="SLUG", help="items that name it")
        asked.add_argument("--all", action="store_true", help="every item")
        parser.add_argument("--dry-run", action="store_true", help="tell what would change and write nothing")
        parser.add_argument(
            "--score", type=Path, metavar="FILE", help="with --dry-run: score these labelled headlines too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, or ask and take step after step."""
        if options["score"] and not options["dry_run"]:
            raise CommandError("--score goes with --dry-run")
        patterns, everything = _patterns(options), options["all"]
        if options["dry_run"]:
            self._tell(retagging.try_pending(patterns=patterns, everything=everything))
            self._tell_score_of(options["score"])
            return
        if patterns or everything:
            retagging.ask(patterns=patterns, everything=everything)
        self._finish(verbosity=options["verbosity"])

    def _finish(self, *, verbosity: int) -> None:
        is_first = True
        while step := retagging.take_step(wait=True):
            is_first = False
            if verbosity > 1:
                self.stdout.write(
                    f"{step.looked_at} looked at, {step.reached} reached, {step.changed} changed"
                )
        state = Retagging.objects.defer("names").get()
        if is_first:
            self.stdout.write("nothing is left to do")
            return
        self.stdout.write(
            f"{state.looked_at} items looked at, {state.reached} reached, {state.changed} changed: "
            f"{state.added} tags added, {state.removed} removed"
        )

    def _tell(self, trial: Trial) -> None:
        self.stdout.write(
            f"{trial.looked_at} items looked at, {trial.reached} reached, {trial.changed} would change: "
            f"{trial.added} tags added, {trial.removed} removed, {trial.reworded} only reworded"
        )
        self._show("+", trial.samples_added, of=trial.added)
        self._show("-", trial.samples_removed, of=trial.removed)

        if trial.score:
            self._tell_score(trial.score)

    def _tell_score(self, score: ScoreChange) -> None:
        for name, before, after in score.measures:
            known = "not known" if before is None else f"{before:.4f}"
            self.stdout.write(f"{name}: {known} before, {after:.4f} after")
        for title, faults in score.broken:
            self.stdout.write(f"broken: {title} ({faults})")
        for title in score.mended:
            self.stdout.write(f"mended: {title}")

    def _tell_score_of(self, file: Path | None) -> None:
        if file is None:
            return
        try:
            score = retagging.score_names(current_gazetteer(), file=file)
        except LabelFault as error:
            raise CommandError(str(error)) from error
        for name, value in score.measures.items():
            self.stdout.write(f"{name.replace('_', ' ')} on {file.name}: {value:.4f}")

    def _show(self, sign: str, samples: Iterable[Sample], *, of: int) -> None:
        shown = list(samples)
        for sample in shown:
            self.stdout.write(f"{sign} {sample.name}: item {sample.item_id}, {sample.title} ({sample.rule})")
        if of > len(shown):
            self.stdout.write(f"{sign} {of - len(shown)} more")


def _patterns(options: dict[str, Any]) -> set[str]:
    """The names to look for; raises CommandError for what names nothing."""
    if options["alias"] is not None:
        pattern = folded_key(options["alias"])
        if not pattern:
            raise CommandError("--alias: a name has at least one character")
        return {pattern}
    if options["company"] is not None:
        return patterns_about(Target("company", _id(Company, options["company"])), current_gazetteer())
    if options["product"] is not None:
        return patterns_about(Target("product", _id(Product, options["product"])), current_gazetteer())
    return set()


def _id(model: type[Company] | type[Product], slug: str) -> int:
    row = model._default_manager.filter(slug=slug).first()
    if row is None:
        raise CommandError(f"{slug}: no such {model._meta.verbose_name}")
    return int(row.pk)
