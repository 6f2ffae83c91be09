"""Writes documents into the record's tables; only curation and seeding call it, beside their Changes."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import Field, Model

from news.ingest import SourceFacts, copy_rows, source_items
from timeline.documents import OWNED, TABLES, Document, Part, Table, part_key
from timeline.models import Evidence

Ids = dict[str, int]
BATCH = 500


def write_documents(table: Table, documents: Iterable[Document]) -> None:
    """Create or overwrite one row with its parts for each document, in a constant number of queries.

    Every slug a document names must exist already or be among the documents.
    """
    documents = list(documents)
    existing = _rows_by_slug(table, [document["slug"] for document in documents])
    targets = _targets(table, documents)
    fresh = [document for document in documents if document["slug"] not in existing]
    standing = [document for document in documents if document["slug"] in existing]
    created = table.model._default_manager.bulk_create(
        [_new_row(table, document, targets) for document in fresh], batch_size=BATCH
    )
    rows = existing | {row.slug: row for row in created}  # type: ignore[attr-defined]
    targets[table.name] = targets.get(table.name, {}) | {slug: row.pk for slug, row in rows.items()}
    refers_to_itself = table.name in table.references.values()
    _overwrite(table, documents if refers_to_itself else standing, rows, targets)
    for part in table.parts:
        wanted = {rows[document["slug"]].pk: document[part.name] for document in documents}
        _write_parts(part, wanted, targets, standing=[row.pk for row in existing.values()])


def delete_row(table: Table, slug: str) -> None:
    """Remove one row with its parts; only the undoing of an addition does that."""
    row = table.model._default_manager.get(slug=slug)
    for part in table.parts:
        part.model._default_manager.filter(**{part.parent: row}).delete()
    row.delete()


def rename_row(table: Table, slug: str, *, to: str) -> None:
    """Give one row another slug."""
    table.model._default_manager.filter(slug=slug).update(slug=to)


def _rows_by_slug(table: Table, slugs: list[str]) -> dict[str, Any]:
    rows = table.model._default_manager.filter(slug__in=slugs)
    return {row.slug: row for row in rows}  # type: ignore[attr-defined]


def _targets(table: Table, documents: list[Document]) -> dict[str, Ids]:
    """Ids of every row that the documents point to, by table and slug."""
    wanted: dict[str, set[str]] = {}
    for document in documents:
        _collect(document, table.references, wanted)
        for part in table.parts:
            for each in document[part.name]:
                _collect(each, part.references, wanted)
    return {name: _ids(TABLES[name], slugs) for name, slugs in wanted.items()}


def _collect(document: Document, references: Mapping[str, str], wanted: dict[str, set[str]]) -> None:
    for name, target in references.items():
        if document[name]:
            wanted.setdefault(target, set()).add(document[name])


def _ids(table: Table, slugs: Iterable[str]) -> Ids:
    return dict(table.model._default_manager.filter(slug__in=list(slugs)).values_list("slug", "pk"))


@cache
def _columns(model: type[Model]) -> dict[str, Field[Any, Any]]:
    return {column.name: column for column in model._meta.concrete_fields}


def _values(
    model: type[Model],
    document: Document,
    fields: Iterable[str],
    references: Mapping[str, str],
    targets: dict[str, Ids],
) -> dict[str, Any]:
    """Column values of a document; raises KeyError for a slug that does not exist."""
    columns = _columns(model)
    values: dict[str, Any] = {}
    for name in (*fields, *OWNED):
        if name in references:
            slug = document[name]
            values[f"{name}_id"] = targets[references[name]][slug] if slug else None
        else:
            values[name] = columns[name].to_python(document[name])
    return values


def _new_row(table: Table, document: Document, targets: dict[str, Ids]) -> Model:
    """An unsaved row; what it says of its own table waits until all rows are there."""
    outside = {name: target for name, target in table.references.items() if target != table.name}
    fields = [name for name in table.fields if table.references.get(name) != table.name]
    return table.model(slug=document["slug"], **_values(table.model, document, fields, outside, targets))


def _overwrite(
    table: Table, documents: list[Document], rows: dict[str, Any], targets: dict[str, Ids]
) -> None:
    changes = [
        (rows[document["slug"]], _values(table.model, document, table.fields, table.references, targets))
        for document in documents
    ]
    _update(table.model, changes)


def _update(model: type[Model], changes: list[tuple[Any, dict[str, Any]]]) -> None:
    """Write the columns that differ, and only those: an UPDATE of many rows costs by its columns."""
    changed: list[Any] = []
    columns: set[str] = set()
    for row, values in changes:
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in differing.items():
            setattr(row, name, value)
        changed += [row] if differing else []
        columns |= differing.keys()
    if changed:
        model._default_manager.bulk_update(changed, sorted(columns), batch_size=BATCH)


def _write_parts(
    part: Part, wanted: dict[int, list[Document]], targets: dict[str, Ids], *, standing: Collection[int]
) -> None:
    """Bring the parts of each wanted row up to its documents; only rows that were `standing` can have any."""
    existing = _existing_parts(part, standing)
    kept: list[tuple[Any, dict[str, Any]]] = []
    fresh: list[Any] = []
    for parent, documents in wanted.items():
        for document in documents:
            values = _values(part.model, document, part.fields, part.references, targets)
            row = existing.pop((parent, *part_key(part, document)), None)
            if row is None:
                fresh.append(part.model(**{f"{part.parent}_id": parent}, **values))
            else:
                kept.append((row, values))
    part.model._default_manager.filter(pk__in=[row.pk for row in existing.values()]).delete()
    _link_sources(part, fresh)
    copy_rows(fresh)
    _update(part.model, kept)


def _existing_parts(part: Part, parents: Collection[int]) -> dict[tuple[Any, ...], Any]:
    rows = part.model._default_manager.filter(**{f"{part.parent}_id__in": parents}).select_related(
        *part.references
    )
    return {(getattr(row, f"{part.parent}_id"), *_key_of(part, row)): row for row in rows}


def _key_of(part: Part, row: Any) -> tuple[str, ...]:
    values = {name: getattr(row, name) for name in part.key}
    return part_key(part, {name: getattr(value, "slug", value) for name, value in values.items()})


def _link_sources(part: Part, rows: list[Any]) -> None:
    """Join each piece of evidence to the news item of its address."""
    if part.model is not Evidence:
        return
    items = source_items([_source_facts(row) for row in rows])
    for row in rows:
        row.item = items[row.url]


def _source_facts(row: Any) -> SourceFacts:
    exact = row.published_earliest if row.published_earliest == row.published_latest else None
    return SourceFacts(url=row.url, title=row.title, publisher=row.publisher, published_on=exact)
