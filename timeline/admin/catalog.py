"""Companies, products and aliases in the admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from news.models import Alias, Company, Product
from timeline.admin.names import NameForm, NamesAdmin
from timeline.admin.rows import PartInline
from timeline.documents import COMPANY, PRODUCT
from timeline.queries.histories import Target


class CompanyAliases(PartInline):
    """The names of a company."""

    model = Alias
    fk_name = "company"
    fields = ("text", "kind", "tier", "case_sensitive", "version_policy", "context", "negative_context")


class ProductAliases(CompanyAliases):
    """The names of a product."""

    fk_name = "product"


class CountryFilter(admin.AllValuesFieldListFilter):
    """The countries that there are; a company without one is found, too."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Django's own, where no country is an empty link."""
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or "None"}


@admin.register(Company)
class CompanyAdmin(NamesAdmin):
    """Companies, labs, units, regulators and foundations."""

    list_display = ("name", "slug", "kind", "parent", "country", "ticker", "origin")
    list_filter = ("kind", ("country", CountryFilter), "origin")
    list_select_related = ("parent",)
    search_fields = ("name", "slug", "aliases__text")
    autocomplete_fields = ("parent",)
    ordering = ("name", "slug")
    inlines = (CompanyAliases,)


@admin.register(Product)
class ProductAdmin(NamesAdmin):
    """What news can be about."""

    list_display = ("name", "slug", "company", "kind", "family", "origin")
    list_filter = ("kind", "origin", ("company", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("company", "family")
    search_fields = ("name", "slug", "aliases__text")
    autocomplete_fields = ("company", "family")
    ordering = ("name", "slug")
    inlines = (ProductAliases,)


RULES_OF_A_NAME = (
    "text",
    "kind",
    "tier",
    "case_sensitive",
    "version_policy",
    "context",
    "negative_context",
    "valid_from",
    "valid_to",
    "reason",
)


@admin.register(Alias)
class AliasAdmin(NamesAdmin):
    """Every name by which something is tagged. One is added, edited and taken away through its row."""

    form = NameForm
    list_display = ("text", "target", "kind", "tier", "version_policy", "origin")
    list_filter = ("kind", "tier", "version_policy", "origin")
    list_select_related = ("company", "product")
    search_fields = ("text", "company__name", "product__name")
    autocomplete_fields = ("company", "product")
    readonly_fields = ("target",)
    ordering = ("folded", "pk")

    @admin.display(description="stands for")
    def target(self, alias: Alias) -> Any:
        """The company or product."""
        return alias.company or alias.product

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may change names may give another one."""
        return request.user.has_perm("news.add_alias")

    def target_of(self, row: Alias) -> Target:
        """A name is written with the row that it stands for."""
        if row.company:
            return COMPANY.name, row.company.slug
        return PRODUCT.name, row.product.slug if row.product else ""

    def get_fields(self, request: HttpRequest, obj: Alias | None = None) -> tuple[str, ...]:
        """A new name says what it stands for; a standing one may be taken away."""
        if obj is None:
            return ("company", "product", *RULES_OF_A_NAME)
        return ("target", *RULES_OF_A_NAME, "is_taken_away", "read_version")

    def get_readonly_fields(self, request: HttpRequest, obj: Alias | None = None) -> tuple[str, ...]:
        """What a name stands for is not edited: it is taken away here and given there."""
        return () if obj is None else self.readonly_fields

    def response_add(self, request: HttpRequest, obj: Alias, post_url_continue: Any = None) -> HttpResponse:
        """Back to the list: the row of the name may be another one than before."""
        return self._saved(request)

    def response_change(self, request: HttpRequest, obj: Alias) -> HttpResponse:
        """Back to the list: the row of the name may be another one than before, or gone."""
        return self._saved(request)

    def _saved(self, request: HttpRequest) -> HttpResponse:
        text = "Saved. The items that hold the name are tagged again within a minute."
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:news_alias_changelist"))
