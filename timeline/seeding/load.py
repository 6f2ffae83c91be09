"""Loads the catalogue's documents: adds and updates shipped rows, leaves a curator's rows alone."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from news.ingest import copy_rows
from news.models.catalog import Origin
from timeline.cited import tag_cited_items
from timeline.curation.kernel import Act, writing
from timeline.curation.updates import differences, update_action
from timeline.documents import OWNED, TABLES, Document, Part, Table, part_key, read_documents
from timeline.models import Change
from timeline.seeding.decisions import Removals, as_named_now, removals
from timeline.seeding.files import read_catalogue
from timeline.terms import Action, CorrectionReason
from timeline.writing import write_documents

SHIPPED = Origin.SHIPPED.value


@dataclass
class LoadReport:
    """What a load did, or with a dry run would do: slugs by table, and every difference in words."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def load_catalogue(act: Act, files: dict[str, Path] | None = None, *, dry_run: bool = False) -> LoadReport:
    """Bring the shipped rows up to the files; raises CatalogueFaults and does nothing when one is faulty."""
    catalogue = read_catalogue(files, today=act.today)
    report = LoadReport()
    with writing():
        gone = removals(loader=act.actor)
        for name, documents in as_named_now(catalogue).items():
            wanted = _without_removed(TABLES[name], documents, gone, report)
            _load_table(act, TABLES[name], wanted, report, dry_run=dry_run)
        if not dry_run and (report.created or report.changed):
            tag_cited_items()
            _refresh_statistics()
    return report


def _without_removed(
    table: Table, documents: dict[str, Document], gone: Removals, report: LoadReport
) -> dict[str, Document]:
    """The shipped documents less what curators took away, which is reported."""
    wanted = {}
    for slug, document in documents.items():
        if (table.name, slug) in gone.rows:
            report.kept.append(f"{table.name} {slug}")
            report.differences.append(f"{table.name} {slug}: a curator took it away")
        else:
            wanted[slug] = gone.without_removed(table, document)
    return wanted


def _refresh_statistics() -> None:
    """Tell the planner how large the tables are: until it knows, joins over the record take seconds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _load_table(
    act: Act, table: Table, documents: dict[str, Document], report: LoadReport, *, dry_run: bool
) -> None:
    standing = read_documents(table)
    writes: list[tuple[Document | None, Document]] = []
    for slug, shipped in documents.items():
        before = standing.get(slug)
        after = _as_new(shipped, table) if before is None else _brought_up(shipped, before, table)
        _report(report, table, before=before, after=after, shipped=shipped)
        if after is not None and after != before:
            writes.append((before, after))
    report.missing += [
        f"{table.name} {slug}"
        for slug, row in standing.items()
        if row["origin"] == SHIPPED and slug not in documents
    ]
    if not dry_run:
        write_documents(table, [after for _, after in writes])
        copy_rows([_change(act, table, before, after) for before, after in writes])


def _as_new(shipped: Document, table: Table) -> Document:
    fresh = {"origin": SHIPPED, "version": 1}
    parts = {part.name: [each | fresh for each in shipped[part.name]] for part in table.parts}
    return shipped | fresh | parts


def _brought_up(shipped: Document, before: Document, table: Table) -> Document | None:
    """The standing row with the shipped facts; None when a curator owns the row."""
    if before["origin"] != SHIPPED:
        return None
    owner = {name: before[name] for name in OWNED}
    parts = {part.name: _brought_up_parts(shipped, before, part) for part in table.parts}
    after = shipped | owner | parts
    return after if after == before else after | {"version": before["version"] + 1}


def _brought_up_parts(shipped: Document, before: Document, part: Part) -> list[Document]:
    """Shipped parts as the files have them, a curator's parts as they stand."""
    standing = {part_key(part, each): each for each in before[part.name]}
    parts = {key: each for key, each in standing.items() if each["origin"] != SHIPPED}
    for each in shipped[part.name]:
        key = part_key(part, each)
        earlier = standing.get(key)
        if key not in parts:
            parts[key] = _brought_up_part(each, earlier)
    return [parts[key] for key in sorted(parts)]


def _brought_up_part(shipped: Document, earlier: Document | None) -> Document:
    if earlier is None:
        return shipped | {"origin": SHIPPED, "version": 1}
    same = shipped | {name: earlier[name] for name in OWNED}
    return same if same == earlier else same | {"version": earlier["version"] + 1}


def _report(
    report: LoadReport, table: Table, *, before: Document | None, after: Document | None, shipped: Document
) -> None:
    name = f"{table.name} {shipped['slug']}"
    if before is None:
        report.created.append(name)
    elif after is None:
        differing = differences(table, before, shipped)
        report.kept += [name] if differing else []
        report.unchanged += 0 if differing else 1
        report.differences += [f"{name}: a curator's row; the shipped one has {text}" for text in differing]
    elif after == before:
        report.unchanged += 1
    else:
        report.changed.append(name)
        report.differences += [f"{name}: {text}" for text in differences(table, before, after)]


def _change(act: Act, table: Table, before: Document | None, after: Document) -> Change:
    action, reason = _action(table, before, after)
    return Change(
        at=act.at,
        actor=act.actor,
        action=action.value,
        target_table=table.name,
        target_key=after["slug"],
        before=before,
        after=after,
        reason=reason or act.reason,
        public=act.public,
    )


def _action(table: Table, before: Document | None, after: Document) -> tuple[Action, str]:
    """What a load did to a row, and of a correction its reason."""
    action = update_action(table, before, after) if before else Action.ADD
    return action, CorrectionReason.SOURCE_CORRECTED.value if action == Action.CORRECT else ""
