"""The pages beside the table of feeds: what feeds need, feeds of a site or of a list, a dry run."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from news.advice import ADVICE_KINDS, Advice
from news.exchange import Fate, Report, import_opml
from news.health import Condition, conditions
from news.looking import find_feeds, rehearse
from news.models import Feed
from news.opml import MAX_BYTES, OpmlError
from news.queries import feeds
from news.subscriptions import AddressError, checked_address


class SiteForm(forms.Form):
    """The address of a site, or of a feed."""

    url = forms.CharField(
        label="Address", max_length=2_048, help_text="Of a page, which is looked through, or of a feed."
    )

    def clean_url(self) -> str:
        """An address that can be asked."""
        try:
            return checked_address(self.cleaned_data["url"])
        except AddressError as error:
            raise forms.ValidationError(str(error)) from error


class ListForm(forms.Form):
    """A list of another reader."""

    document = forms.FileField(label="OPML file", max_length=200)
    skip_faulty = forms.BooleanField(
        required=False, label="Leave faulty lines out", help_text="Otherwise one faulty line keeps all out."
    )

    def clean_document(self) -> File[bytes]:
        """A file that can be read as OPML."""
        document: File[bytes] = self.cleaned_data["document"]
        if (document.size or 0) > MAX_BYTES:
            raise forms.ValidationError(f"The file is larger than {MAX_BYTES // 1024} KiB.")
        return document


class FeedPages:
    """The views of these pages, for the admin of feeds to hold."""

    def __init__(self, page: admin.ModelAdmin[Feed]) -> None:
        self.page = page

    def urls(self) -> list[URLPattern]:
        """Their addresses, under the table's own."""
        return [
            self._path("advice/", self.advice, "news_feed_advice"),
            self._path("find/", self.find, "news_feed_find"),
            self._path("opml/", self.opml, "news_feed_opml"),
            self._path("<int:pk>/validate/", self.validate, "news_feed_validate"),
        ]

    def _path(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(route, self.page.admin_site.admin_view(view), name=name)

    def _show(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        context |= self.page.admin_site.each_context(request)
        context |= {"title": title, "opts": self.page.opts}
        return TemplateResponse(request, f"admin/news/feed/{template}.html", context)

    def advice(self, request: HttpRequest) -> HttpResponse:
        """Every feed that needs somebody, by what it needs."""
        if not self.page.has_view_permission(request):
            raise PermissionDenied
        every = conditions(list(feeds()), now=timezone.now())
        groups = [(kind, given) for kind in ADVICE_KINDS if (given := _given(every, kind.key))]
        may_change = self.page.has_change_permission(request)
        return self._show(request, "advice", "What feeds need", groups=groups, may_change=may_change)

    def find(self, request: HttpRequest) -> HttpResponse:
        """The feeds of a site, each leading to the form that adds it."""
        if not self.page.has_add_permission(request):
            raise PermissionDenied
        form = SiteForm(request.POST or None)
        found = None
        if request.method == "POST" and form.is_valid():
            found = find_feeds(form.cleaned_data["url"], now=timezone.now())
        return self._show(request, "find", "Find the feeds of a site", form=form, found=found)

    def opml(self, request: HttpRequest) -> HttpResponse:
        """A list of another reader: tried, or added."""
        if not self.page.has_add_permission(request):
            raise PermissionDenied
        form = ListForm(request.POST or None, request.FILES or None)
        report = self._imported(request, form) if request.method == "POST" and form.is_valid() else None
        if report and report.is_stored:
            self.page.message_user(request, f"{report.count(Fate.NEW)} feeds added.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:news_feed_changelist"))
        return self._show(request, "opml", "Feeds of another reader", form=form, report=report)

    def _imported(self, request: HttpRequest, form: ListForm) -> Report | None:
        try:
            return import_opml(
                form.cleaned_data["document"].read(),
                dry_run="add" not in request.POST,
                skip_faulty=form.cleaned_data["skip_faulty"],
            )
        except OpmlError as error:
            form.add_error("document", str(error))
            return None

    def validate(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What reading a feed now would bring; asked by a button, for it costs its publisher a request."""
        feed = feeds().filter(pk=pk).first()
        if feed is None:
            raise Http404("There is no such feed.")
        if not self.page.has_change_permission(request, feed):
            raise PermissionDenied
        rehearsal = rehearse(feed, now=timezone.now()) if request.method == "POST" else None
        return self._show(request, "validate", f"Validate {feed}", feed=feed, rehearsal=rehearsal)


def _given(every: list[Condition], kind: str) -> list[tuple[Condition, Advice]]:
    """The feeds that are given advice of a kind, with it."""
    return [(condition, advice) for condition in every for advice in condition.advice if advice.kind == kind]
