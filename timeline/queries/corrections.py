"""What was recorded wrongly and put right, as readers see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from aitracker.web.selection import Selection
from timeline.documents import TABLES, Part
from timeline.models import Change
from timeline.queries.changes import changes
from timeline.terms import Action


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after; values as they stand in documents."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction: its number, when, of which row, why, and what it changed."""

    seq: int
    at: datetime
    table: str
    slug: str
    deliverable: str | None
    name: str
    reason: str
    differences: tuple[Difference, ...]

    @property
    def on(self) -> date:
        """Its day (UTC)."""
        return self.at.date()


def corrections(selection: Selection) -> QuerySet[Change]:
    """The public corrections that a selection chooses, newest first."""
    return changes(selection).filter(action=Action.CORRECT.value)


def correction_of(change: Change) -> Correction:
    """What a change of the action correct put right."""
    after = change.after or {}
    return Correction(
        seq=change.seq,
        at=change.at,
        table=change.target_table,
        slug=after.get("slug", change.target_key),
        deliverable=after.get("deliverable"),
        name=after.get("name") or after.get("title") or after.get("words") or change.target_key,
        reason=change.reason,
        differences=differences_of(change),
    )


def differences_of(change: Change) -> tuple[Difference, ...]:
    """The fields that a Change changed, in the order of the table."""
    return tuple(_differences(change.target_table, change.before or {}, change.after or {}))


def _differences(table: str, before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Fields that changed, and of parts those taken away and those put in."""
    fields = [
        Difference(name, before.get(name), after.get(name))
        for name in TABLES[table].fields
        if before.get(name) != after.get(name) and name not in ("rule", "ruleset")
    ]
    for part in TABLES[table].parts:
        gone, put_in = (_parts_only_in(part, *sides) for sides in ((before, after), (after, before)))
        fields += [Difference(part.name, gone, put_in)] if gone or put_in else []
    return fields


def _parts_only_in(part: Part, here: dict[str, Any], there: dict[str, Any]) -> list[str]:
    """What is said by the parts of one side alone: their keys, in words that a reader can place."""
    others = [{name: each[name] for name in part.fields} for each in there.get(part.name, [])]
    alone = [
        each for each in here.get(part.name, []) if {name: each[name] for name in part.fields} not in others
    ]
    return [" ".join(each[name] for name in part.key if each[name]) for each in alone]
