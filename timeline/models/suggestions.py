"""What machines and readers propose, and the tokens that programs propose with."""

from django.db import models
from django.utils import timezone

from news.models import Company, Story
from timeline.models.choices import choices_of
from timeline.models.deliverables import Deliverable
from timeline.terms import EventKind, Precision


class Suggestion(models.Model):
    """A proposal that only a person turns into a fact."""

    class Kind(models.TextChoices):
        """Who proposes what."""

        EVENT = "event"
        REPORT = "report"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        ACCEPTED = "accepted"
        MERGED = "merged"
        REJECTED = "rejected"

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.EVENT)
    story = models.ForeignKey(Story, models.PROTECT, null=True, blank=True, related_name="suggestions")
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="suggestions")
    deliverable = models.ForeignKey(
        Deliverable, models.PROTECT, null=True, blank=True, related_name="suggestions"
    )
    event_kind = models.CharField(max_length=14, choices=choices_of(EventKind), blank=True)
    words = models.CharField(max_length=200, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=choices_of(Precision), blank=True)
    passage = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=200, blank=True)
    rules_version = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.passage[:80] or f"{self.kind} {self.pk}"


class ApiToken(models.Model):
    """A program's right to propose: only the hash of the token is kept."""

    name = models.CharField(max_length=120)
    token_hash = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
