"""Changes many rows by one statement: Django's own bulk_update builds a CASE for every value of them."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


def update_rows(rows: Sequence[Model], names: Sequence[str], *, where_null: str = "") -> None:
    """Store these fields of saved rows, all of one model; those alone whose column `where_null` is null."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [meta.get_field(name) for name in ("id", *names)]
    columns = [connection.ops.quote_name(str(field.column)) for field in fields]  # type: ignore[union-attr]
    types = [field.db_type(connection) for field in fields]
    row = "({})".format(", ".join(f"%s::{each}" for each in types))
    changes = ", ".join(f"{column} = given.{column}" for column in columns[1:])
    guard = f" AND kept.{connection.ops.quote_name(where_null)} IS NULL" if where_null else ""
    sql = (
        f"UPDATE {connection.ops.quote_name(meta.db_table)} kept SET {changes} "  # noqa: S608
        f"FROM (VALUES {', '.join([row] * len(rows))}) given ({', '.join(columns)}) "
        f"WHERE kept.id = given.id{guard}"
    )
    values = [
        field.get_db_prep_save(getattr(each, str(field.attname)), connection)  # type: ignore[union-attr]
        for each in rows
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
