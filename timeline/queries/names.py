"""The names that a selection chooses, and single ones: companies and products with their other names."""

from typing import TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from aitracker.web.selection import Selection
from news.models import Alias, Company, Product
from news.models.catalog import MODEL_KINDS
from timeline.documents import COMPANY, PRODUCT
from timeline.queries.addressed import found_companies, found_products
from timeline.queries.companies import INSIDE, CompanyTree, product_filters
from timeline.queries.updates import changed_since

Row = TypeVar("Row", Company, Product)


def companies(selection: Selection) -> QuerySet[Company]:
    """The chosen ones among the companies that something is told of, whatever the day; see company_named."""
    chosen = _with_units(found_companies().order_by())
    if selection.company:
        chosen = chosen.filter(pk__in=CompanyTree().ids(selection.company))
    return _named(changed_since(chosen, COMPANY, selection.updated_since), selection)


def products(selection: Selection) -> QuerySet[Product]:
    """The chosen ones among the products that something is told of, whatever the day; see product_named."""
    chosen = _with_family(found_products().order_by())
    if selection.company:
        chosen = chosen.filter(company_id__in=CompanyTree().ids(selection.company))
    for ids in product_filters(selection):
        chosen = chosen.filter(pk__in=ids)
    return _named(changed_since(chosen, PRODUCT, selection.updated_since), selection)


def models(selection: Selection) -> QuerySet[Product]:
    """What the interface calls models: products of kinds family and model."""
    return products(selection).filter(kind__in=MODEL_KINDS)


def company_named(slug: str) -> Company | None:
    """Any company as the lists have it, also one of which nothing is told; None where there is none."""
    return _with_units(Company.objects.filter(slug=slug)).first()


def product_named(slug: str) -> Product | None:
    """Any product as the lists have it, also one of which nothing is told; None where there is none."""
    return _with_family(Product.objects.filter(slug=slug)).first()


def _with_units(chosen: QuerySet[Company]) -> QuerySet[Company]:
    """With `folded_name`, the parent, units of its own of which something is told, and other names."""
    units = found_companies().filter(kind__in=INSIDE)
    return (
        chosen.select_related("parent")
        .prefetch_related(Prefetch("aliases", _aliases()), Prefetch("children", units, to_attr="units"))
        .annotate(folded_name=Lower("name"))
    )


def _with_family(chosen: QuerySet[Product]) -> QuerySet[Product]:
    """With `folded_name`, the company, the family and other names."""
    return (
        chosen.select_related("company", "family")
        .prefetch_related(Prefetch("aliases", _aliases()))
        .annotate(folded_name=Lower("name"))
    )


def _aliases() -> QuerySet[Alias]:
    return Alias.objects.order_by("text", "pk")


def _named(chosen: QuerySet[Row], selection: Selection) -> QuerySet[Row]:
    if selection.kind:
        chosen = chosen.filter(kind__in=selection.kind)
    if selection.q:
        known_as = Q(name__icontains=selection.q) | Q(aliases__text__icontains=selection.q)
        chosen = chosen.filter(known_as).distinct()
    return chosen
