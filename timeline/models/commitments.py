"""Commitments: who promised which window, when, and in which words."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from news.models import RecordRow
from timeline.models.choices import choices_of, known
from timeline.models.deliverables import Deliverable
from timeline.terms import BOUNDED, Basis, Precision, Voice

# The day from which a promise was public; the last promised one, without one the last of all days.
PUBLIC_ON = Coalesce("said_latest", "first_reported_on")
DUE_ON = Coalesce("latest", Value(date.max, output_field=models.DateField()))


def ordered(first: str, last: str) -> Q:
    """The first day is not after the last, where both are known."""
    return Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{first}__lte": F(last)})


def both_or_neither(first: str, last: str) -> Q:
    """Both days are known, or neither is."""
    return Q(**{f"{first}__isnull": True, f"{last}__isnull": True}) | Q(
        **{f"{first}__isnull": False, f"{last}__isnull": False}
    )


class Commitment(RecordRow):
    """One dated or vague promise about one deliverable; never changed but by a correction."""

    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="commitments")
    basis = models.CharField(max_length=8, choices=choices_of(Basis))
    voice = models.CharField(max_length=14, choices=choices_of(Voice))
    speaker = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=200)
    said_earliest = models.DateField(null=True, blank=True)
    said_latest = models.DateField(null=True, blank=True)
    first_reported_on = models.DateField(null=True, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=choices_of(Precision))
    rule = models.CharField(max_length=40, null=True, blank=True)
    ruleset = models.PositiveSmallIntegerField(default=1)
    strict_latest = models.DateField(null=True, blank=True)
    condition = models.CharField(max_length=200, blank=True)
    relative_to = models.ForeignKey(
        Deliverable, models.PROTECT, null=True, blank=True, related_name="relative_commitments"
    )
    retro_disclosed = models.BooleanField(default=False)
    verified = models.BooleanField(default=True)
    note = models.CharField(max_length=400, blank=True)
    retracted_on = models.DateField(null=True, blank=True)
    span = models.GeneratedField(
        expression=Func(
            F("earliest"), F("latest"), Value("[]"), function="daterange", output_field=DateRangeField()
        ),
        output_field=DateRangeField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            GistIndex(fields=["span"], name="commitment_span"),
            models.Index(PUBLIC_ON, name="commitment_public"),
            models.Index(DUE_ON, name="commitment_due"),
        ]
        constraints = [
            known("commitment_basis_known", "basis", Basis),
            known("commitment_precision_known", "precision", Precision),
            models.CheckConstraint(name="commitment_window_ordered", condition=ordered("earliest", "latest")),
            models.CheckConstraint(
                name="commitment_said_ordered", condition=ordered("said_earliest", "said_latest")
            ),
            models.CheckConstraint(
                name="commitment_said_both", condition=both_or_neither("said_earliest", "said_latest")
            ),
            models.CheckConstraint(
                name="commitment_said_before_report", condition=ordered("said_latest", "first_reported_on")
            ),
            models.CheckConstraint(
                name="commitment_known_since",
                condition=Q(said_latest__isnull=False) | Q(first_reported_on__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_vague_open", condition=~Q(precision="vague") | Q(latest__isnull=True)
            ),
            models.CheckConstraint(
                name="commitment_floor_open",
                condition=~Q(precision="floor") | Q(earliest__isnull=False, latest__isnull=True),
            ),
            models.CheckConstraint(
                name="commitment_day_exact", condition=~Q(precision="day") | Q(earliest=F("latest"))
            ),
            models.CheckConstraint(
                name="commitment_bounded_closed",
                condition=~Q(precision__in=sorted(term.value for term in BOUNDED))
                | Q(earliest__isnull=False, latest__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_official_said",
                condition=~Q(basis="official") | Q(said_latest__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deliverable_id}: {self.words}"
