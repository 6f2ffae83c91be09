"""Whether a document's values fit their columns: types, lengths, words of enumerations."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from timeline.documents import Document, Table
from timeline.fields import SLUG

LONGEST_SLUG = 80


def field_faults(table: Table, document: Document) -> Iterator[tuple[str, str]]:
    """Every value that its column would not take as it stands, as (field, message)."""
    slug = document["slug"]
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        yield "slug", f"{slug!r} is not a slug of at most {LONGEST_SLUG} small letters, digits and hyphens"
    yield from _faults(table.model, document, table.fields, table.references)
    for part in table.parts:
        for each in document[part.name]:
            for field, message in _faults(part.model, each, part.fields, part.references):
                yield part.name, f"{field}: {message}"


def _faults(
    model: type[Model], document: Document, fields: Iterable[str], references: Iterable[str]
) -> Iterator[tuple[str, str]]:
    columns = {column.name: column for column in model._meta.concrete_fields}
    for name in fields:
        if name not in references:
            message = _fault(columns[name], document[name])
            if message:
                yield name, message


def _fault(column: Any, value: Any) -> str:
    try:
        cleaned = column.clean(value, None)
    except ValidationError as error:
        return " ".join(error.messages)
    spelt = cleaned.isoformat() if isinstance(cleaned, date) else cleaned
    return "" if spelt == value else f"{value!r} must be written as {spelt!r}"
