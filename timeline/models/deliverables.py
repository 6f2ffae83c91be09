"""Deliverables: product x channel x scope, the thing that either arrived or did not."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from news.models import Product, RecordRow
from timeline.models.choices import choices_of, known
from timeline.terms import Audience, Channel, Stage


class Deliverable(RecordRow):
    """The thing promised: one product through one channel for one audience and region."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="deliverables")
    channel = models.CharField(max_length=10, choices=choices_of(Channel))
    name = models.CharField(max_length=160)
    stage = models.CharField(max_length=8, choices=choices_of(Stage), blank=True)
    audience = models.CharField(max_length=8, choices=choices_of(Audience), blank=True)
    regions = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    excluded_regions = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    scope_note = models.CharField(max_length=400, blank=True)
    headline = models.BooleanField(default=False)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    renamed_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="formerly")
    last_verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [known("deliverable_channel_known", "channel", Channel)]
