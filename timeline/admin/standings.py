"""How deliverables stand today, in lists of the admin and as a filter: computed, never stored."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from timeline.ledger import Standing
from timeline.ledger.answers import Fate
from timeline.models import Commitment, Deliverable, Evidence
from timeline.queries.deliverables import judge_all, public_rows
from timeline.wording.days import counted
from timeline.wording.terms import LOOKS

NOTHING = "—"


def today() -> date:
    """The day on which the admin judges."""
    return timezone.now().date()


def fate_text(standing: Standing | None) -> str:
    """The fate with its label."""
    if standing is None:
        return NOTHING
    word, label = LOOKS[standing.fate].word, standing.label
    return f"{word}: {label}" if label and label.casefold() != word.casefold() else word


def slip_text(standing: Standing | None) -> str:
    """Days late for certain, and at most."""
    least = standing.slip_min_days if standing else None
    most = standing.slip_max_days if standing else None
    if least is None:
        return NOTHING
    if most is None:
        return f"at least {counted(least, 'day')}" if least else counted(least, "day")
    return counted(least, "day") if most == least else f"{counted(least, 'day')}, at most {most}"


class StandingChangeList(ChangeList):
    """A list whose deliverables carry how they stand: four queries more for a page, whatever its length."""

    def get_results(self, request: HttpRequest) -> None:
        """The rows of the page, judged."""
        super().get_results(request)
        shown: Iterable[Any] = self.result_list
        found = Deliverable.objects.filter(pk__in=[row.pk for row in shown])
        judged = {row.deliverable.pk: row.standing for row in judge_all(found, as_of=today())}
        for row in shown:
            row.standing = judged.get(row.pk)


class FateFilter(admin.SimpleListFilter):
    """By what became of it."""

    title = "fate today"
    parameter_name = "fate"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every fate in words."""
        return [(fate.value, LOOKS[fate].word) for fate in Fate]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Those that have it."""
        if self.value() not in set(Fate):
            return None
        rows = public_rows(Deliverable.objects.all(), as_of=today())
        fitting = [row.deliverable.pk for row in rows if row.standing.fate == self.value()]
        return queryset.filter(pk__in=fitting)


class PromiseFilter(admin.SimpleListFilter):
    """By whether anything is promised of it, and how well that is shown."""

    title = "promises"
    parameter_name = "promises"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """What a curator looks for."""
        return [("none", "nothing is promised"), ("unconfirmed", "with one that is not confirmed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Those that are so."""
        chosen = {"none": Q(commitments=None), "unconfirmed": Q(commitments__verified=False)}
        wanted = chosen.get(self.value() or "")
        return queryset.filter(wanted).distinct() if wanted else None


class EvidenceFilter(admin.SimpleListFilter):
    """By how well a promise is shown."""

    title = "evidence"
    parameter_name = "shown"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """What a curator looks for."""
        return [
            ("one", "one page alone"),
            ("unopened", "no page opened"),
            ("retracted", "retracted"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Those that are so."""
        if self.value() == "retracted":
            return queryset.exclude(retracted_on=None)
        if self.value() == "one":
            pages = Count("evidence", distinct=True)
            return queryset.filter(pk__in=Commitment.objects.annotate(n=pages).filter(n=1).values("pk"))
        if self.value() == "unopened":
            opened = Evidence.objects.filter(unopened=False, commitment__isnull=False)
            return queryset.exclude(pk__in=opened.values("commitment_id"))
        return None
