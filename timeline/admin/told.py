"""Changes of the record as the admin tells them: who, when, why, and each field before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.models import Change
from timeline.queries.corrections import differences_of
from timeline.wording.changes import DONE
from timeline.wording.corrections import REASONS, field_words, value_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldField:
    """One field in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """One Change in words; `fields` are those that differ, all filled ones of a row that came or went."""

    change: Change
    what: str
    why: str
    fields: tuple[ToldField, ...]


def told_changes(changes: Iterable[Change]) -> list[ToldChange]:
    """Each in words, in the order given."""
    return [told_change(each) for each in changes]


def told_change(change: Change) -> ToldChange:
    """One Change in words."""
    fields = (
        ToldField(
            name=field_words(each.field), before=value_words(each.before), after=value_words(each.after)
        )
        for each in differences_of(change)
    )
    return ToldChange(
        change=change,
        what=DONE[change.action],
        why=REASONS.get(change.reason, change.reason),
        fields=tuple(each for each in fields if each.before != each.after),
    )
