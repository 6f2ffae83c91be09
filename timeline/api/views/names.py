"""Companies, their records, products and models."""

from typing import Any

from aitracker.web.answers import Shape
from aitracker.web.lists import Column, Found
from aitracker.web.selection import Selection
from news.models.catalog import MODEL_KINDS
from timeline.api import schemas, standing_schemas
from timeline.api.resources import RecordList, RecordObject, a_list, an_object
from timeline.api.shapes import company_shape, product_shape
from timeline.api.standing_shapes import record_shape
from timeline.queries.answered.names import companies_answered, products_answered
from timeline.queries.companies import CompanyTree
from timeline.queries.names import companies, company_named, models, product_named, products
from timeline.queries.records import record
from timeline.queries.terms import COMPANY_KINDS, PRODUCT_KINDS

BY_NAME = {"name": (Column("folded_name"), Column("slug")), "slug": (Column("slug"),)}


class NameList(RecordList):
    """Names stand in the alphabet."""

    sorts = BY_NAME
    default_sort = "name"


@a_list(
    schemas.Company,
    name="companies",
    filters={"company", "kind", "q", "updated_since"},
    sorts=BY_NAME,
    terms={"kind": COMPANY_KINDS},
    summary="Companies, labs, units, regulators and foundations",
)
class Companies(NameList):
    """Those that the record or an item has something on, whatever the day: names are not dated.

    Being spoken of changes no name: `updated_since` goes by the row of the name itself.
    """

    def find(self, selection: Selection) -> Found[Any]:
        """By name."""
        return self.stored(companies(selection), selection)

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """As one company is answered."""
        return [company_shape(row) for row in companies_answered(row.pk for row in rows)]


@an_object(schemas.Company, operation="companies_read", summary="One company")
class OneCompany(RecordObject):
    """A company by its slug, also one that nothing is recorded of yet."""

    table = "company"

    def find(self, selection: Selection, slug: str) -> Shape | None:
        """Its shape."""
        found = companies_answered(company_named(slug))
        return company_shape(found[0]) if found else None


@an_object(standing_schemas.Record, operation="companies_record", summary="The on-time record of a company")
class CompanyRecord(RecordObject):
    """Promises kept and broken, of a company with its units and labs."""

    table = "company"

    def find(self, selection: Selection, slug: str) -> Shape | None:
        """The record on the day."""
        tree = CompanyTree()
        company = tree.by_slug.get(slug)
        return record_shape(record(company, as_of=selection.as_of, tree=tree)) if company else None


@a_list(
    schemas.Product,
    name="products",
    filters={"company", "product", "model", "kind", "q", "updated_since"},
    sorts=BY_NAME,
    terms={"kind": PRODUCT_KINDS},
    summary="What news can be about: models, apps, devices, laws",
)
class Products(NameList):
    """Those that the record or an item has something on, whatever the day: names are not dated.

    Being spoken of changes no name: `updated_since` goes by the row of the name itself.
    """

    def find(self, selection: Selection) -> Found[Any]:
        """By name."""
        return self.stored(products(selection), selection)

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """As one product is answered."""
        return [product_shape(row) for row in products_answered(row.pk for row in rows)]


@an_object(schemas.Product, operation="products_read", summary="One product")
class OneProduct(RecordObject):
    """A product by its slug, also one that nothing is recorded of yet."""

    table = "product"

    def find(self, selection: Selection, slug: str) -> Shape | None:
        """Its shape."""
        found = products_answered(product_named(slug))
        return product_shape(found[0]) if found else None


@a_list(
    schemas.Product,
    name="models",
    filters={"company", "product", "model", "kind", "q", "updated_since"},
    sorts=BY_NAME,
    terms={"kind": frozenset(kind.value for kind in MODEL_KINDS)},
    summary="Products of kinds family and model",
)
class Models(NameList):
    """What the pages call models, where the record or an item has something on them."""

    def find(self, selection: Selection) -> Found[Any]:
        """By name."""
        return self.stored(models(selection), selection)

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """As one model is answered."""
        return [product_shape(row, resource="models") for row in products_answered(row.pk for row in rows)]


@an_object(schemas.Product, operation="models_read", summary="One model")
class OneModel(RecordObject):
    """A model by its slug, also one that nothing is recorded of yet."""

    table = "product"

    def find(self, selection: Selection, slug: str) -> Shape | None:
        """Its shape."""
        found = products_answered(product_named(slug, kinds=MODEL_KINDS))
        return product_shape(found[0], resource="models") if found else None
