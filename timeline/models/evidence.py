"""Evidence: the sources under every commitment and event."""

from django.db import models
from django.db.models import Q

from news.models import Item, RecordPart
from timeline.models.choices import choices_of, known
from timeline.models.commitments import Commitment, both_or_neither, ordered
from timeline.models.events import Event
from timeline.terms import EvidenceRole, ReadDepth


class Evidence(RecordPart):
    """One source of one commitment or event, and what it does for it."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="evidence")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="evidence")
    url = models.CharField(max_length=2048)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=120, blank=True)
    published_earliest = models.DateField(null=True, blank=True)
    published_latest = models.DateField(null=True, blank=True)
    read = models.CharField(max_length=8, choices=choices_of(ReadDepth), default=ReadDepth.FULL.value)
    quote = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=11, choices=choices_of(EvidenceRole))
    repeats = models.CharField(max_length=120, blank=True)
    unopened = models.BooleanField(default=False)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="evidence")

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            known("evidence_role_known", "role", EvidenceRole),
            models.CheckConstraint(
                name="evidence_one_parent",
                condition=Q(commitment__isnull=False, event__isnull=True)
                | Q(commitment__isnull=True, event__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_published_ordered", condition=ordered("published_earliest", "published_latest")
            ),
            models.CheckConstraint(
                name="evidence_published_both",
                condition=both_or_neither("published_earliest", "published_latest"),
            ),
            models.UniqueConstraint(fields=["commitment", "url", "role"], name="evidence_unique_commitment"),
            models.UniqueConstraint(fields=["event", "url", "role"], name="evidence_unique_event"),
        ]

    def __str__(self) -> str:
        return self.title or self.url
