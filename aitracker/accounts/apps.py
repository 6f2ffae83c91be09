"""Registers accounts with Django, last of all apps: its roles name the rights of every other one."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Accounts of people."""

    name = "aitracker.accounts"
    label = "accounts"

    def ready(self) -> None:
        """The groups follow the code at each migration, and sessions age from the sign-in on."""
        from aitracker.accounts.admission import note_sign_in
        from aitracker.accounts.roles import write_roles

        user_logged_in.connect(note_sign_in)
        post_migrate.connect(write_roles, sender=self)
