"""What is known of accounts beside Django's own table: the duty to choose a password, and failed attempts."""

from django.conf import settings
from django.db import models


class Account(models.Model):
    """What an account must do before anything else; without a row it must do nothing."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="account"
    )
    must_change_password = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.user_id}"


class Attempt(models.Model):
    """One attempt to sign in that has not succeeded: digests of the address and of the name, and when."""

    address = models.CharField(max_length=32)
    name = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address", "at"], name="attempt_of_address"),
            models.Index(fields=["name", "at"], name="attempt_of_name"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
