"""What a person decides of a suggestion: accept, reject, merge, lay it aside, and take the decision back."""

from collections.abc import Mapping
from typing import Any

from timeline.curation.acceptances import Acceptance, record_acceptance
from timeline.curation.kernel import Act, RecordError, Refused, UnknownRow, writing
from timeline.curation.repairs import undo
from timeline.models import Suggestion
from timeline.queries.histories import changes_about
from timeline.queries.suggestions import on_desk

State = Suggestion.State


class Decided(RecordError):
    """Somebody decided the suggestion before."""


class Outdated(RecordError):
    """The suggestion, or the record that it is about, says something else than what was read."""


def accept(
    act: Act,
    pk: int,
    acceptance: Acceptance,
    *,
    version: int,
    decision: Mapping[str, Any],
    seen: int | None = None,
) -> Suggestion:
    """Write the acceptance into the record and close the suggestion, both or neither.

    `decision` is what a person made of it, as plain values, for the export of decisions. `seen` is the last
    Change that the person had read: Outdated where what the acceptance is about was changed after it.
    """
    with writing():
        suggestion = _open(pk, version)
        if seen is not None and changes_about(acceptance.targets, since=seen):
            raise Outdated("the record has changed since you opened it: look again, then decide")
        changes = record_acceptance(act, acceptance)
        suggestion.changes = [change.seq for change in changes]
        suggestion.decision = dict(decision)
        return _decide(act, suggestion, State.ACCEPTED)


def reject(
    act: Act, pk: int, *, version: int, rejection: str, reason: str = "", right_kind: str = ""
) -> Suggestion:
    """Close the suggestion as none; `right_kind` is what it is instead of its kind, where that is known."""
    if rejection not in Suggestion.Rejection.values:
        raise Refused(("rejection", f"must be one of {', '.join(Suggestion.Rejection.values)}"))
    with writing():
        suggestion = _open(pk, version)
        suggestion.rejection, suggestion.reason = rejection, reason[:200]
        suggestion.decision = {"kind": right_kind} if right_kind else None
        return _decide(act, suggestion, State.REJECTED)


def merge_suggestion(act: Act, pk: int, *, into: int, version: int) -> Suggestion:
    """Say that another suggestion tells of the same; its decision is this one's too."""
    with writing():
        suggestion = _open(pk, version)
        target = Suggestion.objects.filter(pk=into).first()
        if target is None:
            raise UnknownRow(f"there is no suggestion {into}")
        if target.pk == suggestion.pk:
            raise Refused(("into", "a suggestion cannot be merged into itself"))
        if target.state == State.MERGED:
            raise Refused(("into", f"suggestion {into} was itself merged into {target.merged_into_id}"))
        suggestion.merged_into = target
        return _decide(act, suggestion, State.MERGED)


def want_source(act: Act, pk: int, *, version: int) -> Suggestion:
    """Lay it aside until an outlet more than now tells of it on its own; it stays open."""
    with writing():
        suggestion = _open(pk, version)
        suggestion.wanted_over = getattr(on_desk().get(pk=pk), "origins")  # noqa: B009  an annotation
        suggestion.wanted_by, suggestion.wanted_at = act.actor, act.at
        return _saved(suggestion)


def reopen(act: Act, pk: int) -> Suggestion:
    """Take a decision back, with everything that it wrote; StaleVersion where the record has moved on.

    One that waits for a second source waits no more.
    """
    with writing():
        suggestion = _locked(pk)
        if suggestion.state == State.OPEN and suggestion.wanted_at is None:
            raise Refused(("state", "it is open: there is nothing to take back"))
        _ask_alone(suggestion)
        for seq in reversed(suggestion.changes):
            undo(act, seq)
        suggestion.state, suggestion.merged_into = State.OPEN, None
        suggestion.rejection, suggestion.reason = "", ""
        suggestion.decision, suggestion.changes = None, []
        suggestion.decided_by, suggestion.decided_at = "", None
        return _saved(_waiting_no_more(suggestion))


def _ask_alone(suggestion: Suggestion) -> None:
    """A story has one question open: one asked further goes when what it was asked before is opened again."""
    if suggestion.story is None or suggestion.kind != Suggestion.Kind.EVENT or suggestion.state == State.OPEN:
        return
    same = {"story": suggestion.story, "kind": suggestion.kind, "state": State.OPEN}
    other = Suggestion.objects.select_for_update().filter(**same).first()
    if other is None:
        return
    if other.pk < suggestion.pk:
        raise Refused(("state", f"suggestion {other.pk} about the same story is open: decide that one first"))
    other.merged.update(merged_into=suggestion)
    other.delete()


def _open(pk: int, version: int) -> Suggestion:
    """The suggestion, locked, if it is still open and says what was read."""
    suggestion = _locked(pk)
    if suggestion.state != State.OPEN:
        at = f"{suggestion.decided_at:%d %B %Y, %H:%M} UTC" if suggestion.decided_at else "before"
        raise Decided(f"{suggestion.state} already, by {suggestion.decided_by}, {at}")
    if suggestion.version != version:
        raise Outdated("the suggestion has changed since you opened it: look again, then decide")
    return suggestion


def _locked(pk: int) -> Suggestion:
    suggestion = Suggestion.objects.select_for_update().filter(pk=pk).first()
    if suggestion is None:
        raise UnknownRow(f"suggestion {pk} is no longer there: its story claims it no more")
    return suggestion


def _decide(act: Act, suggestion: Suggestion, state: Suggestion.State) -> Suggestion:
    suggestion.state = state
    suggestion.decided_by, suggestion.decided_at = act.actor, act.at
    return _saved(_waiting_no_more(suggestion))


def _waiting_no_more(suggestion: Suggestion) -> Suggestion:
    suggestion.wanted_over, suggestion.wanted_by, suggestion.wanted_at = None, "", None
    return suggestion


def _saved(suggestion: Suggestion) -> Suggestion:
    suggestion.version += 1
    suggestion.save()
    return suggestion
