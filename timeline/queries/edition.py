"""How new the record and the news are, what every cached answer depends on; and names nobody has."""

from collections.abc import Collection
from datetime import date
from typing import Any

from aitracker.postgres.base import prepared_cursor
from aitracker.web.answers import Edition
from aitracker.web.selection import Selection
from news.models.catalog import MODEL_KINDS
from timeline.documents import COMPANY, PRODUCT

# An instant is taken before its transaction ends: of two that write items the earlier may be seen later, and
# then moves no maximum. That it is among the latest instants tells it, as it tells of one that is taken out.
STATE = """
    SELECT (SELECT max(seq) FROM timeline_change),
           (
               SELECT concat_ws('.', count(*), max(changed_at), sum(changed_at - 'epoch'::timestamptz))
               FROM (SELECT changed_at FROM news_item ORDER BY changed_at DESC LIMIT 300) latest
           ),
           (SELECT max(latest) FROM timeline_event),
           {further}
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


def edition(further: str = "NULL") -> Edition:
    """The greatest change, when items or their tags changed last, the last day something happened on.

    further: SQL for one more value that its state is made of.
    """
    with prepared_cursor() as cursor:
        cursor.execute(STATE.format(further=further))
        return _edition(*cursor.fetchone())


def unknown_names(selection: Selection) -> dict[str, Collection[str]]:
    """By parameter the slugs that no row has today; one query, none where no name is asked for."""
    return standing(selection)[1] if any(getattr(selection, name) for name in NAMED) else {}


def standing(selection: Selection, further: str = "NULL") -> tuple[Edition, dict[str, Collection[str]]]:
    """The edition, and by parameter the slugs that no row has today: one query in all."""
    named: dict[str, Any] = {name: list(getattr(selection, name)) for name in NAMED}
    if not any(named.values()):
        return edition(further), {}
    sql = STATE.format(further=further) + UNKNOWN
    with prepared_cursor() as cursor:
        cursor.execute(sql, named | {"model_kinds": [kind.value for kind in MODEL_KINDS]})
        change, items, last_day, more, *unknown = cursor.fetchone()
    missing: dict[str, Collection[str]] = {
        name: sorted(slugs) for name, slugs in zip(NAMED, unknown, strict=True) if slugs
    }
    return _edition(change, items, last_day, more), missing


def _edition(change: int | None, items: str, last_day: date | None, more: str | None) -> Edition:
    state = f"{change}.{items}" if more is None else f"{change}.{items}.{more}"
    return Edition(state=state, record_through=last_day)
