"""Adds many rows at once by COPY: an INSERT of thousands of rows spends most of its time on quoting."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def copy_rows(rows: Sequence[Model]) -> None:
    """Add unsaved rows, all of one model; they do not learn their primary keys."""
    if rows:
        _copy(rows, table=_table(rows), columns=_columns(rows))


def copy_missing_rows(rows: Sequence[Model]) -> None:
    """Add those of the unsaved rows, all of one model, that break no uniqueness; within a transaction."""
    if not rows:
        return
    table, columns = _table(rows), _columns(rows)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE copied AS SELECT {columns} FROM {table} WITH NO DATA")  # noqa: S608
        _copy(rows, table="copied", columns=columns)
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM copied ON CONFLICT DO NOTHING"  # noqa: S608
        )
        cursor.execute("DROP TABLE copied")


def _copy(rows: Sequence[Model], *, table: str, columns: str) -> None:
    fields = _fields(rows)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            values = (field.pre_save(row, True) for field in fields)
            copy.write_row(
                [
                    field.get_db_prep_save(value, connection)
                    for field, value in zip(fields, values, strict=True)
                ]
            )


def _table(rows: Sequence[Model]) -> str:
    return connection.ops.quote_name(rows[0]._meta.db_table)


def _columns(rows: Sequence[Model]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in _fields(rows))


def _fields(rows: Sequence[Model]) -> list[Field[Any, Any]]:
    """The columns that the database does not fill by itself."""
    fields = rows[0]._meta.concrete_fields
    return [
        field
        for field in fields
        if not field.primary_key and not field.generated and not field.has_db_default()
    ]
