"""The names that a selection chooses, and single ones: companies and products."""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from aitracker.web.selection import Selection
from news.models import Company, Product
from news.models.catalog import MODEL_KINDS
from timeline.documents import COMPANY, PRODUCT
from timeline.queries.addressed import found_companies, found_products
from timeline.queries.companies import CompanyTree, product_filters
from timeline.queries.updates import changed_since

Row = TypeVar("Row", Company, Product)


def companies(selection: Selection) -> QuerySet[Company]:
    """The chosen ones among the companies that something is told of, whatever the day; see company_named."""
    chosen = found_companies().order_by()
    if selection.company:
        chosen = chosen.filter(pk__in=CompanyTree().ids(selection.company))
    return _named(changed_since(chosen, COMPANY, selection.updated_since), selection)


def products(selection: Selection) -> QuerySet[Product]:
    """The chosen ones among the products that something is told of, whatever the day; see product_named."""
    chosen = found_products().order_by()
    if selection.company:
        chosen = chosen.filter(company_id__in=CompanyTree().ids(selection.company))
    for ids in product_filters(selection):
        chosen = chosen.filter(pk__in=ids)
    return _named(changed_since(chosen, PRODUCT, selection.updated_since), selection)


def models(selection: Selection) -> QuerySet[Product]:
    """What the interface calls models: products of kinds family and model."""
    return products(selection).filter(kind__in=MODEL_KINDS)


def company_named(slug: str) -> list[int]:
    """The id of any company by its slug, also of one of which nothing is told; none where there is none."""
    return list(Company.objects.filter(slug=slug).values_list("pk", flat=True))


def product_named(slug: str, *, kinds: Collection[str] = Product.Kind) -> list[int]:
    """The id of any product of these kinds by its slug, also of one of which nothing is told."""
    return list(Product.objects.filter(slug=slug, kind__in=kinds).values_list("pk", flat=True))


def _named(chosen: QuerySet[Row], selection: Selection) -> QuerySet[Row]:
    """With `folded_name`."""
    chosen = chosen.annotate(folded_name=Lower("name"))
    if selection.kind:
        chosen = chosen.filter(kind__in=selection.kind)
    if selection.q:
        known_as = Q(name__icontains=selection.q) | Q(aliases__text__icontains=selection.q)
        chosen = chosen.filter(known_as).distinct()
    return chosen
