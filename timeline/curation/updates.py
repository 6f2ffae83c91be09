"""What an update of a row is called, by what it changed: a look, a retraction, more sources, a correction."""

from timeline.documents import Document, Part, Table
from timeline.terms import Action


def update_action(table: Table, before: Document, after: Document) -> Action:
    """The action of an update, by what it changed."""
    fields = [name for name in table.fields if after[name] != before[name]]
    if fields == ["last_verified_on"]:
        return Action.VERIFY
    if "retracted_on" in fields and not before["retracted_on"]:
        return Action.RETRACT
    if not fields and all(_only_added(part, before, after) for part in table.parts):
        return Action.ADD
    return Action.CORRECT


def differences(table: Table, before: Document, after: Document) -> list[str]:
    """What is other in a row, field by field, and how many of its parts."""
    fields = [name for name in table.fields if after[name] != before[name]]
    texts = [f"{name} {after[name]!r} instead of {before[name]!r}" for name in fields]
    for part in table.parts:
        ours, theirs = (_bare(row[part.name], part) for row in (after, before))
        if ours != theirs:
            texts.append(
                f"{part.name}: {len(ours - theirs)} more or other, {len(theirs - ours)} fewer or other"
            )
    return texts


def _only_added(part: Part, before: Document, after: Document) -> bool:
    return all(each in after[part.name] for each in before[part.name])


def _bare(parts: list[Document], part: Part) -> set[str]:
    return {repr([each[name] for name in part.fields]) for each in parts}
