"""Which rows have a page worth finding: those on which the record or an item has something.

The tables of names hold far more than the record and the news speak of: lists, pages and maps show no others.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from news.models import Company, Product, Story
from news.queries import effective_tags
from timeline.models import Deliverable, Event, EventParty
from timeline.queries.companies import INSIDE
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


def found_deliverables() -> QuerySet[Deliverable]:
    """Every deliverable that goes on as itself, by slug."""
    return Deliverable.objects.filter(merged_into=None).order_by("slug")


def found_events(*, today: date) -> QuerySet[Event]:
    """Every event that has happened, by slug."""
    return Event.objects.filter(latest__lte=today).order_by("slug")


def found_products() -> QuerySet[Product]:
    """Products with a deliverable, a part in an event or an item, of their own or of a member; by slug."""
    promised = Deliverable.objects.values("product")
    took_part = EventParty.objects.filter(product__isnull=False).values("product")
    told = promised.union(took_part, _tagged(Product, "product"))
    return Product.objects.filter(pk__in=_upwards(told, "news_product", above="family")).order_by("slug")


def found_companies() -> QuerySet[Company]:
    """Companies with a found product, a part in an event or an item, of their own or of a unit; by slug."""
    made = found_products().order_by().values("company")
    took_part = EventParty.objects.filter(company__isnull=False).values("company")
    told = made.union(took_part, _tagged(Company, "company"))
    inside = ", ".join(f"'{kind.value}'" for kind in INSIDE)
    above = _upwards(told, "news_company", above="parent", passes_on=f"row.kind IN ({inside})")
    return Company.objects.filter(pk__in=above).order_by("slug")


def found_stories(*, today: date) -> QuerySet[Story]:
    """Stories that go on as themselves and of which anything is shown, by id."""
    shown = known_by(today).filter(story=OuterRef("pk"))
    return Story.objects.filter(Exists(shown), merged_into=None).order_by("pk")


def told_companies(ids: Iterable[int]) -> set[int]:
    """Those of the companies, by id, that are found; one query."""
    return set(found_companies().filter(pk__in=ids).values_list("pk", flat=True))


def told_products(ids: Iterable[int]) -> set[int]:
    """Those of the products, by id, that are found; one query."""
    return set(found_products().filter(pk__in=ids).values_list("pk", flat=True))


def _tagged(model: type[Model], by: str) -> QuerySet[Any, Any]:
    """Asked of each row, for there are a thousand names and a hundred times as many tags."""
    held = effective_tags().filter(**{by: OuterRef("pk")})
    return model._default_manager.filter(Exists(held)).values("pk")


def _upwards(told: QuerySet[Any, Any], table: str, *, above: str, passes_on: str = "TRUE") -> RawSQL:
    """Ids of the rows told of, and of all above them."""
    sql, values = told.query.sql_with_params()
    return RawSQL(UPWARDS.format(told=sql, table=table, above=above, passes_on=passes_on), values)  # noqa: S611  no word of a reader
