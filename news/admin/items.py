"""Items, stories, and the tags on them, which a curator overrules."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from news.admin.machine import MachineAdmin
from news.admin.placing import ask, do, may_place
from news.ingest import remove_items, restore_items
from news.models import Item, Retagging, Revision, Story, Tag
from news.retagging import tag_again
from news.stories import merge_all, split_story
from news.tagging import decide

RULES_WORD = ("item", "company", "product", "machine", "rule", "confidence", "spans")
DECIDED = ("decided_by", "decided_at")
MERGE = (
    "All items of these stories will be told in the first of them, “{}”. The others keep their addresses, "
    "which lead on to it. The clusterer will not take them apart again."
)
SPLIT = (
    "These items will leave their story, “{}”, and tell one of their own. The clusterer will leave them, and "
    "those that stay, where they are."
)


class RevisionInline(admin.TabularInline[Revision, Item]):
    """What the item said before; nobody writes here."""

    model = Revision
    fields = ("revision", "title", "summary", "replaced_at")
    ordering = ("revision",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Revisions come from feeds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What was said stays said."""
        return False


@admin.register(Item)
class ItemAdmin(MachineAdmin):
    """What feeds brought and the record cites."""

    list_display = ("title", "outlet", "listed_at", "first_seen_at", "revision")
    list_filter = ("date_source", "feed__kind", ("removed_at", admin.EmptyFieldListFilter))
    search_fields = ("title", "outlet", "url")
    list_select_related = ("feed",)
    ordering = ("-id",)
    exclude = ("uid", "canonical_url_hash", "content_hash")
    actions = ("split_off", "tag_again", "remove", "restore")
    inlines = (RevisionInline,)

    def has_place_permission(self, request: HttpRequest) -> bool:
        """Whether this person may say which items tell one story."""
        return may_place(request)

    @admin.action(description="Put into a story of their own", permissions=["place"])
    def split_off(self, request: HttpRequest, queryset: QuerySet[Item]) -> HttpResponse | None:
        """Ask, then split the chosen items off the story that they share with others."""
        items = list(queryset.select_related("story").order_by("id"))
        if "confirmed" not in request.POST:
            told = {str(item.story) for item in items if item.story}
            return ask(self, request, items, action="split_off", will=SPLIT.format("”, “".join(sorted(told))))
        do(self, request, items, lambda by, at: split_story([item.pk for item in items], by=by, at=at))
        return None

    def has_retag_permission(self, request: HttpRequest) -> bool:
        """Whoever may decide on tags may have the rules speak again."""
        return request.user.has_perm("news.change_tag")

    def has_remove_permission(self, request: HttpRequest) -> bool:
        """Whoever may decide what an item is about may decide that it is not shown at all."""
        return request.user.has_perm("news.change_tag")

    @admin.action(description="Take off the site", permissions=["remove"])
    def remove(self, request: HttpRequest, queryset: QuerySet[Item]) -> None:
        """Show the chosen items nowhere any more; no feed brings them back."""
        chosen = list(queryset.filter(removed_at=None))
        remove_items([item.pk for item in chosen], by=request.user.get_username(), at=timezone.now())
        for item in chosen:
            self.log_change(request, item, "Taken off the site.")
        self.message_user(request, f"{len(chosen)} items were taken off the site.", messages.SUCCESS)

    @admin.action(description="Put back on the site", permissions=["remove"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Item]) -> None:
        """Show removed items again."""
        chosen = list(queryset.filter(removed_at__isnull=False))
        restore_items([item.pk for item in chosen])
        for item in chosen:
            self.log_change(request, item, "Put back on the site.")
        self.message_user(request, f"{len(chosen)} items were put back on the site.", messages.SUCCESS)

    @admin.action(description="Tag again", permissions=["retag"])
    def tag_again(self, request: HttpRequest, queryset: QuerySet[Item]) -> None:
        """Leave the chosen items to the workers; decisions stay."""
        number = tag_again(queryset)
        self.message_user(request, f"{number} items are tagged again within a minute.", messages.SUCCESS)


@admin.register(Story)
class StoryAdmin(MachineAdmin):
    """Stories told by one or many items."""

    list_display = ("headline", "first_seen_at", "screened_by", "merged_into")
    list_filter = (("merged_into", admin.EmptyFieldListFilter),)
    list_select_related = ("merged_into",)
    search_fields = ("headline",)
    ordering = ("-id",)
    actions = ("merge",)

    def has_place_permission(self, request: HttpRequest) -> bool:
        """Whether this person may say which items tell one story."""
        return may_place(request)

    @admin.action(description="Merge into the oldest of them", permissions=["place"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Story]) -> HttpResponse | None:
        """Ask, then merge the chosen stories into the one with the lowest number."""
        into, *merged = stories = list(queryset.order_by("id"))
        if "confirmed" not in request.POST:
            return ask(self, request, stories, action="merge", will=MERGE.format(into))
        do(self, request, stories, lambda by, at: merge_all(merged, into, by=by, at=at))
        return None


@admin.register(Retagging)
class RetaggingAdmin(MachineAdmin):
    """How far the tags follow the names."""

    list_display = (
        "__str__",
        "started_at",
        "ended_at",
        "looked_at",
        "reached",
        "changed",
        "added",
        "removed",
    )
    ordering = ("pk",)
    exclude = ("names",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Retagging]:
        """Without the footprint, which is long."""
        return super().get_queryset(request).defer("names")


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
