"""Companies, products and aliases in the admin."""

from typing import Any

from django.contrib import admin

from news.admin.machine import MachineAdmin
from news.models import Alias, Company, Product
from timeline.admin.rows import PartInline, RecordAdmin


class CompanyAliases(PartInline):
    """The names of a company."""

    model = Alias
    fk_name = "company"
    fields = ("text", "kind", "tier", "case_sensitive", "version_policy", "context", "negative_context")


class ProductAliases(CompanyAliases):
    """The names of a product."""

    fk_name = "product"


@admin.register(Company)
class CompanyAdmin(RecordAdmin):
    """Companies, labs, units, regulators and foundations."""

    list_display = ("name", "slug", "kind", "parent", "country", "ticker", "origin")
    list_filter = ("kind", "country", "origin")
    list_select_related = ("parent",)
    search_fields = ("name", "slug", "aliases__text")
    autocomplete_fields = ("parent",)
    ordering = ("name", "slug")
    inlines = (CompanyAliases,)


@admin.register(Product)
class ProductAdmin(RecordAdmin):
    """What news can be about."""

    list_display = ("name", "slug", "company", "kind", "family", "origin")
    list_filter = ("kind", "origin", ("company", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("company", "family")
    search_fields = ("name", "slug", "aliases__text")
    autocomplete_fields = ("company", "family")
    ordering = ("name", "slug")
    inlines = (ProductAliases,)


@admin.register(Alias)
class AliasAdmin(MachineAdmin):
    """Every name by which something is tagged."""

    list_display = ("text", "target", "kind", "tier", "version_policy", "origin")
    list_filter = ("kind", "tier", "version_policy", "origin")
    list_select_related = ("company", "product")
    search_fields = ("text", "company__name", "product__name")
    ordering = ("folded", "pk")

    @admin.display(description="stands for")
    def target(self, alias: Alias) -> Any:
        """The company or product."""
        return alias.company or alias.product
