"""Registers the app with Django."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """The timeline app."""

    name = "timeline"
