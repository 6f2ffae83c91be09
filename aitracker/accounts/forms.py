"""The forms of signing in: password, code of the second step, a password of one's own, the password again."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import PasswordChangeForm
from django.utils import timezone

from aitracker.accounts.limits import forget, reserve
from aitracker.web.rates import network_of


def require_turn(address: str, name: str) -> None:
    """Raise ValidationError where the next attempt must wait; count it otherwise."""
    wait = reserve(address, name, at=timezone.now())
    if wait:
        raise forms.ValidationError(f"Too many attempts. Try again in {waiting(wait)}.", code="wait")


def waiting(seconds: int) -> str:
    """A wait in words, rounded up."""
    return f"{seconds} s" if seconds < 120 else f"{-(-seconds // 60)} minutes"


class SignInForm(AdminAuthenticationForm):
    """Name and password; whoever fails often waits."""

    def clean(self) -> dict[str, Any]:
        """The attempt is counted before the password is looked at."""
        name = self.cleaned_data.get("username", "")
        if not name or not self.cleaned_data.get("password"):
            return super().clean()
        address = network_of(self.request.META) if self.request else ""
        require_turn(address, name)
        cleaned = super().clean()
        forget(address, name)
        return cleaned


class CodeForm(forms.Form):
    """A code of the second step, or one of the codes kept for the day when the device is lost."""

    code = forms.CharField(
        label="Code",
        max_length=16,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}),
    )

    def clean_code(self) -> str:
        """As people copy it, with blanks."""
        return "".join(str(self.cleaned_data["code"]).split()).lower()


class OwnPasswordForm(PasswordChangeForm):
    """A password of one's own in the place of one that was given."""

    def clean(self) -> dict[str, Any]:
        """The given one is no password of one's own."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("new_password1") and cleaned.get("new_password1") == cleaned.get("old_password"):
            self.add_error("new_password1", "Choose another one than you were given.")
        return cleaned


class PasswordAgainForm(forms.Form):
    """The password once more, before accounts are changed."""

    password = forms.CharField(
        label="Your password", widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.address = user, address

    def clean_password(self) -> str:
        """Counted as an attempt to sign in."""
        name, password = self.user.get_username(), str(self.cleaned_data["password"])
        require_turn(self.address, name)
        if not self.user.check_password(password):
            raise forms.ValidationError("That is not your password.")
        forget(self.address, name)
        return password
