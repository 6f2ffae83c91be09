"""Suggestions: read by curators, proposed by programs, decided by curators."""

import re
from datetime import UTC, datetime
from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from aitracker.web.answers import Edition, ListView, Shape, meta_of
from aitracker.web.bodies import ObjectParser, bad_fields, errors_of
from aitracker.web.lists import Column, Found, StoredRows
from aitracker.web.problems import Problem
from aitracker.web.selection import Selection
from timeline.api import suggestion_schemas
from timeline.api.access import (
    MAY_DECIDE,
    MAY_VIEW,
    GuardedView,
    refuse_parameters,
    require_curator,
    require_proposer,
)
from timeline.api.decision_bodies import acceptance_of, decided_of, form_problem
from timeline.api.declared_writes import declared_decision, declared_list, declared_object, declared_proposal
from timeline.api.proposal_bodies import proposed_of
from timeline.api.resources import RecordList
from timeline.api.suggestion_shapes import suggestion_shape, whole_shape
from timeline.curation import (
    Act,
    Decided,
    Outdated,
    RecordError,
    Refused,
    StaleVersion,
    UnknownRow,
    accept,
    merge_suggestion,
    reject,
)
from timeline.curation.received import OtherBody, once, propose
from timeline.models import Suggestion
from timeline.queries.edition import edition
from timeline.queries.suggestions import chosen_suggestions, on_desk, with_passages

SORTS = {"created": (Column("id"),)}
KEY = re.compile(r"[A-Za-z0-9._:~+/=-]{8,128}", re.ASCII)


class SuggestionView(GuardedView):
    """An address below suggestions that takes JSON."""

    parser_classes = [ObjectParser]


@declared_list
@declared_proposal
class Suggestions(SuggestionView, RecordList):
    """What the rules and programs propose and nobody, or a curator, has decided; newest first."""

    http_method_names = ["get", "head", "post", "options"]
    sorts = SORTS
    default_sort = "-created"

    def get(self, request: Request, **names: str) -> Any:
        """For curators alone, and as it stands at this moment."""
        require_curator(request, may=MAY_VIEW)
        selection, found = self.stand(self.read(request, today=datetime.now(UTC).date()))
        return ListView.answer(self, request, selection, found)

    def find(self, selection: Selection) -> Found[Any]:
        """In the database."""
        return StoredRows(chosen_suggestions(selection), self.columns(selection))

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """With their passages."""
        return [suggestion_shape(row) for row in rows]

    def post(self, request: Request) -> Response:
        """One proposal; with an Idempotency-Key the same one again gets the same answer for a day."""
        token = require_proposer(request)
        refuse_parameters(request)
        key, now = _key_of(request), datetime.now(UTC)
        body = _body_of(request)

        def made() -> Shape:
            proposed = proposed_of(body, today=now.date())
            return _plain(suggestion_shape(propose(proposed, by=token.name, at=now)))

        try:
            data = once(token, key, body, at=now, answer=made) if key else made()
        except OtherBody as error:
            raise _header_conflict("Idempotency-Key", str(error)) from None
        where = f"/api/v1/suggestions/{data['id']}"
        return Response(_enveloped(data), status=201, headers={"Location": where})


@declared_object
class OneSuggestion(SuggestionView):
    """One suggestion as it stands, with what accepting it as proposed would record."""

    def get(self, request: Request, number: int) -> Response:
        """For curators alone."""
        require_curator(request, may=MAY_VIEW)
        refuse_parameters(request)
        return Response(_enveloped(whole_shape(_found(number))))


class DecisionView(SuggestionView):
    """An address that decides one suggestion, through curation."""

    http_method_names = ["post", "options"]

    def post(self, request: Request, number: int) -> Response:
        """The suggestion as decided."""
        curator = require_curator(request, may=MAY_DECIDE)
        refuse_parameters(request)
        suggestion, body = _found(number), _body_of(request)
        act = Act(actor=curator.actor, at=datetime.now(UTC), reason=f"suggestion {number}")
        try:
            self.decide(act, suggestion, body)
        except (Decided, Outdated, StaleVersion) as error:
            raise _outdated(error, number, body) from None
        except UnknownRow as error:
            raise bad_fields([("into", str(error))]) from None
        except Refused as error:
            raise bad_fields((name or "body", detail) for name, detail in error.faults) from None
        return Response(_enveloped(suggestion_shape(_found(number))))

    def decide(self, act: Act, suggestion: Suggestion, body: Shape) -> None:
        """One call to curation; raises a problem or RecordError."""
        raise NotImplementedError


@declared_decision("accept", suggestion_schemas.AcceptanceBody)
class Acceptance(DecisionView):
    """Accept a suggestion as proposed, or with other values: both its facts and its end, or neither."""

    def decide(self, act: Act, suggestion: Suggestion, body: Shape) -> None:
        """By the form of the desk."""
        _require_version(suggestion, body)
        form = acceptance_of(suggestion, body)
        version = form.cleaned_data["version"]
        try:
            accept(act, suggestion.pk, form.acceptance(), version=version, decision=form.decision())
        except (Refused, UnknownRow) as error:
            form.add_record_error(error)
            raise form_problem(form) from None


@declared_decision("reject", suggestion_schemas.RejectionBody)
class Rejection(DecisionView):
    """Close a suggestion as none."""

    def decide(self, act: Act, suggestion: Suggestion, body: Shape) -> None:
        """With a reason."""
        reject(act, suggestion.pk, **decided_of(suggestion_schemas.RejectionBody, body))


@declared_decision("merge", suggestion_schemas.MergeBody)
class Merge(DecisionView):
    """Say that another suggestion tells of the same."""

    def decide(self, act: Act, suggestion: Suggestion, body: Shape) -> None:
        """Into the other one."""
        merge_suggestion(act, suggestion.pk, **decided_of(suggestion_schemas.MergeBody, body))


def _body_of(request: Request) -> Shape:
    """The object that was sent; without a body an empty one, whose fields are missing."""
    body: Any = request.data
    return dict(body)


def _found(number: int) -> Suggestion:
    found = with_passages(on_desk()).filter(pk=number).first()
    if found is None:
        raise Http404(f"There is no suggestion {str(number)[:20]}.")
    return found


def _require_version(suggestion: Suggestion, body: Shape) -> None:
    """Before the form is judged by values that are outdated."""
    version = body.get("version")
    if type(version) is int and (suggestion.state != "open" or version != suggestion.version):
        raise Outdated("the suggestion has changed since it was read: look again, then decide")


def _outdated(error: RecordError, number: int, body: Shape) -> Problem:
    """409 that tells both versions, what was read and what stands."""
    now = _found(number)
    stands = f"{now.version} stands now, {now.state}" + (f" by {now.decided_by}" if now.decided_by else "")
    faults = [("version", f"{body.get('version')} was read, {stands}")]
    return Problem(409, "Changed since", f"Not done: {error}.", errors_of(faults))


def _key_of(request: Request) -> str:
    key = request.headers.get("Idempotency-Key")
    if key is None or KEY.fullmatch(key):
        return key or ""
    error = {
        "in": "header",
        "name": "Idempotency-Key",
        "detail": "is 8 to 128 letters, digits and marks",
    }
    raise Problem(400, "Bad header", "Idempotency-Key is 8 to 128 letters, digits and marks.", [error])


def _header_conflict(name: str, detail: str) -> Problem:
    return Problem(409, "Other body", f"{name}: {detail}", [{"in": "header", "name": name, "detail": detail}])


def _enveloped(data: Shape) -> Shape:
    found: Edition = edition()
    return {"data": data, "meta": meta_of(Selection(as_of=datetime.now(UTC).date()), found)}


def _plain(shape: Shape) -> Shape:
    """The shape as JSON holds it: days as texts."""
    return {name: _plain_value(value) for name, value in shape.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, dict):
        return _plain(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
