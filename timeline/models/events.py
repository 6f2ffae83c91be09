"""Events: what happened, who took part, and what it did to deliverables."""

from django.db import models
from django.db.models import F, Q

from news.models import Company, Product, RecordPart, RecordRow
from timeline.models.choices import choices_of, known
from timeline.models.commitments import ordered
from timeline.models.deliverables import Deliverable
from timeline.terms import Basis, Completeness, Effect, EventKind, PartyRole, Precision, RestructuringKind


class Event(RecordRow):
    """Something that happened, on a day or within a window."""

    kind = models.CharField(max_length=14, choices=choices_of(EventKind))
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=600, blank=True)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=8, choices=choices_of(Precision))
    basis = models.CharField(max_length=8, choices=choices_of(Basis))
    significance = models.PositiveSmallIntegerField(default=2)
    restructuring_kind = models.CharField(max_length=10, choices=choices_of(RestructuringKind), blank=True)
    headcount_low = models.PositiveIntegerField(null=True, blank=True)
    headcount_high = models.PositiveIntegerField(null=True, blank=True)
    amount_low = models.BigIntegerField(null=True, blank=True)
    amount_high = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    verified = models.BooleanField(default=True)
    retracted_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["latest", "slug"], name="event_by_day")]
        constraints = [
            known("event_kind_known", "kind", EventKind),
            known("event_basis_known", "basis", Basis),
            known("event_precision_known", "precision", Precision),
            models.CheckConstraint(name="event_window_ordered", condition=Q(earliest__lte=F("latest"))),
            models.CheckConstraint(
                name="event_day_exact", condition=~Q(precision="day") | Q(earliest=F("latest"))
            ),
            models.CheckConstraint(name="event_significance", condition=Q(significance__range=(1, 3))),
            models.CheckConstraint(
                name="event_restructuring_kind",
                condition=Q(kind="restructuring") | Q(restructuring_kind=""),
            ),
            models.CheckConstraint(
                name="event_headcount_ordered", condition=ordered("headcount_low", "headcount_high")
            ),
            models.CheckConstraint(
                name="event_amount_ordered", condition=ordered("amount_low", "amount_high")
            ),
        ]


class Outcome(RecordPart):
    """What one event did to one deliverable."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="outcomes")
    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="outcomes")
    effect = models.CharField(max_length=18, choices=choices_of(Effect))
    completeness = models.CharField(
        max_length=20, choices=choices_of(Completeness), default=Completeness.FULL.value
    )
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            known("outcome_effect_known", "effect", Effect),
            known("outcome_completeness_known", "completeness", Completeness),
            models.UniqueConstraint(fields=["event", "deliverable", "effect"], name="outcome_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.deliverable_id} {self.effect}"


class EventParty(RecordPart):
    """Who took part in an event, and as what."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="parties")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="parts_in")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="parts_in")
    role = models.CharField(max_length=10, choices=choices_of(PartyRole))

    class Meta:
        verbose_name_plural = "event parties"
        constraints = [
            models.CheckConstraint(
                name="party_one_target",
                condition=Q(company__isnull=False, product__isnull=True)
                | Q(company__isnull=True, product__isnull=False),
            ),
            models.UniqueConstraint(fields=["event", "company", "role"], name="party_unique_company"),
            models.UniqueConstraint(fields=["event", "product", "role"], name="party_unique_product"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id or self.product_id} {self.role}"
