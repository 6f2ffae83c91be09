"""The Celery application. A message is only a nudge: what is due stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aitracker.settings")

app = Celery("aitracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
