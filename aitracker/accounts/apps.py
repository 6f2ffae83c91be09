"""Registers accounts with Django, last of all apps: its roles name the rights of every other one."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Accounts of people."""

    name = "aitracker.accounts"
    label = "accounts"

    def ready(self) -> None:
        """The groups follow the code at each migration."""
        from aitracker.accounts.roles import write_roles

        post_migrate.connect(write_roles, sender=self)
