"""Items, stories, and the tags on them, which a curator overrules."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from news.admin.machine import MachineAdmin
from news.models import Item, Story, Tag
from news.tagging import decide

RULES_WORD = ("item", "company", "product", "machine", "rule", "confidence", "spans")
DECIDED = ("decided_by", "decided_at")


@admin.register(Item)
class ItemAdmin(MachineAdmin):
    """What feeds brought and the record cites."""

    list_display = ("title", "outlet", "listed_at", "first_seen_at", "revision")
    list_filter = ("date_source", "feed__kind")
    search_fields = ("title", "outlet", "url")
    list_select_related = ("feed",)
    ordering = ("-id",)
    exclude = ("uid", "canonical_url_hash", "content_hash")


@admin.register(Story)
class StoryAdmin(MachineAdmin):
    """Stories told by one or many items."""

    list_display = ("headline", "first_seen_at", "screened_by")
    search_fields = ("headline",)
    ordering = ("-id",)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin[Tag]):
    """Tags: the rules' word is shown, the curator's is asked."""

    list_display = ("item", "target", "machine", "decision", "rule", "confidence")
    list_filter = ("machine", "decision")
    search_fields = ("item__title", "company__name", "product__name", "rule")
    list_select_related = ("item", "company", "product")
    ordering = ("-id",)
    fields = (*RULES_WORD, "decision", *DECIDED)
    readonly_fields = (*RULES_WORD, *DECIDED)

    @admin.display(description="about")
    def target(self, tag: Tag) -> str:
        """The company or product."""
        return str(tag.company or tag.product)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Tags are added on the item, not here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A tag is removed by a decision, which outlives the rules."""
        return False

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        """Keep who decided, and when."""
        decide(obj, obj.decision, by=request.user.get_username(), at=timezone.now())
