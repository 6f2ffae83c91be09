"""The names that a selection chooses: companies and products with what else they are called."""

from typing import TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from aitracker.web.selection import Selection
from news.models import Alias, Company, Product
from news.models.catalog import MODEL_KINDS
from timeline.documents import COMPANY, PRODUCT
from timeline.queries.companies import INSIDE, CompanyTree, product_filters
from timeline.queries.updates import changed_since

Row = TypeVar("Row", Company, Product)


def companies(selection: Selection) -> QuerySet[Company]:
    """Companies annotated with `folded_name`, their parents, own units and other names at hand."""
    units = Company.objects.filter(kind__in=INSIDE).order_by("slug")
    chosen = (
        Company.objects.select_related("parent")
        .prefetch_related(Prefetch("aliases", _aliases()), Prefetch("children", units, to_attr="units"))
        .annotate(folded_name=Lower("name"))
    )
    if selection.company:
        chosen = chosen.filter(pk__in=CompanyTree().ids(selection.company))
    return _named(changed_since(chosen, COMPANY, selection.updated_since), selection)


def products(selection: Selection) -> QuerySet[Product]:
    """Products annotated with `folded_name`, their companies, families and other names at hand."""
    chosen = (
        Product.objects.select_related("company", "family")
        .prefetch_related(Prefetch("aliases", _aliases()))
        .annotate(folded_name=Lower("name"))
    )
    if selection.company:
        chosen = chosen.filter(company_id__in=CompanyTree().ids(selection.company))
    for ids in product_filters(selection):
        chosen = chosen.filter(pk__in=ids)
    return _named(changed_since(chosen, PRODUCT, selection.updated_since), selection)


def models(selection: Selection) -> QuerySet[Product]:
    """What the interface calls models: products of kinds family and model."""
    return products(selection).filter(kind__in=MODEL_KINDS)


def _aliases() -> QuerySet[Alias]:
    return Alias.objects.order_by("text", "pk")


def _named(chosen: QuerySet[Row], selection: Selection) -> QuerySet[Row]:
    if selection.kind:
        chosen = chosen.filter(kind__in=selection.kind)
    if selection.q:
        known_as = Q(name__icontains=selection.q) | Q(aliases__text__icontains=selection.q)
        chosen = chosen.filter(known_as).distinct()
    return chosen
