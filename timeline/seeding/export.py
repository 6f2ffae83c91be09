"""The record written back into the five files of the catalogue's layout."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from news.models.catalog import Alias
from timeline.documents import TABLES, Document, read_documents
from timeline.fields import parse_period
from timeline.seeding.files import SHIPPED
from timeline.terms import Completeness, ReadDepth

ALIAS_DEFAULTS = {
    "kind": Alias.Kind.NAME.value,
    "tier": Alias.Tier.PLAIN.value,
    "version_policy": Alias.VersionPolicy.NONE.value,
    "case_sensitive": False,
}


def export_catalogue(folder: Path) -> dict[str, int]:
    """Write every row into the folder's five files; returns rows by table. Existing files are overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, path in SHIPPED.items():
        rows = [ROWS[name](document) for document in read_documents(TABLES[name]).values()]
        text = yaml.dump(rows, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)
        (folder / path.name).write_text(text, encoding="utf-8")
        counts[name] = len(rows)
    return counts


def period_text(earliest: str | None, latest: str | None) -> str | None:
    """The shortest spelling that reads back as the span: 2026-06-09, 2026-06, 2026-Q2, 2026 or first/last."""
    if not earliest or not latest:
        return None
    first = date.fromisoformat(earliest)
    quarter = f"{first.year}-Q{(first.month + 2) // 3}"
    for text in (earliest, earliest[:7], quarter, earliest[:4]):
        period = parse_period(text)
        if (period.earliest.isoformat(), period.latest.isoformat()) == (earliest, latest):
            return text
    return f"{earliest}/{latest}"


def _said_things(document: Document, names: Iterable[str], **defaults: Any) -> Document:
    """The named fields that say something: neither empty nor what is taken for granted."""
    empty: tuple[Any, ...] = (None, "", [])
    return {
        name: document[name]
        for name in names
        if document[name] not in empty and document[name] != defaults.get(name)
    }


def _aliases(document: Document) -> Document:
    return {"aliases": [_alias(alias) for alias in document["aliases"]]}


def _alias(alias: Document) -> Any:
    names = ("text", *ALIAS_DEFAULTS, "context", "negative_context", "valid_from", "valid_to")
    row = _said_things(alias, names, **ALIAS_DEFAULTS)
    return row if len(row) > 1 else alias["text"]


def _company(document: Document) -> Document:
    names = "slug name kind parent country ticker homepage fiscal_year_start_month".split()
    return _said_things(document, names, fiscal_year_start_month=1) | _aliases(document)


def _product(document: Document) -> Document:
    return _said_things(document, "slug name company kind family".split()) | _aliases(document)


def _deliverable(document: Document) -> Document:
    names = ["slug", *TABLES["deliverable"].fields]
    return _said_things(document, names) | {"headline": document["headline"]}


def _commitment(document: Document) -> Document:
    before = "slug deliverable basis voice speaker words".split()
    after = "condition relative_to retro_disclosed verified note retracted_on".split()
    return (
        _said_things(document, before)
        | {"said": period_text(document["said_earliest"], document["said_latest"])}
        | _said_things(document, ["first_reported_on"])
        | {"window": _said_things(document, "earliest latest precision strict_latest".split())}
        | _said_things(document, after, retro_disclosed=False, verified=True)
        | _evidence(document)
    )


def _event(document: Document) -> Document:
    when = period_text(document["earliest"], document["latest"])
    read_back = parse_period(when or "").precision
    before = {"slug": document["slug"], "kind": document["kind"], "date": when}
    after = "title summary basis significance restructuring_kind verified retracted_on".split()
    return (
        before
        | _said_things(document, ["precision"], precision=read_back)
        | _said_things(document, after, verified=True)
        | _range(document, "headcount")
        | _range(document, "amount", currency=document["currency"])
        | _parts(document, "outcomes", _outcome)
        | _parts(document, "parties", lambda each: _said_things(each, ("company", "product", "role")))
        | _evidence(document)
    )


def _range(document: Document, name: str, **more: str) -> Document:
    ends = {end: document[f"{name}_{end}"] for end in ("low", "high")}
    known = {end: value for end, value in ends.items() if value is not None}
    return {name: known | more} if known else {}


def _parts(document: Document, name: str, row: Callable[[Document], Document]) -> Document:
    return {name: [row(each) for each in document[name]]} if document[name] else {}


def _outcome(outcome: Document) -> Document:
    names = ("deliverable", "effect", "completeness", "note")
    return _said_things(outcome, names, completeness=Completeness.FULL.value)


def _evidence(document: Document) -> Document:
    return {"evidence": [_source(each) for each in document["evidence"]]}


def _source(source: Document) -> Document:
    published = period_text(source["published_earliest"], source["published_latest"])
    return (
        _said_things(source, ("url", "title", "publisher"))
        | ({"published": published} if published else {})
        | _said_things(
            source,
            ("role", "read", "quote", "repeats", "unopened"),
            read=ReadDepth.FULL.value,
            unopened=False,
        )
    )


ROWS: dict[str, Callable[[Document], Document]] = {
    "company": _company,
    "product": _product,
    "deliverable": _deliverable,
    "commitment": _commitment,
    "event": _event,
}
