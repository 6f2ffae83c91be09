"""Registers the web layer with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web layer, without tables."""

    name = "aitracker.web"
    label = "web"
