"""When each part of the pipeline last did something."""

from django.db import models


class Heartbeat(models.Model):
    """The latest sign of life of beat, or of the workers of a queue."""

    class Part(models.TextChoices):
        """Whose sign it is."""

        BEAT = "beat"
        FETCH = "fetch"
        WORK = "work"

    part = models.CharField(max_length=8, primary_key=True, choices=Part)
    beaten_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.part
