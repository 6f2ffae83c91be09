"""How new the record and the news are, what every cached answer depends on; and names nobody has."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from aitracker.web.answers import Edition
from aitracker.web.selection import Selection
from news.models.catalog import MODEL_KINDS
from timeline.documents import COMPANY, PRODUCT

STATE = """
    SELECT (SELECT max(seq) FROM timeline_change),
           (SELECT max(changed_at) FROM news_item),
           (SELECT max(latest) FROM timeline_event)
"""
UNKNOWN = """,
           ARRAY(SELECT unnest(%(company)s::text[]) EXCEPT SELECT slug FROM news_company),
           ARRAY(SELECT unnest(%(product)s::text[]) EXCEPT SELECT slug FROM news_product),
           ARRAY(
               SELECT unnest(%(model)s::text[])
               EXCEPT SELECT slug FROM news_product WHERE kind = ANY(%(model_kinds)s)
           )
"""
# The parameters whose values are slugs, and the table that holds them.
NAMED = {"company": COMPANY, "product": PRODUCT, "model": PRODUCT}


@dataclass(frozen=True, slots=True)
class Standing:
    """What answers are made from, and by parameter the slugs of a selection that no row has today."""

    edition: Edition
    unknown: dict[str, Collection[str]]


def edition() -> Edition:
    """The greatest change, when an item or its tags last changed, the last day something happened on."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return _edition(*cursor.fetchone())


def standing(selection: Selection) -> Standing:
    """The edition, and which of the slugs that are asked for name nothing; one query."""
    named = {name: list(getattr(selection, name)) for name in NAMED}
    with connection.cursor() as cursor:
        cursor.execute(STATE + UNKNOWN, {**named, "model_kinds": [kind.value for kind in MODEL_KINDS]})
        *state, companies, products, models = cursor.fetchone()
    unknown = {"company": companies, "product": products, "model": models}
    return Standing(_edition(*state), {name: sorted(slugs) for name, slugs in unknown.items() if slugs})


def _edition(change: int | None, changed_at: datetime | None, last_day: date | None) -> Edition:
    return Edition(state=f"{change}.{changed_at}", record_through=last_day)
