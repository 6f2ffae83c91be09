"""The record's tables as documents: each row with its parts in one JSON value, references as slugs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from news.models import Alias, Company, Product
from timeline.models import Commitment, Deliverable, Event, EventParty, Evidence, Outcome

Document = dict[str, Any]
OWNED = ("origin", "version")


@dataclass(frozen=True)
class Part:
    """A table whose rows belong to a row of another: `parent` is the field that points there."""

    name: str
    model: type[Model]
    parent: str
    key: tuple[str, ...]
    fields: tuple[str, ...]
    references: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table of rows with slugs; `references` maps a field to the table it points to."""

    name: str
    model: type[Model]
    fields: tuple[str, ...]
    references: dict[str, str]
    parts: tuple[Part, ...] = ()


ALIAS_FIELDS = (
    "text folded kind tier case_sensitive version_policy context negative_context valid_from valid_to"
)
EVIDENCE_FIELDS = "url title publisher published_earliest published_latest read quote role repeats unopened"


def _aliases(parent: str) -> Part:
    return Part("aliases", Alias, parent, ("folded",), tuple(ALIAS_FIELDS.split()))


def _evidence(parent: str) -> Part:
    return Part("evidence", Evidence, parent, ("url", "role"), tuple(EVIDENCE_FIELDS.split()))


OUTCOMES = Part(
    "outcomes",
    Outcome,
    "event",
    ("deliverable", "effect"),
    ("deliverable", "effect", "completeness", "note"),
    {"deliverable": "deliverable"},
)
PARTIES = Part(
    "parties",
    EventParty,
    "event",
    ("company", "product", "role"),
    ("company", "product", "role"),
    {"company": "company", "product": "product"},
)
COMPANY = Table(
    "company",
    Company,
    ("name", "kind", "parent", "country", "ticker", "homepage", "fiscal_year_start_month"),
    {"parent": "company"},
    (_aliases("company"),),
)
PRODUCT = Table(
    "product",
    Product,
    ("name", "company", "kind", "family"),
    {"company": "company", "family": "product"},
    (_aliases("product"),),
)
DELIVERABLE = Table(
    "deliverable",
    Deliverable,
    tuple(
        "product channel name stage audience regions excluded_regions scope_note headline "
        "split_from merged_into renamed_to last_verified_on".split()
    ),
    {
        "product": "product",
        "split_from": "deliverable",
        "merged_into": "deliverable",
        "renamed_to": "deliverable",
    },
)
COMMITMENT = Table(
    "commitment",
    Commitment,
    tuple(
        "deliverable basis voice speaker words said_earliest said_latest first_reported_on earliest latest "
        "precision strict_latest rule ruleset condition relative_to retro_disclosed verified note "
        "retracted_on".split()
    ),
    {"deliverable": "deliverable", "relative_to": "deliverable"},
    (_evidence("commitment"),),
)
EVENT = Table(
    "event",
    Event,
    tuple(
        "kind title summary earliest latest precision basis significance restructuring_kind headcount_low "
        "headcount_high amount_low amount_high currency verified retracted_on".split()
    ),
    {},
    (OUTCOMES, PARTIES, _evidence("event")),
)
TABLES = {table.name: table for table in (COMPANY, PRODUCT, DELIVERABLE, COMMITMENT, EVENT)}


def read_documents(table: Table, slugs: Iterable[str] | None = None) -> dict[str, Document]:
    """Documents of the named rows, or of all, by slug; the number of queries does not depend on how many."""
    rows = table.model._default_manager.all()
    if slugs is not None:
        rows = rows.filter(slug__in=list(slugs))
    by_id = dict(_documents(rows.order_by("slug"), "pk", ("slug", *table.fields), table.references))
    for part in table.parts:
        _add_parts(by_id, part, of=rows.values("pk"))
    return {document["slug"]: document for document in by_id.values()}


def read_document(table: Table, slug: str) -> Document | None:
    """The document of one row, or None."""
    return read_documents(table, [slug]).get(slug)


def part_key(part: Part, document: Document) -> tuple[str, ...]:
    """What tells one part from its siblings."""
    return tuple(document[name] or "" for name in part.key)


def replay(changes: Iterable[tuple[str, Document | None, Document | None]]) -> dict[str, dict[str, Document]]:
    """The last document of every row, by table and slug, from changes in order: (table, before, after)."""
    state: dict[str, dict[str, Document]] = {name: {} for name in TABLES}
    for table, before, after in changes:
        if before:
            state[table].pop(before["slug"], None)
        if after:
            state[table][after["slug"]] = after
        if before and after and before["slug"] != after["slug"]:
            _repoint(state, table, before["slug"], after["slug"])
    return state


def renamed_references(table: Table, document: Document, names: Mapping[tuple[str, str], str]) -> Document:
    """The document with every reference (table, slug) that stands in `names` by its other slug."""

    def turned(values: Document, references: Mapping[str, str]) -> Document:
        return values | {
            field: names[target, values[field]]
            for field, target in references.items()
            if (target, values[field]) in names
        }

    parts = {
        part.name: [turned(each, part.references) for each in document[part.name]] for part in table.parts
    }
    return turned(document, table.references) | parts


def _repoint(state: dict[str, dict[str, Document]], table: str, old: str, new: str) -> None:
    for name, documents in state.items():
        for slug, document in documents.items():
            documents[slug] = renamed_references(TABLES[name], document, {(table, old): new})


def _documents(
    rows: QuerySet[Any], key: str, fields: tuple[str, ...], references: Mapping[str, str]
) -> Iterator[tuple[int, Document]]:
    """Each row's `key` with its document, in the order of the rows."""
    names = (*fields, *OWNED)
    columns = [f"{name}__slug" if name in references else name for name in names]
    for own, *values in rows.values_list(key, *columns):
        yield own, dict(zip(names, map(_plain, values), strict=True))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _add_parts(by_id: dict[int, Document], part: Part, *, of: QuerySet[Any, Any]) -> None:
    for document in by_id.values():
        document[part.name] = []
    rows = part.model._default_manager.filter(**{f"{part.parent}__in": of}).order_by(part.parent, "pk")
    for parent, each in _documents(rows, f"{part.parent}_id", part.fields, part.references):
        if parent in by_id:
            by_id[parent][part.name].append(each)
    for document in by_id.values():
        document[part.name].sort(key=lambda each: part_key(part, each))
