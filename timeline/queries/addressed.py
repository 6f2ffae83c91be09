"""Which rows have a page worth finding: those on which the record or an item has something.

The tables of names hold far more than the record and the news speak of: lists, pages and maps show no others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from news.models import Company, Product, Story
from news.queries import effective_tags
from timeline.models import Deliverable, Event, EventParty
from timeline.queries.companies import INSIDE
from timeline.queries.edition import edition
from timeline.queries.items import known_by

# What a member is told of is told of its family, and what a unit or lab is told of is told of its company.
UPWARDS = """
    WITH RECURSIVE told (id) AS (
        ({told})
        UNION
        SELECT row.{above}_id FROM {table} row JOIN told ON told.id = row.id
        WHERE row.{above}_id IS NOT NULL AND {passes_on}
    )
    SELECT id FROM told
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The ids of the companies and products of which anything is told."""

    companies: frozenset[int]
    products: frozenset[int]


def found_deliverables() -> QuerySet[Deliverable]:
    """Every deliverable that goes on as itself, by slug."""
    return Deliverable.objects.filter(merged_into=None).order_by("slug")


def found_events(*, today: date) -> QuerySet[Event]:
    """Every event that has happened, by slug."""
    return Event.objects.filter(latest__lte=today).order_by("slug")


def found_products() -> QuerySet[Product]:
    """Products with a deliverable, a part in an event or an item, of their own or of a member; by slug."""
    return Product.objects.filter(pk__in=_rows_of(found_names().products)).order_by("slug")


def found_companies() -> QuerySet[Company]:
    """Companies with a found product, a part in an event or an item, of their own or of a unit; by slug."""
    return Company.objects.filter(pk__in=_rows_of(found_names().companies)).order_by("slug")


def found_stories(*, today: date) -> QuerySet[Story]:
    """Stories that go on as themselves and of which anything is shown, by id."""
    shown = known_by(today).filter(story=OuterRef("pk"))
    return Story.objects.filter(Exists(shown), merged_into=None).order_by("pk")


def told_companies(ids: Iterable[int]) -> frozenset[int]:
    """Those of the companies, by id, that are found."""
    return found_names().companies.intersection(ids)


def told_products(ids: Iterable[int]) -> frozenset[int]:
    """Those of the products, by id, that are found."""
    return found_names().products.intersection(ids)


def found_names() -> Found:
    """Both by id. As kept for the edition; a transaction may see what is never committed: it reads anew."""
    return _read() if connection.in_atomic_block else _kept(edition().state)


@lru_cache(maxsize=1)
def _kept(state: str) -> Found:
    """What is told of changes with every edition, and with nothing else."""
    return _read()


def _read() -> Found:
    """One query, which looks through all tags."""
    products = _products_told()
    sql, values = products.values("pk").query.sql_with_params()
    its, others = _companies_told(products).values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ARRAY({sql}), ARRAY({its})", (*values, *others))
        told, owners = cursor.fetchone()
    return Found(companies=frozenset(owners), products=frozenset(told))


def _products_told() -> QuerySet[Product]:
    promised = Deliverable.objects.values("product")
    took_part = EventParty.objects.filter(product__isnull=False).values("product")
    told = promised.union(took_part, _tagged(Product, "product"))
    return Product.objects.filter(pk__in=_upwards(told, "news_product", above="family"))


def _companies_told(products: QuerySet[Product]) -> QuerySet[Company]:
    took_part = EventParty.objects.filter(company__isnull=False).values("company")
    told = products.values("company").union(took_part, _tagged(Company, "company"))
    inside = ", ".join(f"'{kind.value}'" for kind in INSIDE)
    above = _upwards(told, "news_company", above="parent", passes_on=f"row.kind IN ({inside})")
    return Company.objects.filter(pk__in=above)


def _rows_of(ids: frozenset[int]) -> RawSQL:
    """Ids as rows: thousands of parameters would take longer than the query."""
    return RawSQL("SELECT unnest(%s::bigint[])", [array_of(ids)])


@lru_cache(maxsize=4)
def array_of(ids: frozenset[int]) -> str:
    """Ids as PostgreSQL writes an array: made once for an edition, which asks with the same ones."""
    return f"{{{','.join(map(str, ids))}}}"


def _tagged(model: type[Model], by: str) -> QuerySet[Any, Any]:
    """Asked of each row, for there are a thousand names and a hundred times as many tags."""
    held = effective_tags().filter(**{by: OuterRef("pk")})
    return model._default_manager.filter(Exists(held)).values("pk")


def _upwards(told: QuerySet[Any, Any], table: str, *, above: str, passes_on: str = "TRUE") -> RawSQL:
    """Ids of the rows told of, and of all above them."""
    sql, values = told.query.sql_with_params()
    return RawSQL(UPWARDS.format(told=sql, table=table, above=above, passes_on=passes_on), values)  # noqa: S611  no word of a reader
