"""Correcting what was recorded wrongly, and taking a change back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from timeline.curation.columns import field_faults
from timeline.curation.kernel import (
    Act,
    Refused,
    UnknownRow,
    current,
    edit,
    note,
    owned,
    require_version,
    store,
    writing,
)
from timeline.curation.promises import fiscal_start
from timeline.curation.renames import renames_since
from timeline.documents import COMMITMENT, OWNED, TABLES, Document, Table, renamed_references
from timeline.models import Change
from timeline.reading import DECIDING, rule_of
from timeline.terms import Action, CorrectionReason
from timeline.writing import delete_row, rename_row


def correct(
    act: Act,
    table: Table,
    slug: str,
    *,
    values: dict[str, Any],
    version: int | None = None,
) -> Change:
    """Overwrite fields that were recorded wrongly; `act.reason` is one of CorrectionReason.

    A moved date is no correction: it is a promise of its own (redate).
    """
    if act.reason not in set(CorrectionReason):
        raise Refused(("reason", f"must be one of {', '.join(CorrectionReason)}"))
    unknown = sorted(set(values) - {*table.fields, *(part.name for part in table.parts)})
    if unknown:
        raise Refused((unknown[0], f"is not a field of {table.name}"))

    def change(row: Document) -> Document:
        after = row | values
        return _reread(after) if table is COMMITMENT and not DECIDING.isdisjoint(values) else after

    return edit(act, table, slug, action=Action.CORRECT, change=change, version=version)


def _reread(document: Document) -> Document:
    """The commitment with the rule that reads its words as they stand now."""
    faults = [*field_faults(COMMITMENT, document)]
    if faults:
        raise Refused(*faults)
    return document | {
        "rule": rule_of(document, fiscal_year_start_month=fiscal_start(document["deliverable"]))
    }


def undo(act: Act, seq: int) -> Change:
    """Take one Change back by its inverse; StaleVersion when the row was changed since."""
    with writing():
        change = Change.objects.filter(seq=seq).first()
        if change is None or not (change.before or change.after):
            raise UnknownRow(f"there is no change {seq} to take back")
        table = TABLES[change.target_table]
        names = renames_since(seq)
        before = change.before and renamed_references(table, change.before, names)
        if change.after is None:
            return _bring_back(act, table, before or {})
        slug = change.after["slug"]
        standing = current(table, names.get((table.name, slug), slug))
        require_version(standing, change.after["version"], wanted=before)
        return _set_back(act, table, before, standing) if before else _take_away(act, table, standing)


def reinstate(act: Act, seq: int, *, version: int | None = None) -> Change:
    """Set a row back to what it was after a Change, whatever came later; its slug stays.

    StaleVersion where the row has not `version` any more, UnknownRow where the Change left no row behind.
    """
    with writing():
        change = Change.objects.filter(seq=seq, after__isnull=False).first()
        if change is None:
            raise UnknownRow(f"change {seq} left no row that could be set back to")
        table, names = TABLES[change.target_table], renames_since(seq)
        then = renamed_references(table, change.after or {}, names)
        slug: str = then["slug"]
        return edit(
            act,
            table,
            names.get((table.name, slug), slug),
            action=Action.UNDO,
            change=lambda row: then | {name: row[name] for name in ("slug", *OWNED)},
            version=version,
        )


def _bring_back(act: Act, table: Table, before: Document) -> Change:
    after = before | {"version": before["version"] + 1}
    store(table, after, today=act.today)
    return note(act, table, action=Action.UNDO, before=None, after=after)


def _take_away(act: Act, table: Table, standing: Document) -> Change:
    try:
        with transaction.atomic():
            delete_row(table, standing["slug"])
    except (ProtectedError, IntegrityError) as error:
        raise Refused(("slug", f"{standing['slug']} is used by other rows: take those back first")) from error
    return note(act, table, action=Action.UNDO, before=standing, after=None)


def _set_back(act: Act, table: Table, before: Document, standing: Document) -> Change:
    if before["slug"] != standing["slug"]:
        rename_row(table, standing["slug"], to=before["slug"])
    after = owned(before, table, before=standing)
    store(table, after, today=act.today)
    return note(act, table, action=Action.UNDO, before=standing, after=after)
