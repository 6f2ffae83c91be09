"""A decision that came too late: what was typed beside what stands, and who changed the record meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from timeline.curation import RecordError
from timeline.desk.acceptance_form import AcceptanceForm
from timeline.desk.decision_forms import RejectionForm
from timeline.desk.prefilled import prefilled
from timeline.models import Suggestion
from timeline.queries.histories import Target, changes_about
from timeline.views.review.histories import HistoryLine, history_lines
from timeline.views.review.queue import subject_of

MOST_CHANGES = 8
OUR_OWN = frozenset({"version", "seen", "also_previous"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as it was sent, and as it stands now."""

    label: str
    yours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Why a decision was not taken; `theirs` says whose the other side is."""

    reason: str
    theirs: str
    differences: list[Difference]
    changes: list[HistoryLine]


def conflict_of(
    suggestion: Suggestion,
    error: RecordError,
    *,
    form: AcceptanceForm | RejectionForm | None,
    seen: int | None,
) -> Conflict:
    """`form` holds what was typed, `seen` is the last Change that had been read; None where unknown."""
    targets = _targets(suggestion, form if isinstance(form, AcceptanceForm) else None)
    changes = changes_about(targets, since=seen)[:MOST_CHANGES] if seen is not None else []
    return Conflict(
        reason=str(error),
        theirs=_whose(suggestion),
        differences=list(_differences(form, suggestion)) if form else [],
        changes=history_lines(changes, name=subject_of(suggestion)),
    )


def _whose(suggestion: Suggestion) -> str:
    if suggestion.state == Suggestion.State.OPEN:
        return "as proposed now"
    return f"as {suggestion.get_state_display().lower()} by {suggestion.decided_by}"


def _targets(suggestion: Suggestion, form: AcceptanceForm | None) -> list[Target]:
    """The rows that the suggestion is about, and those that were chosen in the form."""
    rows = {("deliverable", suggestion.deliverable), ("event", suggestion.event)}
    named = [(table, row.slug) for table, row in rows if row]
    if suggestion.commitment:
        named.append(("commitment", suggestion.commitment.slug))
    chosen = form["deliverable"].value() if form else ""
    return [*named, ("deliverable", str(chosen))] if chosen else named


def _differences(form: AcceptanceForm | RejectionForm, suggestion: Suggestion) -> Iterable[Difference]:
    for name, theirs in _standing(suggestion).items():
        if name in OUR_OWN or name not in form.fields:
            continue
        yours, other = _shown(form, name, form[name].value()), _shown(form, name, theirs)
        if yours != other:
            yield Difference(str(form[name].label), yours, other)


def _standing(suggestion: Suggestion) -> Mapping[str, Any]:
    """What stands now: of an open one what it proposes, of a decided one what was made of it."""
    if suggestion.state == Suggestion.State.OPEN:
        return prefilled(suggestion)
    why = {"rejection": suggestion.rejection, "reason": suggestion.reason}
    return why | (suggestion.decision or {})


def _shown(form: forms.Form, name: str, value: Any) -> str:
    """The value as the form shows it."""
    if isinstance(value, list | tuple):
        return "; ".join(_shown(form, name, each) for each in value) or "—"
    field = form.fields[name]
    offered: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    named = dict(offered)
    text = "" if value is None else str(value)
    return str(named.get(text, text)) or "—"
