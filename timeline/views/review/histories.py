"""Who changed what of the record and when, line by line, as the desk shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from timeline.models import Change
from timeline.wording.changes import change_line, corrected_text


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One Change in words."""

    at: datetime
    actor: str
    words: str


def history_lines(changes: Iterable[Change], *, name: str) -> list[HistoryLine]:
    """The Changes in their order; `name` is that of the thing that they are about."""
    return [HistoryLine(at=each.at, actor=each.actor, words=_words(each, name)) for each in changes]


def _words(change: Change, name: str) -> str:
    document = change.after or change.before or {}
    line = change_line(change.action, change.target_table, document, name=document.get("title") or name)
    if change.action != "correct" or not (change.before and change.after):
        return line
    before, after = change.before, change.after
    differences = [
        (field, before.get(field), after.get(field))
        for field in after
        if field not in ("version", "origin") and before.get(field) != after.get(field)
    ]
    return f"{line}. {corrected_text(change.reason, differences)}"
