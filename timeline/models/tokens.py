"""The tokens of programs, and what was answered to requests that may be sent again."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ApiToken(models.Model):
    """A program's right to do what its scopes name: only the hash of the token is kept.

    What it does with `curate` is done by its owner, and only as long as the owner may do it.
    """

    class Scope(models.TextChoices):
        """What a program may do besides reading what everybody reads."""

        PROPOSE = "propose", "propose changes of the record"
        CURATE = "curate", "read and decide suggestions, as its owner"

    name = models.CharField(max_length=120)
    token_hash = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField(default=list)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="api_tokens"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_curates_as_somebody",
                condition=~Q(scopes__contains=["curate"]) | Q(owner__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def allows(self, scope: str) -> bool:
        """Whether it was given the scope."""
        scopes: list[Any] = self.scopes
        return scope in scopes


class SentRequest(models.Model):
    """A request with an Idempotency-Key: the same one again, within a day, gets the same answer."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="sent")
    key = models.CharField(max_length=128)
    body_hash = models.BinaryField(max_length=32)
    answer = models.JSONField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="sent_request_once")]

    def __str__(self) -> str:
        return self.key
