"""Correcting what was recorded wrongly, and taking a change back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from timeline.curation.kernel import (
    Act,
    Refused,
    StaleVersion,
    UnknownRow,
    current,
    edit,
    note,
    owned,
    store,
    writing,
)
from timeline.documents import TABLES, Document, Table, renamed_references
from timeline.models import Change
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
    return edit(act, table, slug, action=Action.CORRECT, change=lambda row: row | values, version=version)


def undo(act: Act, seq: int) -> Change:
    """Take one Change back by its inverse; StaleVersion when the row was changed since."""
    with writing():
        change = Change.objects.filter(seq=seq).first()
        if change is None or not (change.before or change.after):
            raise UnknownRow(f"there is no change {seq} to take back")
        table = TABLES[change.target_table]
        before = change.before and renamed_references(table, change.before, _renames_since(seq))
        if change.after is None:
            return _bring_back(act, table, before or {})
        standing = current(table, change.after["slug"])
        if standing["version"] != change.after["version"]:
            raise StaleVersion(mine=before, theirs=standing)
        return _set_back(act, table, before, standing) if before else _take_away(act, table, standing)


def _renames_since(seq: int) -> dict[tuple[str, str], str]:
    """What rows were called when a change was made, and what they are called since."""
    changes = Change.objects.filter(seq__gt=seq, before__isnull=False, after__isnull=False)
    renamed = changes.exclude(before__slug=F("after__slug")).order_by("-seq")
    names: dict[tuple[str, str], str] = {}
    for table, old, new in renamed.values_list("target_table", "before__slug", "after__slug"):
        names[table, old] = names.get((table, new), new)
    return names


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
