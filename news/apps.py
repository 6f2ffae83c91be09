"""Registers the app with Django."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """The news app."""

    name = "news"
