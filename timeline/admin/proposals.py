"""Suggestions in the admin: a list to search and filter, which leads to the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from news.admin.machine import MachineAdmin
from timeline.models import Suggestion
from timeline.queries.suggestions import on_desk
from timeline.terms import Precision
from timeline.windows import Window, display
from timeline.wording.questions import QUESTIONS


@admin.register(Suggestion)
class SuggestionAdmin(MachineAdmin):
    """What machines and readers propose: open promises first, then the surest, then the most told."""

    list_display = ("asks", "subject", "window", "passage", "margin_text", "origins", "said_on", "state")
    list_display_links = ("asks", "subject")
    list_filter = ("state", "question", "event_kind", "kind", "rejection")
    search_fields = ("passage", "words", "company__name", "product__name", "deliverable__name")
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        """In the desk's order."""
        return on_desk()

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """The order of the desk, by what `on_desk` annotates."""
        return ("turn", "stake", "-margin", "-origins", "-pk")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The desk in the place of the table's form."""
        if not object_id.isdecimal():
            return HttpResponseRedirect(reverse("timeline:review"))
        return HttpResponseRedirect(reverse("timeline:suggestion", args=[int(object_id)]))

    @admin.display(description="question")
    def asks(self, suggestion: Suggestion) -> str:
        """The question in words."""
        return QUESTIONS.get(suggestion.question, suggestion.kind)

    @admin.display(description="about")
    def subject(self, suggestion: Suggestion) -> str:
        """The deliverable, else the product or its words, else the company."""
        named = suggestion.deliverable or suggestion.product or suggestion.noun or suggestion.company
        return str(named or "—")

    @admin.display(description="window")
    def window(self, suggestion: Suggestion) -> str:
        """The new window as days."""
        if not suggestion.precision:
            return "—"
        precision = Precision(suggestion.precision)
        return display(Window(suggestion.earliest, suggestion.latest, precision, None, ""))

    @admin.display(description="margin", ordering="margin")
    def margin_text(self, suggestion: Suggestion) -> str:
        """How sure the kind is, 0 to 1."""
        return f"{suggestion.margin:.2f}"

    @admin.display(description="origins")
    def origins(self, suggestion: Suggestion) -> int:
        """How many items are no copies of others."""
        count: int = getattr(suggestion, "origins")  # noqa: B009  an annotation
        return count
