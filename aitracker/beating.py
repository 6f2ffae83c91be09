"""Beat with a sign of life in the database, so that its death is seen by those who ask how the site is."""

import logging
from typing import Any

from celery.beat import PersistentScheduler
from django.db import DatabaseError, close_old_connections

from news.models import Heartbeat
from news.pulse import leave_sign

logger = logging.getLogger(__name__)


class SigningScheduler(PersistentScheduler):
    """Sends what is due as ever, and notes that it does."""

    def apply_entry(self, entry: Any, producer: Any = None) -> None:
        """Send one nudge. A database that is away keeps no sign, and beat goes on."""
        super().apply_entry(entry, producer)
        close_old_connections()
        try:
            leave_sign(Heartbeat.Part.BEAT)
        except DatabaseError as error:
            logger.warning("Beat leaves no sign of life: the database does not answer (%s)", error)
