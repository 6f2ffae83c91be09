"""How far the tags follow the names: one row, which says what is left to do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Retagging(models.Model):
    """One pass over the items after the names changed, and the state of the names that it aims at.

    `names` is the footprint of the names (news.matching.reach) that the items follow once the pass is done.
    Items up to `through_id` have been looked at for `patterns`, or all tagged again where `is_whole`;
    `behind` are patterns that changed while the pass was on its way, to be looked for in those again.
    The counts are of the pass that runs or ran last; `score` is what the names scored when it ended.
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    digest = models.CharField(max_length=16, blank=True)
    names = models.JSONField(default=dict, blank=True)
    patterns = ArrayField(models.TextField(), default=list, blank=True)
    behind = ArrayField(models.TextField(), default=list, blank=True)
    is_whole = models.BooleanField(default=False)
    through_id = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    score = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "retagging"
        constraints = [models.CheckConstraint(name="retagging_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"through item {self.through_id}" if self.is_open else "nothing is left"

    @property
    def is_open(self) -> bool:
        """Whether anything is left to look at."""
        return self.is_whole or bool(self.patterns)
