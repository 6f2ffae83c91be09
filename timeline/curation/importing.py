"""Takes files of facts into the record, row by row and all or nothing; the second time nothing changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db import DataError, IntegrityError, transaction

from timeline.curation.inputs import Said
from timeline.curation.kernel import Act, Refused, add, current, edit, writing
from timeline.curation.promises import fiscal_start, window_of
from timeline.curation.updates import differences, update_action
from timeline.documents import COMMITMENT, EVENT, TABLES, Document, Part, Table, part_key, read_documents
from timeline.factfiles import EVIDENCE, KINDS, FactFile, FactRow
from timeline.factfiles import TABLES as TABLE_OF
from timeline.fields import Fault
from timeline.reading import DECIDING, rule_of
from timeline.terms import Action, Basis, CorrectionReason, Voice
from timeline.yamlfile import Place


class Fared(StrEnum):
    """What became of a line."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a file, what became of it, and in which way it differs; `faults` are (field, message)."""

    place: Place
    kind: str
    name: str
    fared: Fared
    differences: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every line in the order of the file; `stored` says whether the record holds them now."""

    lines: tuple[Line, ...]
    stored: bool

    @property
    def is_refused(self) -> bool:
        """Whether any line keeps the file out."""
        return any(line.fared == Fared.REFUSED for line in self.lines)

    def count(self, fared: str) -> int:
        """How many lines fared so."""
        return sum(line.fared == fared for line in self.lines)


class _Record:
    """What stands: the rows that a file tells of, and the slugs of all that it may name; read once."""

    def __init__(self, rows: Sequence[FactRow]) -> None:
        names = {kind: [row.document["slug"] for row in rows if row.kind == kind] for kind in TABLE_OF}
        self.rows = {kind: read_documents(TABLE_OF[kind], slugs) for kind, slugs in names.items()}
        self.slugs = {
            name: set(table.model._default_manager.values_list("slug", flat=True))
            for name, table in TABLES.items()
        }

    def require(self, target: str, slug: str | None, *, field: str) -> None:
        """Raise Refused for a row that is named and not there."""
        if slug and slug not in self.slugs[target]:
            raise Refused((field, f"there is no {target} {slug}"))

    def require_references(self, table: Table, document: Document) -> None:
        """Raise Refused for the first row that the document names and the record lacks."""
        for name, target in table.references.items():
            self.require(target, document[name], field=name)
        for part in table.parts:
            for each in document[part.name]:
                for name, target in part.references.items():
                    self.require(target, each[name], field=f"{part.name}.{name}")


def import_facts(act: Act, found: FactFile, *, dry_run: bool = False) -> ImportReport:
    """Bring the record up to a file, or with one refused line or dry_run only tell what that would do.

    A row adds what the record lacks and corrects what it has otherwise; what it leaves out stays as it is,
    sources among it. `act.reason` is that of the corrections. Rows may name rows of the same file: those of
    deliverables come first, then events, promises, evidence, each in the order of the file.
    """
    if act.reason not in set(CorrectionReason):
        raise Refused(("reason", f"must be one of {', '.join(CorrectionReason)}"))
    with writing():
        lines = [*_lines(act, found.rows), *map(_no_row, found.faults)]
        stored = not dry_run and all(line.fared != Fared.REFUSED for line in lines)
        transaction.set_rollback(not stored)
    return ImportReport(tuple(sorted(lines, key=lambda line: line.place.line)), stored)


def _no_row(fault: Fault) -> Line:
    place = fault.place or Place("", 0)
    return Line(place=place, kind="", name="", fared=Fared.REFUSED, faults=((fault.field, fault.message),))


def _lines(act: Act, rows: Sequence[FactRow]) -> Iterator[Line]:
    order, record = list(KINDS), _Record(rows)
    seen: dict[tuple[str, str], Place] = {}
    for row in sorted(rows, key=lambda each: order.index(each.kind)):
        yield _line(act, row, record, first=seen.setdefault(row.key, row.place))


def _line(act: Act, row: FactRow, record: _Record, *, first: Place) -> Line:
    line = Line(place=row.place, kind=row.kind, name=row.name, fared=Fared.REFUSED)
    if row.faults:
        return replace(line, faults=tuple((fault.field, fault.message) for fault in row.faults))
    if first != row.place:
        return replace(line, faults=(("slug", f"{row.name} stands twice: line {first.line} has it too"),))
    try:
        with transaction.atomic():
            fared, differing = _write(act, row, record)
    except Refused as error:
        return replace(line, faults=error.faults)
    except (IntegrityError, DataError) as error:
        return replace(line, faults=(("", f"the database refuses it: {str(error).splitlines()[0]}"),))
    return replace(line, fared=fared, differences=tuple(differing))


def _write(act: Act, row: FactRow, record: _Record) -> tuple[Fared, list[str]]:
    if row.kind == EVIDENCE:
        return _write_evidence(act, row, record)
    table = TABLE_OF[row.kind]
    record.require_references(table, row.document)
    before = record.rows[row.kind].get(row.document["slug"])
    if before is None:
        document = _with_window(row.document) if table is COMMITMENT else row.document
        add(replace(act, reason=""), table, document)
        record.slugs[table.name].add(document["slug"])
        return Fared.CREATED, []
    return _update(act, table, before, _brought_up(table, before, row.stated))


def _write_evidence(act: Act, row: FactRow, record: _Record) -> tuple[Fared, list[str]]:
    """A source of a row that stands is a change of that row, and made if the row lacks it."""
    table = COMMITMENT if row.document["commitment"] else EVENT
    slug = row.document["commitment"] or row.document["event"]
    record.require(table.name, slug, field=table.name)
    before = current(table, slug)
    source = (row.document["source"], row.stated)
    after = before | {"evidence": _merged(_part(table, "evidence"), before["evidence"], [source])}
    fared, differing = _update(act, table, before, after)
    is_new = len(after["evidence"]) > len(before["evidence"])
    return (Fared.CREATED, []) if is_new else (fared, differing)


def _update(act: Act, table: Table, before: Document, after: Document) -> tuple[Fared, list[str]]:
    differing = differences(table, before, after)
    if not differing:
        return Fared.UNCHANGED, []
    action = update_action(table, before, after)
    because = act if action == Action.CORRECT else replace(act, reason="")
    edit(because, table, before["slug"], action=action, change=lambda _: after)
    return Fared.CHANGED, differing


def _brought_up(table: Table, before: Document, stated: Document) -> Document:
    parts = {part.name: _merged(part, before[part.name], stated[part.name]) for part in table.parts}
    after = before | stated | parts
    moved = any(after[name] != before[name] for name in DECIDING) if table is COMMITMENT else False
    return after | {"rule": _rule(after)} if moved else after


def _merged(
    part: Part, standing: Sequence[Document], stated: Sequence[tuple[Document, Document]]
) -> list[Document]:
    """The standing parts with what is said of each, and those that are new."""
    parts = {part_key(part, each): each for each in standing}
    for whole, said in stated:
        key = part_key(part, whole)
        parts[key] = parts[key] | said if key in parts else whole
    return [parts[key] for key in sorted(parts)]


def _part(table: Table, name: str) -> Part:
    return next(part for part in table.parts if part.name == name)


def _with_window(document: Document) -> Document:
    """A promise whose window the rules read, where the row gives none; raises Refused where none does."""
    if not document["precision"]:
        return document | window_of(document["deliverable"], _said(document))
    return document | {"rule": _rule(document)}


def _said(document: Document) -> Said:
    first, last, reported = (document[name] for name in ("said_earliest", "said_latest", "first_reported_on"))
    return Said(
        words=document["words"],
        basis=Basis(document["basis"]),
        voice=Voice(document["voice"]),
        said_earliest=_day(first),
        said_latest=_day(last),
        first_reported_on=_day(reported),
        retro_disclosed=document["retro_disclosed"],
    )


def _rule(document: Document) -> str | None:
    return rule_of(document, fiscal_year_start_month=fiscal_start(document["deliverable"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
