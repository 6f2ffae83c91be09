"""The one history of the record: append-only, and enough to build it again from nothing."""

from django.db import models
from django.utils import timezone

from timeline.models.choices import choices_of
from timeline.terms import Action


class Change(models.Model):
    """One change of one row with its parts: the row before, and after (null: not there)."""

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=14, choices=choices_of(Action))
    target_table = models.CharField(max_length=20)
    target_key = models.CharField(max_length=80)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    public = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["target_table", "target_key", "seq"], name="change_of_target"),
            models.Index(fields=["action", "seq"], name="change_of_action"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["target_table", "target_key"],
                condition=models.Q(action="window_closed"),
                name="change_window_closed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.target_table} {self.target_key}"
