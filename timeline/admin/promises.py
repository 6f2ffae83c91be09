"""Deliverables, commitments, events and their parts in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from news.admin.machine import MachineAdmin
from timeline.admin.guided.looks import note_looks
from timeline.admin.rows import PartInline, RecordAdmin
from timeline.admin.standings import (
    EvidenceFilter,
    FateFilter,
    PromiseFilter,
    StandingChangeList,
    fate_text,
    slip_text,
    today,
)
from timeline.ledger import Standing
from timeline.models import Commitment, Deliverable, Event, EventParty, Evidence, Outcome
from timeline.queries.deliverables import row_of

SOURCE_FIELDS = (
    "role",
    "publisher",
    "title",
    "url",
    "published_earliest",
    "published_latest",
    "read",
    "unopened",
)


class CommitmentEvidence(PartInline):
    """The sources of a commitment."""

    model = Evidence
    fk_name = "commitment"
    fields = SOURCE_FIELDS


class EventEvidence(CommitmentEvidence):
    """The sources of an event."""

    fk_name = "event"


class EventOutcomes(PartInline):
    """What an event did to deliverables."""

    model = Outcome
    fields = ("deliverable", "effect", "completeness", "note")


class EventParties(PartInline):
    """Who took part in an event."""

    model = EventParty
    fields = ("company", "product", "role")


class DeliverableCommitments(PartInline):
    """What was promised of a deliverable."""

    model = Commitment
    fk_name = "deliverable"
    fields = ("basis", "words", "said_latest", "first_reported_on", "earliest", "latest", "precision")
    ordering = ("said_latest", "first_reported_on", "slug")
    show_change_link = True


class DeliverableOutcomes(PartInline):
    """What became of a deliverable, by which events."""

    model = Outcome
    fk_name = "deliverable"
    fields = ("event", "effect", "completeness", "note")


@admin.register(Deliverable)
class DeliverableAdmin(RecordAdmin):
    """Things promised."""

    list_display = ("name", "slug", "product", "channel", "fate", "slip", "last_verified_on", "origin")
    list_filter = (
        FateFilter,
        PromiseFilter,
        "channel",
        "stage",
        "audience",
        "origin",
        ("product__company", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("product",)
    search_fields = ("name", "slug", "product__name")
    autocomplete_fields = ("product", "split_from", "merged_into", "renamed_to")
    readonly_fields: ClassVar[tuple[str, ...]] = ("fate", "slip", *RecordAdmin.readonly_fields)
    ordering = ("name", "slug")
    inlines = (DeliverableCommitments, DeliverableOutcomes)
    actions = ("note_looks",)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[StandingChangeList]:
        """Each row with how it stands."""
        return StandingChangeList

    @admin.display(description="fate today")
    def fate(self, deliverable: Deliverable) -> str:
        """As the ledger counts it."""
        return fate_text(_standing(deliverable))

    @admin.display(description="slip today")
    def slip(self, deliverable: Deliverable) -> str:
        """As the ledger counts it."""
        return slip_text(_standing(deliverable))

    def has_look_permission(self, request: HttpRequest) -> bool:
        """Whoever may change one may note a look at many."""
        return self.has_change_permission(request)

    @admin.action(description="Note that you looked", permissions=["look"])
    def note_looks(self, request: HttpRequest, queryset: QuerySet[Deliverable]) -> HttpResponse | None:
        """One look at many, shown before it is noted."""
        return note_looks(self, request, queryset)


def _standing(deliverable: Deliverable) -> Standing | None:
    """As the list has judged it, else judged alone."""
    if hasattr(deliverable, "standing"):
        found: Standing | None = deliverable.standing
        return found
    return row_of(deliverable.slug, as_of=today()).standing if deliverable.pk else None


@admin.register(Commitment)
class CommitmentAdmin(RecordAdmin):
    """Promises."""

    list_display = (
        "words",
        "deliverable",
        "basis",
        "said_latest",
        "earliest",
        "latest",
        "precision",
        "origin",
    )
    list_filter = (
        *(EvidenceFilter, "basis", "precision", "voice", "verified", "retro_disclosed", "origin"),
        ("deliverable__product__company", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("deliverable",)
    search_fields = ("slug", "words", "speaker", "deliverable__name")
    autocomplete_fields = ("deliverable", "relative_to")
    readonly_fields: ClassVar[tuple[str, ...]] = (*RecordAdmin.readonly_fields, "rule", "ruleset")
    date_hierarchy = "said_latest"
    ordering = ("-said_latest", "-first_reported_on", "slug")
    inlines = (CommitmentEvidence,)


@admin.register(Event)
class EventAdmin(RecordAdmin):
    """What happened."""

    list_display = ("title", "kind", "earliest", "latest", "basis", "significance", "verified", "origin")
    list_filter = ("kind", "basis", "significance", "verified", "restructuring_kind", "origin")
    search_fields = ("slug", "title", "summary")
    date_hierarchy = "latest"
    ordering = ("-latest", "slug")
    inlines = (EventParties, EventOutcomes, EventEvidence)


@admin.register(Outcome)
class OutcomeAdmin(MachineAdmin):
    """What events did to deliverables."""

    list_display = ("deliverable", "effect", "completeness", "event", "origin")
    list_filter = ("effect", "completeness")
    list_select_related = ("deliverable", "event")
    search_fields = ("deliverable__name", "event__title")
    ordering = ("-event__latest", "pk")


@admin.register(EventParty)
class EventPartyAdmin(MachineAdmin):
    """Who took part in events."""

    list_display = ("event", "company", "product", "role", "origin")
    list_filter = ("role",)
    list_select_related = ("event", "company", "product")
    search_fields = ("event__title", "company__name", "product__name")
    ordering = ("-event__latest", "pk")


@admin.register(Evidence)
class EvidenceAdmin(MachineAdmin):
    """The sources of everything."""

    list_display = ("title", "publisher", "role", "published_latest", "read", "unopened", "origin")
    list_filter = ("role", "read", "unopened", "origin")
    search_fields = ("title", "url", "publisher")
    ordering = ("-published_latest", "pk")
