"""The tokens of programs: made here and shown once, taken back here."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from news.admin.machine import MachineAdmin
from timeline.desk.widgets import day_input
from timeline.models import ApiToken
from timeline.tokens import make_token, revoke

TEMPLATE = "admin/timeline/apitoken/make.html"
USUAL = timedelta(days=90)
LONGEST = timedelta(days=366)


class TokenForm(forms.Form):
    """What a token is for, what it may do, and until when."""

    name = forms.CharField(max_length=120, help_text="The program; curators see it beside what it proposes.")
    scopes = forms.MultipleChoiceField(
        choices=ApiToken.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Without any it only reads, more often than a stranger may.",
    )
    last_day = forms.DateField(label="Good until the end of", widget=day_input())

    def clean_last_day(self) -> date:
        """A day from today on, within a year."""
        day: date = self.cleaned_data["last_day"]
        today = timezone.now().date()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError("A token is good for a year at most.")
        return day


@admin.register(ApiToken)
class ApiTokenAdmin(MachineAdmin):
    """Tokens by name; the token itself is not kept."""

    list_display = ("name", "scopes", "owner", "created_at", "expires_at", "revoked_at", "last_used_at")
    fields = ("name", "scopes", "owner", "created_at", "expires_at", "revoked_at", "last_used_at")
    search_fields = ("name",)
    ordering = ("-created_at", "-pk")
    actions = ("revoke_tokens",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """As for any table, unlike those that no person writes."""
        return bool(request.user.has_perm("timeline.add_apitoken"))

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Who may change tokens may end them."""
        return bool(request.user.has_perm("timeline.change_apitoken"))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Make a token; the answer, which no cache keeps, is the only place where it stands."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        until = (timezone.now() + USUAL).date()
        form = TokenForm(request.POST or None, initial={"last_day": until})
        made, secret = None, ""
        if request.method == "POST" and form.is_valid():
            made, secret = self._make(request.user, form.cleaned_data)
        title = {"title": "A new token" if made else "Make a token"}
        context = self.admin_site.each_context(request) | title
        context |= {"form": form, "made": made, "secret": secret, "opts": ApiToken._meta}
        status = 400 if form.errors else 200
        return TemplateResponse(
            request, TEMPLATE, context, status=status, headers={"Cache-Control": "no-store"}
        )

    @admin.action(description="Revoke the chosen tokens, for good", permissions=["revoke"])
    def revoke_tokens(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """They are refused from now on."""
        number = revoke(queryset, at=timezone.now())
        messages.success(request, f"Revoked: {number}.")

    def _make(self, owner: Any, given: dict[str, Any]) -> tuple[ApiToken, str]:
        expires_at = datetime.combine(given["last_day"], time(), timezone.now().tzinfo) + timedelta(days=1)
        assert isinstance(owner, AbstractBaseUser)  # noqa: S101  the admin lets nobody else in
        return make_token(
            given["name"], scopes=given["scopes"], owner=owner, expires_at=expires_at, at=timezone.now()
        )
