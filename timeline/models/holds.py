"""Who has which suggestion open, so that two people do not decide the same one."""

from django.db import models
from django.db.models import Q

from timeline.models.suggestions import Suggestion


class Hold(models.Model):
    """A suggestion that a person has open, for as long as the page was looked at last; one a person."""

    suggestion = models.OneToOneField(Suggestion, models.CASCADE, related_name="hold")
    person = models.CharField(max_length=150, unique=True)
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="hold_by_somebody", condition=~Q(person=""))]

    def __str__(self) -> str:
        return f"{self.person}, until {self.ends_at:%H:%M} UTC"
