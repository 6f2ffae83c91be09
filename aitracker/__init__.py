"""The Django project: settings, addresses, Celery, health and the local servers."""

from aitracker.celery import app as celery_app

__all__ = ["celery_app"]
