"""Prepares an empty installation: the shipped record, the feed list, and the first account."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand

from aitracker.accounts.people import make_person
from aitracker.accounts.roles import Role
from news.models import Company, Feed

FIRST_ACCOUNT = "curator"


class Command(BaseCommand):
    """Fills what is empty and leaves alone what is there."""

    help = "Load the shipped record and feeds when there are none, and make the first account."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step only when its table is empty."""
        if not Company.objects.exists():
            call_command("load_catalogue", stdout=self.stdout)
        if not Feed.objects.exclude(kind=Feed.Kind.RECORD).exists():
            call_command("load_feeds", stdout=self.stdout)
        if not User.objects.exists():
            self._make_account()

    def _make_account(self) -> None:
        _, password = make_person(FIRST_ACCOUNT, role=Role.OWNER)
        self.stdout.write(
            f"Curator account: {FIRST_ACCOUNT}, password {password} "
            "(shown this once; at the first sign-in you choose your own)"
        )
