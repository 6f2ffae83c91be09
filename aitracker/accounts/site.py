"""The admin's site: nobody is let in before their duties are done."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from aitracker.accounts import views
from aitracker.accounts.admission import Duty
from aitracker.accounts.forms import SignInForm


class GuardedSite(AdminSite):
    """The admin, with the pages of duties beside the one for name and password."""

    site_header = "AI Tracker"
    site_title = "AI Tracker"
    index_title = "The record and its news"
    login_form = SignInForm

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Each duty's page, and the one that asks for the password again."""
        own: list[URLPattern | URLResolver] = [
            path("second-step/", views.second_step, name=Duty.SECOND_STEP.value),
            path("new-password/", views.new_password, name=Duty.NEW_PASSWORD.value),
            path("enrol/", views.enrol, name=Duty.ENROL.value),
            path("password-again/", self.admin_view(views.password_again), name="password_again"),
        ]
        return [*own, *super().get_urls()]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Name and password; whoever has given them goes on to the next duty, or to where they wanted to go.

        A browser that follows a link from another site brings no session: it is asked to come again.
        """
        from aitracker.accounts import views

        arriving = request.arriving  # type: ignore[attr-defined]
        if request.method == "GET" and (arriving or self.has_permission(request)):
            return views.onward(request, arriving or request.user)
        if request.method == "GET" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            given = {**self.each_context(request), "title": "Sign in"}
            return TemplateResponse(request, "accounts/from_elsewhere.html", given)
        return super().login(request, extra_context)
