"""Feeds, which a person adds and switches off, and what the fetcher notes of them and their hosts."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from news.admin.machine import MachineAdmin
from news.health import attempt_told
from news.models import Feed, Fetch, Host
from news.subscriptions import AddressError, checked_address, find_feed, make_due, save_feed
from news.wording import state_words


class FeedForm(forms.ModelForm[Feed]):
    """What a person may say of a feed."""

    class Meta:
        model = Feed
        fields = ("url", "name", "homepage", "kind", "scope", "enabled")

    def clean_url(self) -> str:
        """An address that can be a feed's, and is no other feed's in another spelling."""
        try:
            url = checked_address(self.cleaned_data["url"])
        except AddressError as error:
            raise forms.ValidationError(str(error)) from error
        other = find_feed(url)
        if other and other.pk != self.instance.pk:
            raise forms.ValidationError(f"There already, as {other.name}.")
        return url


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin[Feed]):
    """Feeds: what they are is a person's, how they are is the fetcher's."""

    form = FeedForm
    list_display = ("name", "kind", "state_in_words", "last_ok_at", "next_check_at", "last_error_text")
    list_filter = ("enabled", "state", "kind", "scope")
    search_fields = ("name", "url", "last_error_text")
    ordering = ("name", "id")
    actions = ("check_now",)
    readonly_fields = (
        "host_key",
        "state",
        "interval_s",
        "next_check_at",
        "lease_until",
        "last_checked_at",
        "last_ok_at",
        "last_new_item_at",
        "consecutive_errors",
        "last_error_code",
        "last_error_text",
    )

    @admin.display(description="state")
    def state_in_words(self, feed: Feed) -> str:
        """How the feed is doing."""
        return state_words(feed.state, enabled=feed.enabled, has_been_read=feed.last_checked_at is not None)

    @admin.action(description="Check now", permissions=["change"])
    def check_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Make the chosen feeds due at once."""
        due = make_due([feed.pk for feed in queryset])
        self.message_user(request, f"{due} feeds are due now.", messages.SUCCESS)

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        """The address decides the host and the next check."""
        save_feed(obj, is_moved="url" in form.changed_data)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The built-in feed of the record is nobody's to change."""
        return not _is_built_in(obj) and super().has_change_permission(request, obj)  # type: ignore[arg-type]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A feed with items cannot go: they are news that was read. It can be switched off."""
        return not _is_built_in(obj) and super().has_delete_permission(request, obj)  # type: ignore[arg-type]


def _is_built_in(feed: Model | None) -> bool:
    return isinstance(feed, Feed) and feed.kind == Feed.Kind.RECORD


@admin.register(Host)
class HostAdmin(MachineAdmin):
    """Hosts, and until when they are left in peace."""

    list_display = ("host_key", "next_allowed_at", "blocked_until", "reason")
    search_fields = ("host_key",)
    ordering = ("host_key",)


@admin.register(Fetch)
class FetchAdmin(MachineAdmin):
    """Every attempt, thirty a feed."""

    list_display = ("feed", "started_at", "ended", "http_status", "bytes", "duration_ms")
    list_filter = ("outcome", "error_code")
    search_fields = ("feed__name", "feed__url", "error_text")
    list_select_related = ("feed",)
    ordering = ("-started_at", "-id")
    exclude = ("body", "lease_token")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fetch]:
        """Without the documents, which may be large."""
        return super().get_queryset(request).defer("body")

    @admin.display(description="ended")
    def ended(self, fetch: Fetch) -> str:
        """How the attempt ended."""
        return attempt_told(fetch)
