"""Feeds, which a person adds and switches off, and what the fetcher notes of them and their hosts."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern
from django.utils import timezone

from news.admin.feed_pages import FeedPages
from news.admin.machine import MachineAdmin
from news.health import Condition, attempt_told, conditions
from news.models import Feed, Fetch, Host
from news.subscriptions import (
    AddressError,
    checked_address,
    find_feed,
    make_due,
    read_at_new_address,
    save_feed,
    switch,
)


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

    class Media:
        css = {"all": ["css/lately.css", "css/feeds-admin.css"]}

    list_display = (
        "name",
        "kind",
        "state_in_words",
        "lately",
        "last_error_text",
        "next_check_at",
        "why_then",
        "last_ok_at",
    )
    list_filter = ("enabled", "state", "kind", "scope")
    search_fields = ("name", "url", "last_error_text")
    ordering = ("name", "id")
    actions = ("check_now", "pause", "resume", "read_at_new_address")
    readonly_fields = (
        "state_in_words",
        "lately",
        "advice",
        "host_key",
        "interval_s",
        "next_check_at",
        "why_then",
        "lease_until",
        "last_checked_at",
        "last_ok_at",
        "last_new_item_at",
        "consecutive_errors",
        "last_error_code",
        "last_error_text",
    )

    def get_urls(self) -> list[URLPattern]:
        """The pages beside the table come first: no feed is named like them."""
        return [*FeedPages(self).urls(), *super().get_urls()]

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The list, its feeds with their conditions, which one query brings."""
        listing = super().get_changelist_instance(request)
        for condition in conditions(list(listing.result_list), now=timezone.now()):
            condition.feed.condition = condition  # type: ignore[attr-defined]
        return listing

    @admin.display(description="state")
    def state_in_words(self, feed: Feed) -> str:
        """How the feed is doing."""
        return _condition(feed).state

    @admin.display(description="lately")
    def lately(self, feed: Feed) -> str:
        """Its last readings, drawn."""
        return render_to_string("news/_lately.html", {"lately": _condition(feed).lately})

    @admin.display(description="why then")
    def why_then(self, feed: Feed) -> str:
        """Why it is asked again when it is."""
        return _condition(feed).why_then

    @admin.display(description="advice", empty_value="none")
    def advice(self, feed: Feed) -> str | None:
        """What might be done about it."""
        advice = _condition(feed).advice
        return render_to_string("news/_advice.html", {"advice": advice}) if advice else None

    @admin.action(description="Check now", permissions=["change"])
    def check_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Make the chosen feeds due at once."""
        due = make_due([feed.pk for feed in queryset])
        self.message_user(request, f"{due} feeds are due now.", messages.SUCCESS)

    @admin.action(description="Pause", permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Do not read the chosen feeds until they are resumed."""
        number = switch([feed.pk for feed in queryset], on=False)
        self.message_user(request, f"{number} feeds are paused.", messages.SUCCESS)

    @admin.action(description="Resume", permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Read the chosen feeds again, from now on."""
        number = switch([feed.pk for feed in queryset], on=True)
        self.message_user(request, f"{number} feeds are read again.", messages.SUCCESS)

    @admin.action(description="Read at the new address", permissions=["change"])
    def read_at_new_address(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Follow each chosen feed to where it says it has moved, or where the page in its place leads."""
        for chosen in queryset.order_by("id"):
            try:
                feed = read_at_new_address(chosen.pk)
            except AddressError as error:
                self.message_user(request, f"Nothing was changed: {error}.", messages.ERROR)
            else:
                self.log_change(request, feed, f"Read at {feed.url} from now on.")
                self.message_user(request, f"{feed} is read at {feed.url} from now on.", messages.SUCCESS)

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        """The address decides the host and the next check."""
        save_feed(obj, is_moved="url" in form.changed_data)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The built-in feed of the record is nobody's to change."""
        return not _is_built_in(obj) and super().has_change_permission(request, obj)  # type: ignore[arg-type]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A feed with items cannot go: they are news that was read. It can be switched off."""
        return not _is_built_in(obj) and super().has_delete_permission(request, obj)  # type: ignore[arg-type]


def _condition(feed: Feed) -> Condition:
    """How the feed is doing; a list has asked that of all its feeds at once."""
    known: Condition | None = getattr(feed, "condition", None)
    return known or conditions([feed], now=timezone.now())[0]


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
