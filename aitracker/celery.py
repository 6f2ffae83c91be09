"""The Celery application. A message is only a nudge: what is due stands in the database."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, setup_logging
from django.conf import settings
from kombu.transport.redis import QoS

from aitracker.limits import WORKER

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aitracker.settings")

app = Celery("aitracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# A worker ends that gives messages back, not begun, to a broker that has just gone; the clock sends others.
QoS.restore_at_shutdown = False


@setup_logging.connect
def log_as_the_site_does(**told: Any) -> None:
    """Workers and beat write what the web processes write, instead of lines of Celery's own."""
    logging.config.dictConfig(settings.LOGGING)


@celeryd_init.connect
def bound_statements(**told: Any) -> None:
    """No statement of a worker holds the database for longer than is good for it."""
    os.environ.setdefault("PGOPTIONS", WORKER)
