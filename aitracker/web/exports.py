"""Whole lists as files, CSV or NDJSON: made and sent piece by piece, so that none is ever held whole."""

import csv
import io
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from rest_framework.serializers import Serializer
from rest_framework.utils.encoders import JSONEncoder

from aitracker.web.lists import Found
from aitracker.web.pages import Cursor

CSV, NDJSON = "csv", "ndjson"
MEDIA_TYPES = {CSV: "text/csv", NDJSON: "application/x-ndjson"}
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
# A file holds every row and no more than its rows.
OF_PAGES = ("limit", "cursor", "include")
CHUNK = 500
# Texts of publishers: a title says which page is meant, the rest stays with them, and so do places in it.
PUBLISHED = frozenset({"quote", "excerpt", "hits"})
LONGEST_TITLE = 280
# What a spreadsheet takes for the beginning of a formula, in the wide form too.
FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
CONTROLS = ("\t", "\r", "\n")
Shape = dict[str, Any]
Shapes = Callable[[list[Any]], list[Shape]]


def chunks_of(found: Found[Any], shapes: Shapes) -> Iterator[list[Shape]]:
    """All rows in their order, some hundreds at a time, each chunk beginning after the last row before it.

    Nothing is held open between two chunks: a reader may take all day. A row that is recorded meanwhile
    stands in the file when its place comes later than what was sent.
    """
    cursor: Cursor | None = None
    while True:
        rows = list(found.beyond(cursor, limit=CHUNK))
        shown = rows[:CHUNK]
        yield [exported(shape) for shape in shapes(shown)]
        if len(rows) <= CHUNK:
            return
        cursor = Cursor(found.key(shown[-1]), back=False)


def file_of(
    chunks: Iterator[list[Shape]],
    *,
    kind: str,
    name: str,
    row: Serializer[Any],
    fields: Sequence[str],
    meta: Shape,
) -> StreamingHttpResponse:
    """The answer that sends the rows as a file; the first are read before it, so that faults are told."""
    first = next(chunks)
    write = lines_of(kind, row=row, fields=fields, meta=meta)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{kind}"',
        "Link": f'<{LICENCE_ADDRESS}>; rel="license"',
    }
    return StreamingHttpResponse(
        write(chain([first], chunks)), content_type=f"{MEDIA_TYPES[kind]}; charset=utf-8", headers=headers
    )


def lines_of(
    kind: str, *, row: Serializer[Any], fields: Sequence[str], meta: Shape
) -> Callable[[Iterator[list[Shape]]], Iterator[str]]:
    """Writes chunks of rows in one of the two forms."""
    always = [name for name, field in row.fields.items() if field.required]
    names = [str(name) for name in fields or always if name not in PUBLISHED]
    if kind == NDJSON:
        return lambda chunks: ndjson_lines(chunks, names=names, meta=meta)
    columns = columns_of(row, names)
    return lambda chunks: csv_lines(chunks, columns=columns, meta=meta)


def ndjson_lines(chunks: Iterator[list[Shape]], *, names: Sequence[str], meta: Shape) -> Iterator[str]:
    """Each row as the API answers it, and under `meta` on which day and record it rests."""
    for chunk in chunks:
        yield "".join(_json({name: row[name] for name in names} | {"meta": meta}) + "\n" for row in chunk)


def csv_lines(
    chunks: Iterator[list[Shape]], *, columns: Mapping[str, tuple[str, ...]], meta: Shape
) -> Iterator[str]:
    """A line of names, then a line for each row (RFC 4180); the last columns are those of `meta`."""
    yield _csv_text([[*columns, *meta]])
    same = [cell(value) for value in meta.values()]
    for chunk in chunks:
        yield _csv_text([*(cell(_value(row, path)) for path in columns.values()), *same] for row in chunk)


def columns_of(row: Serializer[Any], names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Columns by name with the way to their value: an object inside a row has a column for each field."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        inner = _parts(row.fields[name])
        found |= {f"{name}_{part}": (name, *way) for part, way in inner.items()} if inner else {name: (name,)}
    return found


def cell(value: Any) -> str:
    """What a cell says: nothing for what is not known, words joined by semicolons, other lists as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _harmless(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return _harmless("; ".join(value))
    return _json(value) if isinstance(value, list | dict) else str(value)


def exported(value: Any) -> Any:
    """The value without what its publishers wrote beyond a title."""
    if isinstance(value, list):
        return [exported(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _cut(each) if name == "title" else exported(each)
        for name, each in value.items()
        if name not in PUBLISHED
    }


def _parts(field: Any) -> dict[str, tuple[str, ...]]:
    """The columns of an object; nothing for a single value, a list, or an object of any fields."""
    if not isinstance(field, Serializer):
        return {}
    return columns_of(field, [name for name in map(str, field.fields) if name not in PUBLISHED])


def _value(row: Shape, path: tuple[str, ...]) -> Any:
    value: Any = row
    for name in path:
        value = None if value is None else value.get(name)
    return value


def _harmless(text: str) -> str:
    """A quote before what a spreadsheet would reckon out."""
    return f"'{text}" if text.startswith(CONTROLS) or text.lstrip().startswith(FORMULA) else text


def _cut(title: Any) -> Any:
    if not isinstance(title, str) or len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rstrip() + "…"


def _csv_text(rows: Any) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _json(value: Any) -> str:
    """One line, also for readers that take every Unicode line end for one."""
    text = json.dumps(value, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
